"""The few words that the mail room itself understands; a form's own words are in `twin`."""

from __future__ import annotations

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
_LONGEST = 120  # letters of a text that can be nothing but a word or two; the rest is not read
_SHORT = 15  # words of a text that may say no more than one of these, with a reason
_THANKED_IN = 4  # words beside the thanks themselves: "thanks, this one helped"


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
    for pattern, command in lexicon.commands().items():
        if command == "thanks" and tuple(token.text for token in tokens[: len(pattern)]) == pattern:
            return len(tokens) - len(pattern) <= _THANKED_IN
    return False


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
