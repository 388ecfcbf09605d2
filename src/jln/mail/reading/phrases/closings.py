# ruff: noqa: E501 -- word lists are read by machines
"""How letters end: closing lines, greetings, the footers of telephones, and disclaimers."""

from __future__ import annotations

from jln.mail.reading.phrases import fold, folded, pattern

#: Whole closing lines, without their comma.
CLOSINGS = folded("""
regards|kind regards|best regards|warm regards|warmest regards|with kind regards|with best regards|with warm regards|kindest regards|best wishes|with best wishes|all the best|best|sincerely|yours sincerely|sincerely yours|yours faithfully|faithfully|respectfully|respectfully yours|yours truly|yours|cheers|cordially|cordially yours|with appreciation|with respect|in solidarity|with gratitude|kr|br|rgds|brgds|warmly|take care|many regards|regards and thanks|thanks and regards|thanks & regards|thank you and best regards|thank you and kind regards|many thanks and best regards|many thanks and kind regards|with thanks and regards|best regards and thanks|my best regards|my best|very best|very best wishes|with many thanks and best wishes|greetings
cordialement|bien cordialement|très cordialement|cdt|cdlt|bien à vous|bien à toi|sincères salutations|salutations distinguées|meilleures salutations|salutations|salutations cordiales|avec mes salutations|mes salutations distinguées|meilleures salutations|amicalement|bien amicalement|respectueusement|sincèrement|avec mes meilleures salutations|bonne journée|bonne réception|bien sincèrement|franches salutations|confraternellement|fraternellement|je vous prie d'agréer mes salutations distinguées|veuillez agréer mes salutations distinguées|veuillez agréer nos salutations distinguées|cordiales salutations|avec mes remerciements|bonne soirée|mes respects
saludos|saludos cordiales|un saludo|un cordial saludo|un saludo cordial|cordiales saludos|saludos cordiales y gracias|atentamente|muy atentamente|atentos saludos|cordialmente|muy cordialmente|un abrazo|abrazos|atte|sinceramente|reciba un cordial saludo|reciban un cordial saludo|saludos atentos|con un cordial saludo|respetuosamente|afectuosamente|mis mejores deseos|quedo atento|quedo atenta|cordial saludo|saluda atentamente|saludos y gracias
cumprimentos|com os melhores cumprimentos|melhores cumprimentos|com os meus cumprimentos|os melhores cumprimentos|atenciosamente|atentamente|cordialmente|saudações|saudações cordiais|com cordiais saudações|abraço|um abraço|abraços|att|com estima|respeitosamente|com amizade|com consideração|sinceramente|cordiais saudações|com os melhores cumprimentos,|saudações fraternas|cumps|cpts|grato|grata
مع خالص التحية|مع خالص التحيات|مع أطيب التحيات|مع التحية|مع تحياتي|تحياتي|خالص تحياتي|مع فائق الاحترام|مع فائق الاحترام والتقدير|مع الاحترام|مع جزيل الشكر|مع الشكر والتقدير|مع خالص الشكر|مع الشكر|وتفضلوا بقبول فائق الاحترام|تفضلوا بقبول فائق الاحترام|وتفضلوا بقبول فائق الاحترام والتقدير|أطيب التحيات|مع أصدق التحيات|دمتم|دمتم بخير|والسلام عليكم|والسلام|والسلام عليكم ورحمة الله وبركاته|مع وافر التحية|مع تحيات|وشكرا|وافر التحية|مع وافر الشكر والتقدير|مع الود|ودمتم|تقبلوا تحياتي|تقبلوا فائق الاحترام|تحية طيبة وبعد|مع أسمى آيات التقدير|مع تقديري|مع فائق التقدير
mit freundlichen grüßen|mit freundlichen grüssen|freundliche grüße|freundliche grüsse|viele grüße|viele grüsse|liebe grüße|beste grüße|beste grüsse|herzliche grüße|schöne grüße|mit besten grüßen|mit freundlichem gruß|mit herzlichen grüßen|mfg|lg|vg|gruß|grüße|gruss|hochachtungsvoll|mit lieben grüßen|herzlichst|freundlicher gruß
cordiali saluti|distinti saluti|un cordiale saluto|cari saluti|saluti|un saluto|con i migliori saluti|cordialmente|un caro saluto|grazie e saluti|i migliori saluti|a presto
met vriendelijke groet|met vriendelijke groeten|vriendelijke groet|vriendelijke groeten|hartelijke groet|hartelijke groeten|groeten|groet|mvg|met hoogachting|hoogachtend|beste groet|beste groeten|met hartelijke groet
med venlig hilsen|venlig hilsen|med vennlig hilsen|vennlig hilsen|hilsen|mvh|kh|vh|bedste hilsner|beste hilsen|med hilsen|de bedste hilsner|hilsener|med vänlig hälsning|med vänliga hälsningar|vänliga hälsningar|vänlig hälsning|hälsningar|bästa hälsningar|ystävällisin terveisin|terveisin|parhain terveisin|yt|t|kveðja|með kveðju|bestu kveðjur
z poważaniem|pozdrawiam|z wyrazami szacunku|serdecznie pozdrawiam|pozdrowienia|z pozdrowieniami|łączę pozdrowienia|s pozdravem|s přátelským pozdravem|s úctou|hezký den|s pozdravom|s priateľským pozdravom|lp|lep pozdrav|s spoštovanjem|srdačan pozdrav|lijep pozdrav|s poštovanjem|pozdrav|srdačno|üdvözlettel|tisztelettel|köszönettel|üdv|με εκτίμηση|φιλικά|με φιλικούς χαιρετισμούς|cu respect|cu stimă|o zi bună|toate cele bune|с уважение|поздрави|с поздрав|lugupidamisega|parimat|tervitades|pagarbiai|su pagarba|geriausi linkėjimai|ar cieņu|ar laba vēlējumiem
с уважением|с наилучшими пожеланиями|всего доброго|с приветом|искренне ваш|искренне ваша|с искренним уважением|спасибо и всего доброго|всего наилучшего|з повагою|з найкращими побажаннями|щиро ваш|хүндэтгэсэн|хүндэтгэн|хүндэтгэсэн мэндчилгээ|хүндэтгэлтэйгээр|хүндэтгэн ёслосон|баярлалаа, хүндэтгэсэн|мэндчилгээ дэвшүүлье|құрметпен|урматтоо менен|hormat saya|hörmətlə|hurmat bilan|պատկառանքով|პატივისცემით
saygılarımla|saygılarımızla|en iyi dileklerimle|iyi çalışmalar|sevgiler|selamlar|iyi günler|saygılar|kolay gelsin|en içten saygılarımla|teşekkürler, saygılar
salam hormat|hormat saya|hormat kami|salam|salam hangat|terima kasih dan salam|dengan hormat|salam sejahtera|wassalam|wassalamualaikum|wasalam|salam takzim|salam kompak|yang benar|yang menjalankan amanah|sekian, terima kasih|sekian terima kasih|salam mesra|saya yang menjalankan amanah|saya yang menurut perintah|dengan segala hormatnya|yang ikhlas|salam dan terima kasih|hormat
trân trọng|trân trọng kính chào|thân ái|kính thư|kính chào|thân mến|trân trọng cảm ơn|chân thành cảm ơn và trân trọng|thân|kính|xin trân trọng cảm ơn|chào trân trọng
wako mwaminifu|wako|wako katika ujenzi wa taifa|wenu mwaminifu|wenu|kwa heshima|salamu|salamu nyingi|na salamu|kwa heshima na taadhima|wako mtiifu|ahsante na karibu|kila la heri|kwa heri|salaam|wasalaam|wako wa dhati
me respekt|me nderim|përshëndetje|të fala|me konsideratë|përzemërsisht|me të mira|gjithë të mirat|me përshëndetje|sinqerisht|me mirënjohje
よろしくお願いいたします|よろしくお願いします|宜しくお願いいたします|宜しくお願い致します|よろしくお願い致します|どうぞよろしくお願いいたします|何卒よろしくお願いいたします|何卒よろしくお願い申し上げます|何卒宜しくお願い申し上げます|以上、よろしくお願いいたします|以上、よろしくお願いします|よろしくお願い申し上げます|敬具|草々|以上|引き続きよろしくお願いいたします|今後ともよろしくお願いいたします
此致敬礼|此致|敬礼|祝好|祝商祺|顺祝商祺|谨此|谨启|敬上|此致 敬礼|顺颂商祺|祝工作顺利|祝您工作顺利|祝一切顺利|此致，敬礼|順頌商祺|敬祝|順頌 商祺|谢谢，祝好|敬启|祝安|祝安好|此頌|敬頌
감사합니다. 드림|드림|올림|배상|감사합니다|안녕히 계십시오|수고하세요|고맙습니다|그럼 안녕히 계세요|좋은 하루 되세요|좋은 하루 보내세요
ด้วยความเคารพ|ขอแสดงความนับถือ|ด้วยความนับถือ
सादर|आपका|आपकी|भवदीय|भवदीया|धन्यवाद सहित|शुभकामनाओं सहित|सधन्यवाद|आदर सहित|सादर धन्यवाद|हार्दिक शुभकामनाएँ|शुभेच्छा|विनीत|सम्मान सहित|सप्रेम|आपका विश्वासी
শুভেচ্ছান্তে|বিনীত|ধন্যবাদান্তে|শুভেচ্ছা|শ্রদ্ধাসহ|শুভেচ্ছাসহ|ধন্যবাদসহ|আপনার বিশ্বস্ত|নিবেদক|ইতি|বিনীত নিবেদক|শ্রদ্ধান্তে|আন্তরিক শুভেচ্ছা
ከአክብሮት ጋር|ከሰላምታ ጋር|ከማክበር ጋር|ከልብ ሰላምታ ጋር|በአክብሮት|ከታላቅ አክብሮት ጋር|ሰላምታ|አክባሪዎ|ከምስጋና ጋር|ከመልካም ምኞት ጋር|መልካም ቀን
با احترام|با تشکر|با سپاس|ارادتمند|با احترام فراوان|با تقدیم احترام|با سپاس و احترام|احتراما|مخلص|والسلام علیکم|نیازمند|آپ کا مخلص|مع السلامة
בברכה|בכבוד רב|תודה וברכה|lubos na gumagalang|sumasaiyo|nagmamahal|lubos na sumasainyo|gumagalang
mahadsanid|waad mahadsan tahay|ດ້ວຍຄວາມນັບຖື|ດ້ວຍຄວາມເຄົາລົບ|ຂໍສະແດງຄວາມນັບຖື|ដោយក្តីគោរព|ដោយការគោរព|ដោយសេចក្តីគោរព|သို့လေးစားစွာဖြင့်|လေးစားစွာဖြင့်|ကျေးဇူးတင်စွာဖြင့်|இப்படிக்கு|அன்புடன்|ස්තුතියි|ගෞරවයෙන්|ምስ ሰላምታ|ምስ ኣኽብሮት|murakoze|na gode|misaotra tompoko
""")
#: Closings only when a name follows: alone they may be the whole answer.
THANKS = folded("""
thanks|thank you|many thanks|thanks a lot|thank you very much|with thanks|thanks again|thanks so much|thx|thanks in advance|thank you in advance|thanking you|much appreciated|thank you so much|thanks everyone|thanks all
merci|merci d'avance|merci beaucoup|avec mes remerciements|grand merci|mille mercis|merci bien|merci par avance|en vous remerciant|merci à tous
gracias|muchas gracias|mil gracias|gracias de antemano|desde ya muchas gracias|obrigado|obrigada|muito obrigado|muito obrigada|desde já obrigado|desde já agradeço|grato|grata|agradecido|agradecida
شكرا|شكرا جزيلا|مع الشكر|وشكرا|شكرا لكم|جزيل الشكر|جزاكم الله خيرا|danke|vielen dank|besten dank|herzlichen dank|danke im voraus|grazie|grazie mille|molte grazie|bedankt|dank u|dank je wel|alvast bedankt|dank|tak|mange tak|takk|tusen takk|på forhånd tak|tack|tack så mycket|tack på förhand|kiitos|kiittäen|dziękuję|dzięki|z góry dziękuję|děkuji|díky|ďakujem|hvala|najlepša hvala|köszönöm|köszönettel|ευχαριστώ|mulțumesc|mulțumesc anticipat|благодаря|спасибо|спасибо!|заранее спасибо|заранее благодарю|дякую|баярлалаа|их баярлалаа|teşekkürler|teşekkür ederim|çok teşekkürler|şimdiden teşekkürler|terima kasih|terima kasih banyak|terimakasih|makasih|cảm ơn|xin cảm ơn|cảm ơn nhiều|chân thành cảm ơn|xin chân thành cảm ơn|asante|asante sana|asanteni|ahsante|ahsante sana|shukrani|faleminderit|falemnderit|ju faleminderit|faleminderit shumë|ありがとうございます|ありがとうございました|ありがとう|谢谢|谢谢！|多谢|謝謝|감사합니다|고맙습니다|ขอบคุณ|ขอบคุณครับ|ขอบคุณค่ะ|धन्यवाद|बहुत धन्यवाद|शुक्रिया|ধন্যবাদ|অনেক ধন্যবাদ|አመሰግናለሁ|እናመሰግናለን|በጣም አመሰግናለሁ|ممنون|متشکرم|سپاس|با تشکر|شکریہ|תודה|תודה רבה|aitäh|ačiū|paldies|salamat|maraming salamat|moltes gràcies|cheers
""")

