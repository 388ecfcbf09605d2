"""Short public codes beside the internal numbers.

A code can be read out on the phone: lower-case base32 without look-alikes.
It is a permutation of the number, not a secret; rights never hang on it.
"""

from __future__ import annotations

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: no i, l, o, u
LETTERS = 6
_BITS = 5 * LETTERS
_MASK = (1 << _BITS) - 1
_PRIME = 0x2545F491 & _MASK | 1
_INVERSE = pow(_PRIME, -1, 1 << _BITS)


def code_of(number: int) -> str:
    """Six characters for a row's number; raises `ValueError` beyond a thousand million."""
    if not 0 < number <= _MASK:
        raise ValueError("no code for this number")
    mixed = (number * _PRIME) & _MASK
    return "".join(ALPHABET[mixed >> shift & 31] for shift in range(25, -1, -5))


def number_of(code: str) -> int:
    """The row's number; 0, which no row has, for anything that is not a code."""
    mixed = 0
    if len(code) != LETTERS:
        return 0
    for letter in code.lower():
        at = ALPHABET.find(letter)
        if at < 0:
            return 0
        mixed = mixed << 5 | at
    return (mixed * _INVERSE) & _MASK
