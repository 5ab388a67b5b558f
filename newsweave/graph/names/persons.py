"""A person's name taken apart: given names, surname, suffix, number, whichever order and script it is written in."""

import re
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from newsweave.graph.names.fold import fold, plain
from newsweave.graph.names.tables import tables

_NUMERAL = re.compile(r"(?<=\s)(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})$")
_PATRONYMIC = re.compile(r"[a-z]{2,}(?:[oeai]vi?ch|[oei]vna|[aiou]?uli|ogl[iu]|k[iy]zi)|ilich")
_ABD = re.compile(r"abd(?:[aeiou][lrsnz]{1,2})?(?=[a-z]{4})|abd(?:[aeou]l)?$")
_HAN = re.compile(r"[\u3400-\u9fff]{2,4}")
_HANGUL = re.compile(r"[\uac00-\ud7a3]{2,4}")
_CONSONANTAL = re.compile(r"[\u0590-\u06ff]")
_ARABIC_ARTICLE = re.compile(r"^l(?=..)")
_ARABIC_SON = frozenset({"bn", "bnt", "aal"})
# One to two syllables of a Chinese, Korean or Vietnamese name as Latin letters write them.
_SYLLABLE = r"(?:zh|ch|sh|hs|ts|kh|ph|th|tr|[bpmfdtnlgkhjqxrzcsyw])?[yw]?[aeiou]{1,3}(?:ng|n|l|k|m|p|b|w|h|t)?"
_SYLLABLES = re.compile(f"(?:{_SYLLABLE}){{1,2}}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """The parts of a person's name, each word folded.

    Attributes:
        given: Given names and initials (single letters), in order.
        surname: The family's name: the last word that is no suffix or number, the first in Chinese and Korean.
        suffix: "jr", "sr" or nothing.
        number: A regnal number in Roman letters, or nothing.
        style: What monarchs, princes and popes are called before a lone given name, or nothing.
        syllabic: Whether it is Chinese or Korean, where each letter of a given name counts.
        consonantal: Whether it comes from Arabic or Hebrew script, which writes few vowels.
    """

    given: tuple[str, ...] = ()
    surname: str
    suffix: str = ""
    number: str = ""
    style: str = ""
    syllabic: bool = False
    consonantal: bool = False

    @property
    def whole(self) -> bool:
        """Whether it is more than a lone name."""
        return bool(self.given or self.number or self.style)

    @property
    def words(self) -> tuple[str, ...]:
        """Given names and surname."""
        return (*self.given, self.surname)

    @property
    def key(self) -> str:
        """A text that is equal for all spellings that fold to the same."""
        script = "consonants" if self.consonantal else ""
        return "|".join(("".join(self.given), self.surname, self.suffix, self.number, script, self.style)).rstrip("|")


@lru_cache(maxsize=65_536)
def person_name(name: str) -> PersonName:
    """Take a person's name apart.

    >>> person_name("George H.W. Bush").given, person_name("Charles III").number
    (('george', 'h', 'v'), 'III')
    >>> person_name("Xi Jinping") == person_name("Jinping Xi") == person_name("习近平")
    True
    """
    known = tables()
    words = _plain_words(name)
    style = ""
    while len(words) > 1 and words[0] in known.titles:
        style = words.pop(0)
    number = words.pop().upper() if len(words) > 1 and _NUMERAL.search(name.rstrip()) else ""
    suffix = words.pop()[0] + "r" if len(words) > 1 and words[-1] in known.suffixes else ""
    if len(words) == 1 and style in known.styles and not number:
        return PersonName(surname=fold(words[0]), suffix=suffix, style=style)
    words = [*(word for word in words[:-1] if word not in known.particles), words[-1]]
    return _syllabic(words, suffix, number) or _ordered(words, suffix, number, _CONSONANTAL.search(name) is not None)


def _plain_words(name: str) -> list[str]:
    """Write the words of a name plainly; Chinese and Korean ones a syllable each, surname first."""
    bare = "".join(name.split())
    if _HAN.fullmatch(bare) or _HANGUL.fullmatch(bare):
        first, *rest = (anyascii(character).lower() for character in bare)
        return [first, "".join(map(_korean, rest)) if _HANGUL.fullmatch(bare) else "".join(rest)]
    return plain(name).split() or [""]


def _korean(syllable: str) -> str:
    """Write a syllable as papers do: Jeong Eun is Jong Un."""
    return syllable.replace("eo", "o").replace("eu", "u")


def _syllabic(words: list[str], suffix: str, number: str) -> PersonName | None:
    """Read a Chinese or Korean name, whether the surname is first or last; None if it is none."""
    if not 2 <= len(words) <= 3:
        return None
    surnames = tables().surnames_first
    for surname, given in ((words[0], words[1:]), (words[-1], words[:-1])):
        if surname in surnames and all(len(word) > 1 and _SYLLABLES.fullmatch(word) for word in given):
            joined = fold("".join(map(_korean, given)))
            family = fold(surnames[surname])
            return PersonName(given=(joined,), surname=family, suffix=suffix, number=number, syllabic=True)
    return None


def _ordered(words: list[str], suffix: str, number: str, consonantal: bool) -> PersonName:
    """Read a name that ends in its surname, or in its patronymic if the surname is first."""
    if consonantal:
        folded = [_ARABIC_ARTICLE.sub("", word) for word in words if word not in _ARABIC_SON] or words
    else:
        folded = [fold(part) for word in words for part in _servant(word)]
    if len(folded) > 2 and is_patronymic(folded[-1]) and not is_patronymic(folded[-2]):
        folded = [*folded[1:], folded[0]]
    *given, surname = folded
    return PersonName(given=tuple(given), surname=surname, suffix=suffix, number=number, consonantal=consonantal)


def _servant(word: str) -> tuple[str, ...]:
    """Part "Abdelfattah" as "Abdel Fattah" is; the article between varies."""
    found = _ABD.match(word)
    if found is None or word.startswith("abdull"):
        return (word,)
    rest = word[found.end() :]
    return ("abd", rest) if rest else ("abd",)


def equivalents(word: str) -> frozenset[int]:
    """List the groups of one and the same given name that a folded word belongs to.

    >>> bool(equivalents(fold("kassym")))
    False
    >>> equivalents(fold("volodymyr")) == equivalents(fold("vladimir"))
    True
    """
    return tables().equivalents.get(word, frozenset())


def is_patronymic(word: str) -> bool:
    """Tell whether a folded word is a patronymic, which papers often leave out.

    >>> is_patronymic("vladimirovich"), is_patronymic("heinrich")
    (True, False)
    """
    return _PATRONYMIC.fullmatch(word) is not None


def is_common(name: PersonName) -> bool:
    """Tell whether a name has so many bearers that it needs more to tell who is meant.

    >>> is_common(person_name("John Smith")), is_common(person_name("Dosym Satpaev"))
    (True, False)
    """
    known = tables()
    return (
        len(name.given) == 1
        and not (name.suffix or name.number)
        and name.given[0] in known.common_given
        and name.surname in known.common_surnames
    )
