# ruff: noqa: E501 -- word lists are read by machines
"""The few words that are commands when they are all a person writes; what they do is decided elsewhere."""

from __future__ import annotations

from jln.mail.reading.phrases import folded
from jln.mail.reading.trimming import only_says

COMMANDS = {
    "stop": folded("""
        stop|unsubscribe|stop emails|end subscription|arrêter|arrêt|arrêtez|désabonner|désabonnement|désinscription|désinscrire
        alto|parar|baja|darme de baja|detener|pare|sair|descadastrar|cancelar subscrição|cancelar suscripción
        توقف|إيقاف|أوقفوا|إلغاء الاشتراك|berhenti|dừng|ngừng"""),
    "daily": folded(
        "daily|every day|quotidien|quotidienne|chaque jour|diario|cada día|diário|todos os dias|يومي|يوميا|harian|hằng ngày"
    ),
    "weekly": folded(
        "weekly|every week|hebdo|hebdomadaire|chaque semaine|semanal|cada semana|semanalmente|todas as semanas|أسبوعي|أسبوعيا|mingguan|hằng tuần"
    ),
    "help": folded(
        "help|commands|aide|commandes|ayuda|comandos|ajuda|مساعدة|المساعدة|bantuan|trợ giúp"
    ),
    "later": folded(
        "later|remind me|plus tard|rappel|más tarde|recordar|mais tarde|lembrar|لاحقا|ذكرني|nanti|để sau"
    ),
    "thanks": folded("thanks|thank you|merci|gracias|obrigado|obrigada|شكرا|terima kasih|cảm ơn"),
    "undo": folded(
        "undo|annuler|annulez|deshacer|deshaga|desfazer|desfaça|تراجع|إلغاء|batalkan|hoàn tác"
    ),
}
_BY_WORD = {word: name for name, words in COMMANDS.items() for word in words}


def command_in(text: str) -> str:
    """The command that this text is, whole and alone, or nothing."""
    if len(text) > 60:  # noqa: PLR2004 -- a command is a word or two
        return ""
    if text.strip() in ("?", "؟", "？"):
        return "help"
    return _BY_WORD.get(only_says(text), "")
