"""What a name says: the parts of a person's name, and keys that are equal for spellings of one name.

Word lists are data: `names.toml`. Spelling is set aside by `newsweave.graph.names.fold`.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from newsweave.graph.names.fold import fold, plain, skeleton
from newsweave.graph.names.persons import PersonName, equivalents, is_common, is_patronymic, person_name
from newsweave.graph.names.tables import tables

__all__ = [
    "PersonName",
    "equivalents",
    "fold",
    "group_key",
    "is_acronym",
    "is_common",
    "is_generic",
    "is_patronymic",
    "join_initials",
    "person_name",
    "plain",
    "skeleton",
    "thing_key",
]

_ACRONYM = re.compile(r"[A-Z][A-Z0-9&./-]{1,9}")


def is_acronym(name: str) -> bool:
    """Tell whether a name is one short word of capitals.

    >>> is_acronym("CSTO"), is_acronym("Cuba")
    (True, False)
    """
    return _ACRONYM.fullmatch(name) is not None


@lru_cache(maxsize=65_536)
def thing_key(name: str) -> str:
    """Make a key that is equal for spellings of one name of an organisation, place or other thing.

    Case, accents, a leading "the", legal forms and British spelling are set aside; the order of words is not.

    >>> thing_key("The Labour Organisation, Inc.") == thing_key("labor organization")
    True
    >>> thing_key("U.S.") == thing_key("US")
    True
    """
    known = tables()
    words = [known.spellings.get(word, word) for word in join_initials(plain(name).split())]
    while len(words) > 1 and words[0] == "the":
        words.pop(0)
    while len(words) > 1 and words[-1] in known.legal_forms:
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
    return tables().generic.issuperset(thing_key(name).split())


def join_initials(words: Iterable[str]) -> Iterator[str]:
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