_DEVICES = (
    r"i ?phone|i ?pad|i ?pod|android|blackberry|galaxy|samsung|huawei|xiaomi|redmi|oppo|vivo|tecno|infinix|itel|nokia|lumia|oneplus"
    r"|pixel|xperia|motorola|moto g|realme|honor|htc|alcatel|wiko|windows (?:phone|mail|10|11|8)|outlook|yahoo!? ?mail"
    r"|yahoo|gmail|aol|airmail|mailbox|mailbird|proton ?mail|proton|spark|k-9|fairemail|thunderbird|nine|bluemail|blue mail"
    r"|boxer|edison|mail\.ru|yandex|zoho|gmx|web\.de|t-online|tutanota|tuta|icloud|canary|superhuman|smartphone|windows|网易邮箱大师|አይፎን|አይፎኔ|"
    r"mobile|mobil|movil|celular|telemovel|handphone|hp|ponsel|portable|telefon|phone|cell|handy|tablet|ios|mobilgerat|ipad mini|e-mail|mail"
    r"|جوال|هاتف|ايفون|آيفون|アイフォン|手机|手機|휴대폰|아이폰|smart phone|телефона|айфона|смартфона|device|appareil|dispositivo"
)
_SENT = (
    r"sent (?:from|via|with|by|using|on)|get outlook|sent$|from my|from (?:a |the )?mobile$|envoye (?:de|depuis|par|a partir|avec|d')|envoyee? (?:de|depuis)|enviado (?:desde|de|do|a partir|con|com|via|por)"
    r"|enviada (?:do|de|desde|a partir)|gesendet (?:von|mit|uber|via)|von meinem|inviato (?:da|dal|con|tramite)|verzonden (?:vanaf|met|van|door|via)|verstuurd (?:vanaf|met)"
    r"|sendt (?:fra|med|via)|skickat (?:fran|med|via)|skickat|lahetetty|wyslan[eoay]|odeslano|odoslane|poslano|elkuldve|kuldve|στάλθηκε|σταλθηκε|trimis|изпратено|отправлено|надіслано|надислано|iphone'?[a-z]{0,5} gonderildi|gonderildi"
    r"|dikirim (?:dari|melalui|dengan)|dihantar (?:daripada|dari|melalui|dengan)|duoc gui tu|da gui tu|gui tu|imetumwa (?:kutoka|kwa|na)|(?:laga|waxaa laga) (?:soo )?diray|yuborildi|გაგზავნილია|ສົ່ງ(?:ຈາກ|ດ້ວຍ)|ផ្ញើ(?:ពី|ដោយ)|بھیجا گیا|पठाइएको|签名由|使用.{0,30}发送|nimetuma|derguar (?:nga|me)|nga (?:iphone|android)|ارسلت من|ارسل من|مرسل من|مرسلة من|تم الارسال|از طرف|فرستاده شده|ارسال شده"
    r"|から送信|送信|发自|来自|從我的|从我的|發送自|傳送|보냄|에서 보냄|ส่ง(?:จาก|ด้วย)|से भेजा|থেকে পাঠানো|থেকে প্রেরিত|የተላከ|илгээв|илгээсэн|илгээсэн|נשלח|saadetud|issiusta|nosutits|ipinadala|enviat des|telecharge[rz]|obtenir outlook|obtener outlook|obter o outlook|obtem o outlook|outlook .{0,20}holen|scarica outlook|download outlook|hent outlook|hamta outlook|pobierz|скачайте|завантажте|edinin|dapatkan|tai xuong|pata outlook|merr outlook|احصل على|获取|入手|取得|다운로드|ดาวน์โหลด|प्राप्त करें|পান|получите"
)
SENT = pattern(_SENT)
DEVICE = pattern(rf"(?<![a-z])(?:{_DEVICES})(?![a-z])")
#: Names that are no ordinary words: beside one of them no verb is needed.
BRAND = pattern(
    r"(?<![a-z])(?:i ?phone|i ?pad|i ?pod|android|blackberry|galaxy|samsung|huawei|xiaomi|redmi|outlook|yahoo!? ?mail|tecno|infinix|oppo|proton ?mail|k-9 mail)(?![a-rt-z])"
)
_DISCLAIMER = """
this e-mail and any|this email and any|this message and any|this email is confidential|this e-mail is confidential|this message is confidential|this message is intended|this e-mail is intended|this email is intended|this communication|the information contained|the information in this|the contents of this|confidentiality notice|confidentiality:|disclaimer|privileged and confidential|this e-mail may contain|this email may contain|this message may contain|if you are not the intended|if you have received this|please consider the environment|think before you print|before printing|save paper|virus-free|this email has been checked|this email has been scanned|scanned by|notice:
ce courriel|ce message est|ce message et|ce mail|cet e-mail|ce message peut|les informations contenues|avis de confidentialite|avertissement|pensez a l'environnement|avant d'imprimer|n'imprimez|sans virus|garanti sans virus
este correo|este mensaje|este e-mail|la informacion contenida|aviso de confidencialidad|aviso legal|antes de imprimir|libre de virus|el contenido de este
esta mensagem|este email|este e-mail|aviso de confidencialidade|as informacoes contidas|a informacao contida|aviso legal|livre de virus|pense no ambiente|o conteudo desta
هذه الرسالة|هذا البريد|ان هذه الرسالة|تحتوي هذه الرسالة|اخلاء مسؤولية|تنبيه:|المعلومات الواردة|هذا الايميل|سرية
diese e-mail|diese nachricht|der inhalt dieser|questo messaggio|questa e-mail|le informazioni contenute|dit bericht|deze e-mail|denne e-mail|denne mail|detta meddelande|tato zprava|ta wiadomosc|niniejsza wiadomosc|настоящее сообщение|это сообщение|данное сообщение|bu e-posta|bu ileti|bu mesaj|pesan ini|email ini|surel ini|e-mail ini|thu nay|email nay|barua pepe hii|ujumbe huu|ky email|ky mesazh|这封邮件|本邮件|本電子郵件|此邮件|このメール|本メール|이 메일|본 메일|यह ईमेल|এই ইমেইল|এই ইমেল|ይህ ኢሜይል|энэ имэйл|این ایمیل|emel ini|e-mel ini
ce courrier|ce document|caution: this|caution - this|warning: this|external email|external:|this email originated|this message originated|this message has been|this e-mail has been|це повідомлення|цей лист|یہ ای میل|อีเมลฉบับนี้|อีเมลนี้|ข้อความนี้|यो इमेल|acest mesaj|acest e-mail|ushbu xat|ეს ელფოსტა|ang email na ito|הודעה זו|ອີເມວນີ້|អ៊ីមែលនេះ|iimaylkan|το μηνυμα αυτο|αυτο το μηνυμα|ez az e-mail|poruka je|ovaj e-mail|ova poruka
"""
DISCLAIMERS = tuple(
    sorted({fold(word) for word in _DISCLAIMER.replace("\n", "|").split("|") if word.strip()})
)
#: A disclaimer also says one of these.
CONFIDENTIAL = pattern(
    r"confiden|privileg|intended|recipient|destinat|environment|environnement|printing|imprim|virus|سري|المرسل اليه|المقصود|vertraulich|riservat|vertrouwelijk"
    r"|fortrolig|konfiden|poufn|конфиденц|gizli|rahasia|sulit|bao mat|siri|保密|机密|機密|기밀|गोपनीय|গোপনীয়|ሚስጥራዊ|нууц|محرمانه|delete|supprim|elimin|borrar|apag|حذف|конфіденц|خفیہ|ความลับ|गोप्य|maxfiy|კონფიდენც|kumpidensyal|חסוי|ຄວາມລັບ|សម្ងាត់|εμπιστευτικ|bizalmas|povjerljiv|waa sir|outside (?:of )?(?:the|your|our) organi[sz]ation|external sender|scanned"
)
#: Said alone above a disclaimer.
DISCLAIMER_HEADS = folded("""
disclaimer|confidentiality notice|confidentiality|legal notice|avis de confidentialité|avertissement|clause de confidentialité|aviso legal|aviso de confidencialidad|aviso de confidencialidade|إخلاء مسؤولية|haftungsausschluss|avviso di riservatezza|免责声明|免責事項
""")

