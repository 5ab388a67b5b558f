"""The keys under which names are filed: one that keeps the spelling, one that forgives it, one for persons."""

import functools
import re
import unicodedata

from anyascii import anyascii

_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u02bb\u00b4\u0060\u2032", "'"))
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_DOT = re.compile(r"(?<=[^\W\d])\.(?=\W|\w\b|$)")  # of an acronym or a short form; "Amazon.com" keeps its own
_THE = re.compile(r"^the\s+(?=\S)", re.IGNORECASE)
_SOFT = re.compile(r"['\".]")
_BREAK = re.compile(r"[^a-z0-9]+")
_SHORT = 3  # "us", "who", "it": words, unless written like the name

# One sound, many Latin spellings of Cyrillic, Kazakh, Arabic: Toqaev, Tokayev, Toqayev. In this order.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"enka\b", "enko"),  # Lukashenka, Lukashenko
        (r"zh|dzh|dj", "j"),
        (r"kh", "h"),
        (r"q|ck", "k"),
        (r"ph", "f"),
        (r"w", "v"),
        (r"ou", "u"),
        (r"(?<=.)[iy]+(?=e)", ""),  # Nazarbayev, Nazarbaev
        (r"y", "i"),
        (r"(.)\1+", r"\1"),
    )
)


@functools.lru_cache(4096)
def plain(name: str) -> str:
    """Write a name plainly, with its capitals: apostrophes and dashes of one sort, no "the", no dots of acronyms.

    >>> plain("the U.S.")
    'US'
    """
    name = unicodedata.normalize("NFKC", name).translate(_APOSTROPHES).translate(_DASHES)
    return _THE.sub("", _DOT.sub("", " ".join(name.split())))


def key(name: str) -> str:
    """Return what a name is filed under: its plain form in small letters.

    >>> key("The Côte d’Ivoire")
    "côte d'ivoire"
    """
    return plain(name).casefold()


@functools.lru_cache(4096)
def fold(name: str) -> str:
    """Return what is left of a name without accents, script, apostrophes and hyphens.

    >>> fold("Nur-Sultan"), fold("Қазақстан")
    ('nur sultan', 'qazaqstan')
    """
    return _BREAK.sub(" ", _SOFT.sub("", anyascii(plain(name)).casefold())).strip()


def sound(name: str) -> str:
    """Return the key of a person's name that is the same for its usual transliterations.

    >>> sound("Qasym-Zhomart Toqaev") == sound("Kassym-Jomart Tokayev")
    True
    """
    folded = fold(name)
    for pattern, letter in _SOUNDS:
        folded = pattern.sub(letter, folded)
    return folded


def spelling(name: str) -> str:
    """Return the capitals that a short name insists on; empty for a name that any case will do for.

    >>> spelling("U.S."), spelling("Russia")
    ('US', '')
    """
    written = plain(name)
    return written if sum(map(str.isalnum, written)) <= _SHORT else ""


def case_fits(written: str, listed: str) -> bool:
    """Tell whether a mention may be a short name, as `spelling` returned it.

    "us" is not the US, and the UN not the town of Un; "RIO" in a headline may be Rio.

    >>> case_fits("us", "US"), case_fits("RIO", "Rio"), case_fits("russia", "")
    (False, True, True)
    """
    said = plain(written)
    return said == listed or not listed or (said == listed.upper() and len(said) == _SHORT)
