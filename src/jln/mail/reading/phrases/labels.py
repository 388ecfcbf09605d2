# ruff: noqa: E501 -- word lists are read by machines
"""Header labels as mail programs print them above a quoted message, and the lines that announce one."""

from __future__ import annotations

from jln.mail.reading.phrases import folded, pattern

FROM = folded("""
from|sender|de|expéditeur|von|absender|da|mittente|od|van|afzender|fra|från|lähettäjä|kimden|gönderen|от|від|кого|отправитель
od koga|feladó|από|de la|от кого|dari|pengirim|từ|từ ngày|người gửi|kutoka|daripada|nga|prej|من|المرسل|از|فرستنده|från|مرسل
差出人|送信者|发件人|寄件人|寄件者|发送人|보낸 사람|보낸사람|发信人|从|發件人|จาก|ผู้ส่ง|மின்னஞ்சல் அனுப்புநர்|से|प्रेषक|द्वारा|থেকে|প্রেরক|ከ|ላኪ|хэнээс|илгээгч|אל מאת|מאת|שולח
no|saatja|nuo|siuntėjas|no kā|sūtītājs|frá|od:|remetente|remitente|de parte de|afsender|avsender|avsändare|message du|відправник
ප්‍රේෂක|වෙතින්|មកពី|ពី|mula kay|mula sa|galing kay|van af|პასუხისმგებელი|ვისგან|kimdən|кимден|kimdan|жіберуші|кімнен|kimga emas
""")
SENT = folded("""
sent|date|date sent|sent on|envoyé|envoyé le|date d'envoi|gesendet|datum|gesendet am|inviato|data|data invio|enviado|enviado el|fecha|enviada|enviada em|enviado em|data de envio
verzonden|datum:|wysłano|data wysłania|sendt|dato|skickat|skickades|lähetetty|päiväys|päivämäärä|gönderildi|gönderilme tarihi|tarih|gönderim tarihi
отправлено|дата|дата отправки|надіслано|odesláno|odoslané|poslano|poslano dana|elküldve|dátum|küldve|στάλθηκε|ημερομηνία|trimis|изпратено|дата:
dikirim|tanggal|dihantar|tarikh|đã gửi|ngày|gửi|ngày gửi|imetumwa|tarehe|iliyotumwa|dërguar|data:|më|تاريخ الإرسال|تاريخ|التاريخ|أرسلت|أُرسلت|تم الإرسال|ارسال شده|تاریخ|فرستاده شده|送信日時|日時|日付|送信日|发送时间|时间|日期|发送日期|傳送時間|寄件日期|寄送時間
보낸 날짜|날짜|보낸날짜|보낸 시간|보냄|วันที่|ส่ง|ส่งเมื่อ|भेजा गया|दिनांक|तारीख|भेजा|प्रेषित|পাঠানো হয়েছে|তারিখ|প্রেরিত|የተላከው|ቀን|የተላከ|илгээсэн|огноо|илгээсэн огноо|נשלח|תאריך|saadetud|kuupäev|išsiųsta|nosūtīts|dagsetning|sent at|envoyé à|petsa|ipinadala|გაგზავნილია|göndərilib|tarix|date et heure|data e ora
""")
TO = folded("""
to|recipient|recipients|à|a|destinataire|an|empfänger|para|destinatario|destinatário|aan|til|till|do|dla|kime|alıcı|кому|komu|címzett|προς|către|до|получатель|vastaanottaja|kepada|ke|untuk|tới|đến|người nhận|kwa|mpokeaji|kepada:|për|te|إلى|الى|المستلم|به|گیرنده|宛先|收件人|收件者|받는 사람|받는사람|收信人|至|ถึง|ผู้รับ|को|प्रति|प्रापक|সেবায়|প্রতি|প্রাপক|ለ|ተቀባይ|хэнд|хүлээн авагч|אל|לכבוד|saaja|kam|kam:|kam adresēts|gavėjas|adresatas|kam:|til:|para kay|sa|ვის|kimə|кімге|prima|za|primatelj|pre|pro|komu:
cc|cc:|copie|copie à|kopie|cópia|copia|con copia|kopi|kopia|kopija|másolat|копия|копія|koopia|نسخة|رونوشت|抄送|副本|참조|สำเนา|tembusan|tembusan kepada|đồng kính gửi|nakala|salinan|bilgi|cc :|bcc|cci|κοιν
""")
SUBJECT = folded("""
subject|re|sujet|objet|betreff|betr|oggetto|asunto|assunto|onderwerp|temat|emne|ämne|aihe|konu|тема|předmět|predmet|predmet:|naslov|tárgy|θέμα|subiect|subiectul|относно|subjek|perihal|hal|subyek|subjek:|perkara|chủ đề|tiêu đề|mada|kichwa|kuhusu|somo|subjekti|lënda|tema|subjekt|الموضوع|موضوع|件名|主题|主旨|主題|标题|제목|เรื่อง|หัวเรื่อง|विषय|বিষয়|ርዕስ|ጉዳይ|гарчиг|сэдэв|נושא|teema|pealkiri|efni|paksa|თემა|mövzu|тақырып|mavzu|assunto:|titre|título
""")
#: Labels that stand in such blocks but prove nothing.
OTHER = folded("""
reply-to|reply to|répondre à|antwort an|responder a|responder para|importance|importance:|wichtigkeit|importancia|importância|priority|priorité|attachments|attachment|pièces jointes|anlagen|adjuntos|datos adjuntos|anexos|allegati|bijlagen|załączniki|importanza|organization|organisation|risposta|المرفقات|الأهمية|附件|添付ファイル|ekler|lampiran
""")