GREETINGS = pattern(
    r"(?:dear|hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings|to whom|bonjour|bonsoir|cher|chere|chers|cheres|salut|madame|monsieur|mesdames|estimad[oa]s?|querid[oa]s?|hola|buen[oa]s (?:dias|tardes|noches)|buen dia"
    r"|car[oa]s?|prezad[oa]s?|ola|bom dia|boa tarde|boa noite|exm[oa]s?|الاعزاء|السيد|السيدة|السادة|الزميل|الزملاء|الزميلات|عزيزي|عزيزتي|اعزائي|السلام عليكم|تحية|مرحبا|صباح الخير|مساء الخير|اهلا"
    r"|liebe[rs]?|sehr geehrte|hallo|guten (?:tag|morgen|abend)|gentile|gentili|ciao|buongiorno|beste|geachte|hej|hei|kjaere|kaere|basta|szanown|dzien dobry|czesc|dobry den|уважаем|здравствуйте|добрый день|шановн"
    r"|sayin|merhaba|degerli|yth|kepada|bapak|ibu|selamat (?:pagi|siang|sore|malam|petang|tengah hari)|assalam|kinh gui|kinh thua|xin chao|chao|than gui|ndugu|habari|mpendwa|wapendwa|kwa wenzangu|mheshimiwa|i nderuar|te nderuar|te dashur|pershendetje|tuan|puan|saudara"
    r"|尊敬的|亲爱的|各位|您好|你好|大家好|안녕하세요|안녕하십니까|प्रिय|आदरणीय|नमस्ते|नमस्कार|প্রিয়|শ্রদ্ধেয়|নমস্কার|আসসালামু|ውድ|ጤና ይስጥልኝ|ሰላም|хүндэт|эрхэм|сайн байна|сайн уу|با سلام|سلام|همکاران|جناب|שלום|mahal na|magandang)"
)
