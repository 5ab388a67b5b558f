"""What the name of an organisation or place says: its countries, its numbers, and the words that are its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsweave.graph.names.countries import country_names, take_countries
from newsweave.graph.names.fold import fold, plain
from newsweave.graph.names.keys import join_initials
from newsweave.graph.names.tables import tables
from newsweave.types import Kind

_LINKING = frozenset("a and at da de del der des di du et for in la le les los of on the to und y".split())
_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=1
    )
}
_DIGITS = re.compile(r"(\d+)(?:st|nd|rd|th|d)?")
_SHORT = re.compile(r"(?:[A-Z][a-z]?){2,}[0-9]*|[A-Z][A-Z0-9&./-]+")
_OV = re.compile("iv$")  # Kharkiv, Kharkov


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyName:
    """The parts of a name.

    Attributes:
        words: What is its own, folded, in order: without countries, numbers, linking words and legal forms.
        countries: ISO 3166-1 alpha-2 codes of the countries that it names.
        numbers: Its numbers, as digits.
        short: The name itself in small letters if it is written as an acronym, or nothing.
        initials: The acronyms that its words would give.
        generic: Whether `words` fit a body of any country.
    """

    words: tuple[str, ...]
    countries: frozenset[str]
    numbers: frozenset[str]
    short: str
    initials: frozenset[str]
    generic: bool

    @property
    def key(self) -> str:
        """A text that is equal for names that say the same; of a generic name, without the country."""
        countries = () if self.generic else sorted(self.countries)
        return "|".join((" ".join(sorted(self.words)), *countries, *sorted(self.numbers)))


@lru_cache(maxsize=65_536)
def body_name(name: str) -> BodyName:
    """Take the name of an organisation apart.

    >>> body_name("Kazakh Interior Ministry").key == body_name("Ministry of Internal Affairs of Kazakhstan").key
    True
    >>> sorted(body_name("Ministry of Internal Affairs of Kazakhstan").countries)
    ['KZ']
    """
    known = tables()
    listed = list(join_initials(_phrases(plain(name)).split()))
    while len(listed) > 1 and listed[0] == "the":
        listed.pop(0)
    left, countries = take_countries(_without_forms(listed))
    if not countries and (seat := known.seats.get(" ".join(left))):
        countries = frozenset({seat})
    numbers = frozenset(number for word in left for number in [_number(word)] if number)
    usual = [known.spellings.get(word, word) for word in left if word not in _LINKING and not _number(word)]
    return BodyName(
        words=tuple(fold(_singular(word)) for word in usual) or (() if countries else tuple(map(fold, left))),
        countries=countries,
        numbers=numbers,
        short=_short(name),
        initials=frozenset(_initials(listed)),
        generic=bool(usual) and all(_singular(word) in known.generic for word in usual),
    )


@lru_cache(maxsize=65_536)
def place_name(name: str) -> BodyName:
    """Take the name of a place apart; a country is one by its whole name, or after a comma.

    >>> sorted(place_name("Republic of Kazakhstan").countries), place_name("Almaty Oblast").words
    (['KZ'], ('almati', 'region'))
    """
    known = tables()
    whole, _, within = name.rpartition(", ")
    outer = country_names().get(plain(within)) if whole else None
    listed = plain(whole if outer else name).split()
    while len(listed) > 1 and listed[0] == "the":
        listed.pop(0)
    country = _country(" ".join(listed))
    words = [known.place_spellings.get(word, word) for word in listed if word not in _LINKING]
    return BodyName(
        words=() if country else tuple(_OV.sub("ov", fold(word)) for word in words if not _number(word)),
        countries=frozenset({code for code in (country, outer) if code}),
        numbers=frozenset(number for word in words for number in [_number(word)] if number),
        short="",
        initials=frozenset(),
        generic=False,
    )


def name_of(name: str, kind: Kind) -> BodyName:
    """Take a name apart by the rules for its kind."""
    return place_name(name) if kind is Kind.PLACE else body_name(name)


def _country(words: str) -> str | None:
    known = country_names()
    bare = words.removeprefix("republic of ").removeprefix("the ")
    return known.get(words) or known.get("".join(join_initials(words.split()))) or (known.get(bare) if bare else None)


def _phrases(words: str) -> str:
    padded = f" {words} "
    for phrase, usual in tables().phrases.items():
        padded = padded.replace(f" {phrase} ", f" {usual} ")
    return padded.strip()


def _without_forms(words: Sequence[str]) -> list[str]:
    """Drop the legal form before or after a company's name."""
    forms = tables().legal_forms
    left = list(words)
    while len(left) > 1 and left[-1] in forms:
        left.pop()
    while len(left) > 1 and left[0] in forms:
        left.pop(0)
    return left


def _number(word: str) -> str:
    found = _DIGITS.fullmatch(word)
    return found[1] if found else _NUMBERS.get(word, "")


def _singular(word: str) -> str:
    """Drop the plural or genitive s of a generic word: the "generals" office is the general's; Times is not Time."""
    return word[:-1] if word.endswith("s") and word[:-1] in tables().generic else word


def _short(name: str) -> str:
    bare = name.removeprefix("the ").removeprefix("The ")
    return "".join(filter(str.isalnum, bare)).lower() if _SHORT.fullmatch(bare) else ""


def _initials(words: Sequence[str]) -> Iterator[str]:
    """Make the acronyms of a name, with and without its linking words."""
    telling = [word for word in words if word not in _LINKING]
    if len(telling) > 1:
        yield "".join(word[0] for word in telling)
        yield "".join(word[0] for word in words)