#: Written between dashes or alone above a quoted message.
ORIGINAL = folded("""
original message|original email|original mail|original-nachricht|message d'origine|message original|courriel original|message initial|mensaje original|correo original|mensagem original|e-mail original|ursprüngliche nachricht|originalnachricht|originalmail|messaggio originale|messaggio originario|oorspronkelijk bericht|origineel bericht|oorspronkelijke bericht|original meddelelse|oprindelig meddelelse|opprinnelig melding|originalmeddelelse|originalmeddelande|ursprungligt meddelande|ursprungsmeddelande|alkuperäinen viesti|oryginalna wiadomość|wiadomość oryginalna|původní zpráva|původní e-mail|pôvodná správa|izvorno sporočilo|izvorna poruka|originalna poruka|eredeti üzenet|αρχικό μήνυμα|mesajul original|mesaj original|оригинално съобщение|исходное сообщение|оригинальное сообщение|исходное письмо|оригінальне повідомлення|початкове повідомлення|вихідне повідомлення|özgün ileti|orijinal mesaj|orjinal mesaj|asıl ileti|الرسالة الأصلية|رسالة أصلية|پیام اصلی|pesan asli|pesan asal|mesej asal|mesej asli|thư gốc|tin nhắn gốc|ujumbe asili|ujumbe wa asili|ujumbe wa awali|ujumbe halisi|mesazhi origjinal|mesazh origjinal|元のメッセージ|元のメール|オリジナルメッセージ|原始邮件|原邮件|原始郵件|原始信件|原始訊息|원본 메시지|원본 메일|원본메일|원본 이메일|ข้อความต้นฉบับ|ข้อความเดิม|मूल संदेश|मूल मैसेज|মূল বার্তা|মূল মেসেজ|আসল বার্তা|ዋናው መልእክት|የመጀመሪያው መልእክት|ዋና መልእክት|эх захидал|анхны зурвас|эх мессеж|анхны захидал|הודעה מקורית|algne sõnum|originalus laiškas|sākotnējais ziņojums|upprunaleg skilaboð|orihinal na mensahe|reply message|replied message|回复的原邮件|missatge original|საწყისი წერილი|orijinal məktub|original-nachricht-|urspr. nachricht
reply separator|original text|reply above|please reply above this line|original appointment|rendez-vous d'origine|antwort
""")
FORWARDED = folded("""
forwarded message|forwarded messages|begin forwarded message|forwarded email|forwarded mail|forwarded by|forwarded conversation|start of forwarded message|message transféré|message transmis|début du message transféré|début du message réexpédié|message réexpédié|mensaje reenviado|inicio del mensaje reenviado|mensaje enviado|mensagem encaminhada|mensagem reencaminhada|início da mensagem reencaminhada|início da mensagem encaminhada|weitergeleitete nachricht|anfang der weitergeleiteten nachricht|anfang der weitergeleiteten e-mail|messaggio inoltrato|inizio messaggio inoltrato|doorgestuurd bericht|begin doorgestuurd bericht|begin van doorgestuurd bericht|videresendt meddelelse|videresendt melding|start på videresendt melding|start på videresendt besked|vidarebefordrat meddelande|vidarebefordrat mejl|välitetty viesti|edelleenlähetetty viesti|wiadomość przekazana|treść przekazanej wiadomości|přeposlaná zpráva|preposlaná správa|posredovano sporočilo|proslijeđena poruka|továbbított üzenet|továbbított levél|προωθημένο μήνυμα|mesaj redirecționat|mesaj redirectionat|препратено съобщение|пересылаемое сообщение|пересланное сообщение|начало переадресованного сообщения|переслане повідомлення|iletilmiş mesaj|iletilen ileti|yönlendirilen mesaj|رسالة معاد توجيهها|رسالة مُعاد توجيهها|رسالة محولة|بداية الرسالة المحولة|بدء الرسالة المعاد توجيهها|پیام هدایت شده|پیام ارسال شده|pesan terusan|pesan yang diteruskan|mulai meneruskan pesan|mesej dimajukan|mesej yang dimajukan|mesej dipanjangkan|thư đã chuyển tiếp|tin nhắn được chuyển tiếp|bắt đầu thư được chuyển tiếp|thư được chuyển tiếp|ujumbe uliosambazwa|ujumbe uliotumwa mbele|mesazh i përcjellë|mesazhi i përcjellë|転送メッセージ|転送されたメッセージ|转发的邮件|转发邮件信息|转发邮件|以下是转发的邮件|轉寄郵件|轉寄的郵件|已轉寄郵件|以下是轉寄的郵件|전달된 메시지|전달된 메일|전달된 이메일|ข้อความที่ส่งต่อ|अग्रेषित संदेश|फ़ॉरवर्ड किया गया संदेश|अग्रेषित किया गया संदेश|ফরোয়ার্ড করা বার্তা|ফরওয়ার্ড করা বার্তা|የተላለፈ መልእክት|дамжуулсан зурвас|дамжуулсан захидал|הודעה שהועברה|edastatud kiri|persiųstas laiškas|pārsūtīts ziņojums|framsend skilaboð|ipinasang mensahe|missatge reenviat|გადაგზავნილი წერილი|yönləndirilmiş məktub
""")

#: Help desks ask to write above a line.
ABOVE = pattern(
    r"(?:reply|respond|type|write|answer)[a-z ]{0,40} above this line|au-dessus de cette ligne|por encima de esta linea|encima de esta linea"
    r"|acima desta linha|فوق هذا السطر|(?:ober|uber)halb dieser (?:linie|zeile)|boven deze (?:lijn|regel)|sopra questa (?:riga|linea)"
)
