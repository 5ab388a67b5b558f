"""What a name says once spelling is set aside: folding, the parts of a person's name, keys that are equal.

A fold is for comparing and never for showing. Rules and word lists are data: `_RULES` here, `names.toml`.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from anyascii import anyascii

_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHE = re.compile("['`]")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&./-]{1,9}")
_NUMERAL = re.compile(r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})")
_PATRONYMIC = re.compile(r"[a-z]{2,}[oe](?:vich|vna)")

# Ways to spell one sound, tried in this order on each word. After the transliterations of Russian, Ukrainian,
# Belarusian, Kazakh and Arabic that AP, Reuters, RFE/RL, BGN and ISO 9 use.
_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(.)\1+", r"\1"),  # Kassym, Qasym; Zelenskyy, Zelensky
        (r"shch", "sh"),
        (r"tsch|tch|cz", "ch"),
        (r"sch", "sh"),
        (r"dzh|dj|zh", "j"),  # Zhomart, Jomart
        (r"kh", "h"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"q|ck|c(?!h)", "k"),  # Toqaev, Tokaev
        (r"x", "ks"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"(?<=[eo])(?:f|v)$", "v"),  # Kadyroff
        (r"(?<=[aeiou])[yi](?=[aeiou])", ""),  # Tokayev, Tokaev
        (r"^[yi]e", "e"),  # Yelena, Elena
        (r"(?<=.)(?:iy|yi|ij|y)$", "i"),  # Zelenskiy
        (r"y", "i"),
        (r"enko$", "enka"),  # Lukashenko, Lukashenka
        (r"ah$", "a"),  # Abdullah, Abdulla
        (r"(.)\1+", r"\1"),
    )
)


def plain(text: str) -> str:
    """Write a text in small ASCII letters and digits, with one space between words.

    >>> plain("Қасым-Жомарт Тоқаев")
    'qasym zhomart toqaev'
    >>> plain("SÃO  Tomé") == plain("sao tome")
    True
    """
    words = _WORD.findall(_APOSTROPHE.sub("", anyascii(text).lower()))
    return " ".join(words) or " ".join(text.casefold().split())


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Write a plain word as it sounds, whichever transliteration it came by.

    >>> fold("toqaev") == fold("tokayev") == fold("toqayev")
    True
    >>> fold("mario") == fold("maria")
    False
    """
    for pattern, replacement in _RULES:
        word = pattern.sub(replacement, word)
    return word


def skeleton(folded: str) -> str:
    """Keep the first letter and the consonants, for keys under which similar words meet.

    >>> skeleton(fold("tileuberdi")) == skeleton(fold("tleuberdi"))
    True
    """
    return folded[:1] + re.sub("[aeiou]", "", folded[1:])


def is_acronym(name: str) -> bool:
    """Tell whether a name is one short word of capitals.

    >>> is_acronym("CSTO"), is_acronym("Cuba")
    (True, False)
    """
    return _ACRONYM.fullmatch(name) is not None


# --- persons


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """The parts of a person's name, each word folded.

    Attributes:
        given: Given names and initials (single letters), in order.
        surname: The last word that is no suffix or number.
        suffix: "jr", "sr" or nothing.
        number: A regnal number in small Roman letters, or nothing.
    """

    given: tuple[str, ...]
    surname: str
    suffix: str = ""
    number: str = ""

    @property
    def whole(self) -> bool:
        """Whether it is more than a lone name."""
        return bool(self.given or self.number)

    @property
    def key(self) -> str:
        """A text that is equal for all spellings that fold to the same."""
        return "|".join(("".join(self.given), self.surname, self.suffix, self.number))


@lru_cache(maxsize=65_536)
def person_name(name: str) -> PersonName:
    """Take a person's name apart.

    >>> person_name("George H.W. Bush")
    PersonName(given=('george', 'h', 'v'), surname='bush', suffix='', number='')
    """
    tables = _tables()
    words = plain(name).split() or [""]
    while len(words) > 1 and words[0] in tables.titles:
        words.pop(0)
    number = words.pop() if len(words) > 1 and _NUMERAL.fullmatch(words[-1]) else ""
    suffix = words.pop()[0] + "r" if len(words) > 1 and words[-1] in tables.suffixes else ""
    words = [word for word in words if word not in tables.particles] or words
    *given, surname = map(fold, words)
    return PersonName(given=tuple(given), surname=surname, suffix=suffix, number=number)


def equivalents(word: str) -> frozenset[int]:
    """List the groups of one and the same given name that a folded word belongs to.

    >>> bool(equivalents(fold("kassym")))
    False
    >>> equivalents(fold("volodymyr")) == equivalents(fold("vladimir"))
    True
    """
    return _tables().equivalents.get(word, frozenset())


def is_patronymic(word: str) -> bool:
    """Tell whether a folded word is a patronymic, which papers often leave out.

    >>> is_patronymic("vladimirovich"), is_patronymic("heinrich")
    (True, False)
    """
    return _PATRONYMIC.fullmatch(word) is not None


# --- everything else


@lru_cache(maxsize=65_536)
def thing_key(name: str) -> str:
    """Make a key that is equal for spellings of one name of an organisation, place or other thing.

    Case, accents, a leading "the", legal forms and British spelling are set aside; the order of words is not.

    >>> thing_key("The Labour Organisation, Inc.") == thing_key("labor organization")
    True
    >>> thing_key("U.S.") == thing_key("US")
    True
    """
    tables = _tables()
    words = [tables.spellings.get(word, word) for word in _join_initials(plain(name).split())]
    while len(words) > 1 and words[0] == "the":
        words.pop(0)
    while len(words) > 1 and words[-1] in tables.legal_forms:
        words.pop()
    return " ".join(words)


def group_key(name: str) -> str:
    """Make a key that is equal for singular and plural of a people: "Italian", "Italians"."""
    key = thing_key(name)
    return key[:-1] if len(key) > 4 and key.endswith("s") and not key.endswith("ss") else key


def is_generic(name: str) -> bool:
    """Tell whether a name fits one body in each country.

    >>> is_generic("Ministry of Foreign Affairs"), is_generic("European Council")
    (True, False)
    """
    return _tables().generic.issuperset(thing_key(name).split())


def _join_initials(words: Iterable[str]) -> Iterator[str]:
    """Join single letters that stand side by side: u, s becomes us."""
    letters = ""
    for word in words:
        if len(word) == 1:
            letters += word
            continue
        if letters:
            yield letters
            letters = ""
        yield word
    if letters:
        yield letters


# --- data


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tables:
    titles: frozenset[str]
    suffixes: frozenset[str]
    particles: frozenset[str]
    equivalents: dict[str, frozenset[int]]
    legal_forms: frozenset[str]
    generic: frozenset[str]
    spellings: dict[str, str]


@cache
def _tables() -> _Tables:
    data = tomllib.loads(resources.files(__package__).joinpath("names.toml").read_text(encoding="utf-8"))
    persons, organisations = data["persons"], data["organisations"]
    groups: dict[str, set[int]] = {}
    for number, group in enumerate(persons["equivalents"]):
        for word in group:
            groups.setdefault(fold(word), set()).add(number)
    spellings: dict[str, str] = organisations["spellings"]
    return _Tables(
        titles=frozenset(persons["titles"]),
        suffixes=frozenset(persons["suffixes"]),
        particles=frozenset(persons["particles"]),
        equivalents={word: frozenset(numbers) for word, numbers in groups.items()},
        legal_forms=frozenset(organisations["legal_forms"]),
        generic=frozenset(spellings.get(word, word) for word in organisations["generic"]),
        spellings=spellings,
    )
