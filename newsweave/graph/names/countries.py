"""Countries as they stand in names: "Kazakh Interior Ministry", "Supreme Court of the United States"."""

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from functools import cache
from importlib import resources

from newsweave.graph.names.fold import plain
from newsweave.graph.names.tables import tables

_LONGEST = 5  # words: "democratic republic of the congo"
_REMARK = re.compile(r"\([^)]*\)|;.*")
_SPLIT = re.compile(r"[,/]| or ")
# Names that the atlas gives a country, and that news gives a part of it or another as well.
_UNCLEAR = frozenset({"west bank", "gaza", "gaza strip", "congo"})
# Adjectives that fit two countries, or are more often something else.
_AMBIGUOUS = frozenset({"congolese", "korean", "korea", "guinean", "samoan", "virgin islander", "dominican", "lao"})


@cache
def country_names() -> dict[str, str]:
    """Map the plain names of countries to their ISO 3166-1 alpha-2 codes; the atlas is read on first use.

    >>> country_names()["cote divoire"]
    'CI'
    """
    names = {plain(name).removeprefix("the "): code for code, name in _atlas("name")}
    return {name: code for name, code in names.items() if name not in _UNCLEAR} | _listed(tables().country_names)


@cache
def country_words() -> dict[str, str]:
    """Map the plain names and adjectives of countries to their codes, without those that fit several.

    >>> country_words()["kazakh"], country_words()["us"]
    ('KZ', 'US')
    """
    words = country_names() | _listed(tables().country_adjectives)
    for code, text in _atlas("adjective"):
        for part in _SPLIT.split(_REMARK.sub("", text)):
            words.setdefault(plain(part), code)
    return {word: code for word, code in words.items() if len(word) > 1 and word not in _AMBIGUOUS}


def take_countries(words: Sequence[str]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Take the countries out of a body's name, longest name first.

    Returns:
        The words that are left, and the codes of the countries.

    >>> take_countries(["kazakhstans", "interior", "ministry"])
    (('interior', 'ministry'), frozenset({'KZ'}))
    """
    known = country_words()
    left: list[str] = []
    codes: set[str] = set()
    place = 0
    while place < len(words):
        for length in range(min(_LONGEST, len(words) - place), 0, -1):
            name = " ".join(words[place : place + length])
            code = known.get(name) or (known.get(name[:-1]) if name.endswith("s") else None)
            if code:
                codes.add(code)
                place += length
                break
        else:
            left.append(words[place])
            place += 1
    return tuple(left), frozenset(codes)


def _listed(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {name: code for code, names in table.items() for name in names}


def _atlas(column: str) -> Iterator[tuple[str, str]]:
    queries = {
        "name": (
            "SELECT alpha2, name FROM country UNION ALL "
            "SELECT alpha2, n.name FROM country_name n JOIN country c ON c.id = n.country_id"
        ),
        "adjective": (
            "SELECT alpha2, adjective FROM country_demonym d JOIN country c ON c.id = d.country_id "
            "WHERE adjective IS NOT NULL ORDER BY c.population DESC"
        ),
    }
    path = resources.files("pyworldatlas").joinpath("data/atlas.sqlite3")
    with (
        resources.as_file(path) as file,
        closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as atlas,
    ):
        yield from atlas.execute(queries[column])
