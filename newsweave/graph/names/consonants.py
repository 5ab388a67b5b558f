"""Arabic and Hebrew names: their scripts write the consonants and leave most vowels to the reader."""

import re
from functools import lru_cache

from newsweave.graph.names.tables import tables

# What a letter, as anyascii writes it, may be in a folded Latin name.
_LETTERS = {
    "w": "(?:v|u|o)?",
    "v": "(?:v|b|u|o)?",
    "y": "(?:i|e|j)?",
    "a": "(?:a|e|i|o|u)?",
    "h": "h?",
    "`": "",
    "'": "",
    "b": "[bpv]",
    "p": "[pf]",
    "f": "[fpv]",
    "j": "[jg]",
    "g": "[gj]",
    "d": "[dz]",
    "t": "t",
    "k": "[kh]",
    "q": "[kg]",
    "s": "[sz]",
    "z": "[zs]",
}
_VOWELS = "[aeiouj]*"
_PAIRS = re.compile("sh|kh|gh|th|dh|ts|tz|.")
_SOUNDS = {"sh": "sh", "kh": "h", "gh": "[gh]", "th": "t", "dh": "[dz]", "ts": "t?[sz]", "tz": "t?[sz]"}


def spells(written: str, spelled: str) -> bool:
    """Tell whether a word in consonants, as anyascii writes it, can be a folded Latin word or a form of it.

    >>> spells("slmn", "salman"), spells("slmn", "sulaiman"), spells("slmn", "sultan")
    (True, True, False)
    """
    pattern = _pattern(written)
    return any(pattern.fullmatch(form) for form in _forms(spelled))


@lru_cache(maxsize=4_096)
def _pattern(written: str) -> re.Pattern[str]:
    parts = (_SOUNDS.get(part) or _LETTERS.get(part, re.escape(part)) for part in _PAIRS.findall(written))
    return re.compile(_VOWELS + _VOWELS.join(parts) + _VOWELS)


@lru_cache(maxsize=4_096)
def _forms(spelled: str) -> tuple[str, ...]:
    """List a given name with the other forms of it: Benjamin is Binyamin in Hebrew."""
    known = tables().equivalents
    groups = known.get(spelled, frozenset())
    return (spelled, *(sorted(word for word, others in known.items() if others & groups) if groups else ()))
