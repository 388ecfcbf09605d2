"""The few words that the mail room itself understands; a form's own words are in `twin`."""

from __future__ import annotations

import re
from functools import cache

from jln.mailroom.twin import fold, lexicon
from jln.mailroom.twin.sheet import words_of

NOT_ME = (
    "not me", "someone else", "somebody else", "pas moi", "quelqu'un d'autre", "no soy yo", "yo no",
    "otra persona", "eu não", "não sou eu", "outra pessoa", "لست أنا", "ليس أنا", "شخص آخر",
)  # fmt: skip
COURTESY = (
    "sorry", "thanks", "thank", "you", "please", "hello", "hi", "dear", "regards", "unfortunately",
    "désolé", "désolée", "merci", "bonjour", "cordialement", "malheureusement", "pardon",
    "lo", "siento", "perdón", "gracias", "hola", "saludos", "lamentablemente", "disculpe",
    "desculpe", "desculpa", "obrigado", "obrigada", "olá", "infelizmente", "lamento",
    "عذرا", "آسف", "آسفة", "شكرا", "مرحبا", "للأسف",
)  # fmt: skip
OK = (
    "ok", "okay", "okey", "yes", "y", "d'accord", "oui", "vale", "sí", "de acuerdo", "sim",
    "está bem", "confirm", "confirmer", "je confirme", "confirmo", "confirmar",
    "نعم", "موافق", "حسنا", "أوافق", "تأكيد",
)  # fmt: skip
REPORT = ("report", "signaler", "reportar", "denunciar", "denúncia", "بلاغ", "إبلاغ", "أبلغ")
AWAY = {
    "mute": ("mute", "masquer", "silenciar", "كتم"),
    "block": ("block", "bloquer", "bloquear", "حظر"),
}
"""As the whole answer to what a person wrote: how far they are kept away."""
ANSWER = ("answer", "réponse", "respuesta", "resposta", "الجواب", "جواب")
IT_WAS_ME = (
    "it was me", "yes it was me", "that was me", "yes that was me", "it's me", "yes it's me",
    "c'est moi", "oui c'est moi", "c'était moi", "oui c'était moi", "soy yo", "sí soy yo", "fui yo",
    "sí fui yo", "sou eu", "sim sou eu", "fui eu", "sim fui eu",
    "هذا أنا", "نعم أنا", "نعم هذا أنا",
)  # fmt: skip
"""To "Did you write this?" as good as OK."""
ADD = ("add", "ajouter", "añadir", "agregar", "adicionar", "أضف", "إضافة")
NO = (
    "no", "not me", "cancel", "non", "pas moi", "annuler", "cancelar", "não", "nao", "undo", "stop",
    "لا", "إلغاء", "ألغ",
)  # fmt: skip
_REPORT = re.compile(r"(\w+)(\s*[:,;.\-\u2013\u2014\u060c]?\s*)(.*)")
_ANSWER = re.compile(r"\W*([^\W\d]+)\s*[:#.]?\s*(\d{0,6})\W*")
_LONGEST_REPORT = 600
_LONGEST = 120  # letters of a text that can be nothing but a word or two; the rest is not read
_SHORT = 15  # words of a text that may say no more than one of these, with a reason
_MUCH = frozenset(("many", "mille", "muchas", "muchisimas", "mil", "muito", "muita"))
"""Before thanks, folded: how great they are."""
_THANKED_IN = 4  # words beside the thanks themselves: "thanks, this one helped"


def reported(text: str) -> str:
    """REPORT and why, as the first line or two of an answer: the why, "" if it says no such thing.

    The word stands in capitals; where the script has none, before a colon, a comma or a dash.
    """
    first, _line, rest = text.strip().partition("\n")
    match = _REPORT.match(first)
    if match is None or len(text) > _LONGEST_REPORT:
        return ""
    word, mark, why = match[1], match[2].strip(), match[3].strip()
    has_case = word.upper() != word.lower()
    is_meant = word.isupper() if has_case else bool(mark)
    if fold.plain(word) not in {fold.plain(one) for one in REPORT} or not is_meant:
        return ""
    return " ".join(f"{why} {rest}".split())


def wants_report(text: str) -> bool:
    """REPORT, with why or alone: then why is asked for."""
    return bool(reported(text)) or is_one_of(text, REPORT)


def distance(text: str) -> str:
    """MUTE or BLOCK and nothing else, as its code; "" for anything else."""
    return next((code for code, words in AWAY.items() if is_one_of(text, words)), "")


def answered(text: str) -> int | None:
    """ANSWER alone, or with the number of a post: the number, 0 for none; None for other text."""
    match = _ANSWER.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if match is None or "?" in text or "؟" in text:
        return None
    is_meant = fold.plain(match[1]) in {fold.plain(one) for one in ANSWER}
    return int(match[2] or 0) if is_meant else None


def is_one_of(text: str, words: tuple[str, ...]) -> bool:
    """Is this text nothing but one of these words, with no more than courtesy around it?"""
    if len(text) > _LONGEST or "?" in text or "؟" in text:
        return False
    said = tuple(token.text for token in words_of(fold.tokens(text)))
    kept = tuple(word for word in said if (word,) not in _patterns(COURTESY))
    return not {kept, said}.isdisjoint(_patterns(words))


def says_not_me(text: str) -> bool:
    """Does a short text begin or end with NOT ME: perhaps no more than that, perhaps an answer?"""
    if len(text) > _LONGEST:
        return False
    tokens = words_of(fold.tokens(text))
    said = tuple(token.text for token in tokens)
    if not 0 < len(said) <= _SHORT:
        return False
    patterns = _patterns(NOT_ME)
    if any(said[-len(one) :] == one for one in patterns):
        return True
    # A beginning ends there: "yo no sé" is no NOT ME.
    first = next((len(one) for one in patterns if said[: len(one)] == one), 0)
    between = text[tokens[first - 1].end : tokens[first].start] if first else ""
    return any(mark in between for mark in ".,;:!\n—–-،؛")


def thanks_only(text: str) -> bool:
    """Is this nothing but thanks: the word, perhaps with a name or "this one"?"""
    if len(text) > _LONGEST or "\n" in text.strip() or "?" in text or "؟" in text:
        return False
    tokens = words_of(fold.tokens(text))
    while tokens and tokens[0].text in _MUCH:
        tokens = tokens[1:]
    for pattern, command in lexicon.commands().items():
        if command == "thanks" and tuple(token.text for token in tokens[: len(pattern)]) == pattern:
            return len(tokens) - len(pattern) <= _THANKED_IN
    return False


def thanked_for(text: str) -> str:
    """For what is thanked: the words behind THANKS in capitals; "" where there are none, or many.

    Where the script has no capitals, nothing but thanks is thanks.
    """
    first, _space, why = text.strip().partition(" ")
    is_short = len(text) <= _LONGEST and "\n" not in text.strip()
    is_meant = first.isupper() and len(why.split()) <= _SHORT and not {"?", "؟"} & set(text)
    is_reason = is_short and is_meant and thanks_only(first) and not thanks_only(text)
    return why.strip() if is_reason else ""


def is_undo(text: str) -> bool:
    """Is this UNDO and nothing else?"""
    if len(text) > _LONGEST:
        return False
    said = tuple(token.text for token in words_of(fold.tokens(text)))
    return lexicon.commands().get(said) == "undo"


def is_one_word(text: str) -> bool:
    """A single word, letter or number: perhaps an answer to something else."""
    return len(text) <= _LONGEST and len(words_of(fold.tokens(text))) <= 1


@cache
def _patterns(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(fold.pattern(word) for word in words)
