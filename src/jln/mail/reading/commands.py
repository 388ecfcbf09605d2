# ruff: noqa: E501 -- word lists are read by machines
"""The few words that are commands when they are all a person writes; what they do is decided elsewhere."""

from __future__ import annotations

from jln.mail.reading.phrases import digits, folded
from jln.mail.reading.trimming import only_says

#: A command is a word or two.
MAX_LENGTH = 60
#: Arabic letters that are written in more than one way.
_ALIKE = str.maketrans({"ة": "ه", "ى": "ي"})
COMMANDS = {
    "stop": folded("""
stop|unsubscribe|no more emails|stop emails|end subscription|please stop|please unsubscribe me|stopp|unsuscribe|unsubcribe|arrêt|arrêter
arrêtez|désabonner|désabonnement|me désabonner|désinscription|désinscrire|plus de courriels|merci d'arrêter|merci de me désabonner|desaboner
desinscrir|parar|baja|darme de baja|dar de baja|cancelar suscripción|cancelar la suscripción|no más correos|detener|por favor deténganse
por favor denme de baja|parrar|cancelar suscripsion|pare|cancelar subscrição|cancelar a subscrição|cancelar inscrição|cancelar a inscrição
não quero receber|descadastrar|por favor parem|por favor cancelem a minha subscrição|إيقاف|توقف|أوقفوا|إلغاء الاشتراك|ستوب|لا أريد رسائل
إيقاف الرسائل|يرجى إيقاف الرسائل|أرجو إلغاء اشتراكي|berhenti|setop|berhenti langganan|jangan kirim lagi|mohon berhenti mengirim|brenti
berenti|dừng|ngừng|hủy đăng ký|ngừng gửi|xin ngừng gửi thư|dung gui|huy dang ki|unsubscribe me|unsubscribe me please|unsubscribe please
alto|sair
    """),
    "daily": folded("""
daily|every day|once a day|daily digest|daily please|please send daily|dayly|dialy|daly|quotidien|quotidienne|chaque jour|tous les jours
une fois par jour|résumé quotidien|quotidien merci|une fois par jour merci|quotidient|cotidien|diario|diaria|cada día|todos los días
una vez al día|resumen diario|diario por favor|diario gracias|dirario|diareo|diariamente|todos os dias|uma vez por dia|resumo diário
diário obrigada|diário obrigado|diaro|يومي|يومياً|كل يوم|مرة في اليوم|ملخص يومي|يومي من فضلكم|يومياً شكراً|يوميا من فظلكم|يوومي|harian
setiap hari|tiap hari|sekali sehari|ringkasan harian|harian terima kasih|hariian|harin|hằng ngày|mỗi ngày|mỗi ngày một lần|hằng ngày cảm ơn
    """),
    "weekly": folded("""
weekly|every week|once a week|weekly digest|weekly please|please send weekly|weeky|weekley|wekly|hebdo|hebdomadaire|chaque semaine
toutes les semaines|une fois par semaine|résumé hebdomadaire|hebdo merci|une fois par semaine merci|hebdomadère|ebdo|hebdomaire|semanal
cada semana|todas las semanas|una vez a la semana|una vez por semana|resumen semanal|semanal por favor|semanal gracias|semanl|semenal
semanalmente|todas as semanas|uma vez por semana|resumo semanal|semanal obrigada|semanal obrigado|أسبوعي|أسبوعياً|كل أسبوع|مرة في الأسبوع
ملخص أسبوعي|أسبوعي من فضلكم|أسبوعياً شكراً|اسبوعى شكرا|mingguan|setiap minggu|tiap minggu|sekali seminggu|ringkasan mingguan
mingguan terima kasih|minguan|mingguann|hằng tuần|mỗi tuần|mỗi tuần một lần|hằng tuần cảm ơn
    """),
    "less": folded("""
less|fewer|less please|moins|menos|menos por favor|أقل|اقل
    """),
    "more": folded("""
more|more please|davantage|más|más por favor|mais|mais por favor|المزيد|أكثر
    """),
    "back": folded("""
back|i am back|i'm back|de retour|je suis de retour|he vuelto|de vuelta|de regreso|estou de volta|de volta|عدت|رجعت
start|resume|subscribe|resubscribe|unstop|please start|démarrer|commencer|reprendre|s'abonner|abonner|empezar|iniciar|comenzar|reanudar
suscribir|suscribirme|começar|retomar|subscrever|ابدأ|استئناف|اشتراك
    """),
    "away": folded("""
away|absent|absente|ausente|غائب|غائبة
    """),
    "help": folded("""
help|commands|what can i write|please help|help please|hlep|helpp|aide|aidez-moi|commandes|de l'aide s'il vous plaît|aide svp|ayde
aide moi|ayuda|ayúdeme|ayúdenme|comandos|ayuda por favor|alluda|aiuda|ajuda|ajudem-me|ajude-me|ajuda por favor|ajda|ajuada|مساعدة
ساعدوني|المساعدة|الأوامر|المساعدة من فضلكم|أحتاج إلى مساعدة|مساعدا|مساعده من فضلك|bantuan|bantu|tolong|perintah|mohon bantuan|bantun
bantuann|trợ giúp|giúp|hướng dẫn|xin giúp tôi|aidez nous
    """),
    "follow": folded("""
follow|follow topic|please follow this for me|folow|follw|suivre|suivre ce sujet|je veux suivre|merci de m'abonner à ce sujet|suivr|suivres
seguir|seguir tema|quiero seguir|quisiera seguir este tema|segir|segiur|seguir tópico|acompanhar|quero seguir
gostaria de seguir este tópico|متابعة|متابعة الموضوع|تابع|أريد المتابعة|أرغب في متابعة الموضوع|متابعه الموضوع|متابعا
ikuti|ikuti topik|mohon ikutkan saya di topik ini|ikutii|ikti|theo dõi|theo dõi chủ đề|xin cho tôi theo dõi chủ đề này
    """),
    "later": folded("""
later|remind me|remind me later|plus tard|rappel|rappelez-moi|más tarde|recordar|mais tarde|lembrar|لاحقا|ذكرني|nanti|ingatkan saya
để sau|nhắc tôi
    """),
    "thanks": folded("""
thanks|thank you|many thanks|merci|merci beaucoup|gracias|muchas gracias|obrigado|obrigada|muito obrigado|muito obrigada|شكرا|شكرا جزيلا
terima kasih|cảm ơn
    """),
    "undo": folded("""
undo|take it back|revert|that was a mistake|please undo|undo please|undoo|undu|un-do|annuler|annulez|annuler cette action|défaire
c'était une erreur|merci d'annuler|annulez svp|anuler|annuller|deshacer|deshagan|anular|revertir|fue un error|por favor deshacer
anulen por favor|desacer|deshaser|desfazer|desfaçam|reverter|foi engano|foi um erro|por favor desfaçam|anulem por favor|desfaser|disfazer
تراجع|تراجع عن الأمر|التراجع|كان خطأ|إلغاء ما سبق|أرجو التراجع|يرجى التراجع عن ذلك|تراجعع|ترجع عن الامر|batalkan|urungkan|batal
itu keliru|mohon dibatalkan|btalkan|batalin|hoàn tác|hủy thao tác|làm lại như cũ|tôi nhầm|xin hoàn tác|deshaga|desfaça|إلغاء
    """),
}
#: AWAY alone; and how many days the words for a time mean.
DAYS_AWAY = 14
_UNITS = {
    1: folded("day|days|jour|jours|día|días|dia|dias|يوم|أيام"),
    7: folded("week|weeks|semaine|semaines|semana|semanas|أسبوع|أسابيع"),
    30: folded("month|months|mois|mes|meses|mês|شهر|أشهر"),
}
_LONGEST_AWAY = 366
_UNIT_WORDS = {size: {word.translate(_ALIKE) for word in words} for size, words in _UNITS.items()}
_BY_WORD = {word.translate(_ALIKE): name for name, words in COMMANDS.items() for word in words}


def command_in(text: str) -> str:
    """The command that this text is, whole and alone, or nothing."""
    if len(text) > MAX_LENGTH:
        return ""
    if text.strip() in ("?", "؟", "？"):
        return "help"
    said = only_says(text).translate(_ALIKE)
    first, _space, rest = said.partition(" ")
    if _BY_WORD.get(first) == "away" and _days(rest):
        return "away"
    return _BY_WORD.get(said, "")


def days_in(text: str) -> int:
    """For how many days AWAY is meant, as in `AWAY 2 weeks`; 0 if it does not say."""
    return _days(only_says(text[:MAX_LENGTH]).translate(_ALIKE).partition(" ")[2])


def _days(said: str) -> int:
    count, _space, unit = digits(said).partition(" ")
    days = next((size for size, words in _UNIT_WORDS.items() if unit in words), 0)
    known = count.isdecimal() and len(count) <= len(str(_LONGEST_AWAY))
    return min(int(count) * days, _LONGEST_AWAY) if known else 0
