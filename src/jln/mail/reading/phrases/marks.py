# ruff: noqa: E501 -- word lists are read by machines
"""What mail programs put before a subject: answers, forwards, vacation notices."""

from __future__ import annotations

from jln.mail.reading.phrases import folded

#: Answers and forwards as mail programs mark them; compared after folding, without their number.
REPLY = folded("""
yml|râsp|rsp|odg|одг|external|ext|
re|aw|antw|antwort|sv|svar|vs|vast|vb|vl|ynt|cvp|yanit|odp|odg|odpoved|r|rif|ris|risp|res|resp|respuesta|resposta|réf|rép|réponse|bls|balas|balasan|bal
hồi đáp|trả lời|tl|ha|на|отв|ответ|отг|відп|відповідь|ats|atb|atbilde|απ|απαντηση|αντ|σχετ|ανταπ|vá|válasz|rv|reply|atsakymas|svara|svr|jawab|jawapan|jibu|jib|përgj|pergjigje|përgjigje|хариу|хар|re sv
رد|الرد|ردّ|پاسخ|جواب|回复|回覆|答复|返信|返|답장|회신|re-|תגובה|השב|ตอบ|ตอบกลับ|उत्तर|जवाब|प्रत्युत्तर|উত্তর|জবাব|መልስ|ምላሽ|sagot|ცავ|жооп|жауап|cavab|javob|hn|eantw|rs|odpověď|odpowiedź|odgovor
""")
FORWARD = folded("""
prp|přp|posr|prosl|просл|препр|doorg|forwarded message|videre|
fw|fwd|forward|forwarded|wg|weitergeleitet|doorst|doorgestuurd|vs|vb|vl|vm|vid|videresendt|vidarebefordrat|ilt|ilet|i|pd|fs|przek|přep|prep|tr|trans|transf|transféré|rv|reenv|reenviado|enc|encaminhada|encaminhado|res enc|rencam|trs|terus|teruskan|diteruskan|chuyển tiếp
пересл|пересылка|переслано|пер|препр|перенапр|πρθ|πρωθ|προωθ|προωθηση|tová|továbbítás|továbbítva|tov|inoltro|inoltra|inoltrato|i|pārs|pārsūtīts|pers|persiųsta|edasi|ed|sambaza|përc|përcj|përcjellje|дамж|дамжуулах|fwd re
إعادة توجيه|اعادة توجيه|توجيه|تحويل|ارسال|باز ارسال|هدایت|转发|轉寄|轉發|转寄|転送|전달|fw-|הועבר|העבר|ส่งต่อ|अग्रेषित|अग्रे|ফরোয়ার্ড|ফরওয়ার্ড|የተላለፈ|አስተላልፍ|ipasa|framsent|framsend
""")
PREFIXES = REPLY | FORWARD
AUTOMATIC = folded("""
automatic reply|auto reply|autoreply|auto-reply|automated reply|out of office|out of the office|out-of-office|ooo|auto response|auto-response|autoresponse|automatic response|autoresponder|vacation reply|on leave|away from office|away from the office|absence|out of office autoreply
réponse automatique|reponse automatique|absence du bureau|absent du bureau|message d'absence|absence:|absente|hors du bureau|je suis absent|je suis absente|notification d'absence
respuesta automática|fuera de la oficina|fuera de oficina|respuesta automatica|ausencia|ausente|mensaje automático
resposta automática|resposta automatica|fora do escritório|ausência temporária|ausência|ausente|fora do gabinete|mensagem automática
رد تلقائي|الرد التلقائي|رد آلي|خارج المكتب|رد آلي خارج المكتب|إجابة تلقائية|غير متواجد|في إجازة
automatische antwort|abwesenheitsnotiz|abwesenheit|abwesend|risposta automatica|fuori sede|assenza|automatisch antwoord|afwezig|automatisk svar|autosvar|fravær|fraværende|ikke til stede|frånvaro|automaattinen vastaus|poissa|autoodpowiedź|automatyczna odpowiedź|odpowiedź automatyczna|automatická odpověď|nepřítomnost|automatický odgovor|automatski odgovor|samodejni odgovor|automatikus válasz|házon kívül|αυτόματη απάντηση|răspuns automat|автоматичен отговор
автоматический ответ|автоответ|автоматична відповідь|otomatik yanıt|otomatik yanit|ofis dışında|balasan otomatis|balas otomatis|sedang cuti|jawapan automatik|di luar pejabat|balasan automatik|trả lời tự động|tự động trả lời|vắng mặt|jibu otomatiki|jibu la moja kwa moja|nje ya ofisi|përgjigje automatike|jashtë zyre|автомат хариу|自動応答|自動返信|不在通知|自动答复|自动回复|自動回覆|自動回复|자동 응답|자동응답|자동 회신|부재중|부재 중|स्वचालित उत्तर|স্বয়ংক্রিয় উত্তর|স্বয়ংক্রিয় জবাব|ራስ-ሰር ምላሽ|ራስ ሰር መልስ|پاسخ خودکار|תשובה אוטומטית|ตอบกลับอัตโนมัติ|awtomatikong tugon
""")
SHORT = 8
#: Long enough to begin a subject and mean nothing else.
LONG_AUTOMATIC = tuple(
    mark + colon for mark in AUTOMATIC if len(mark) > SHORT for colon in (":", " :", "：", " re:")
)
