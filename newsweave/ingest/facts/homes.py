"""In which country a place or body is: by the gazetteer, by its name, or as a state's body in a paper on one country.

Almaty                                    lies in Kazakhstan
the News Agency of Nigeria, Berlin's zoo  by a name in the name
the Supreme Court                         of the country that the paper writes of
"""

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from newsweave.ingest.facts.ranks import derivations
from newsweave.ingest.names.gazetteer import gazetteer
from newsweave.ingest.reading import Reading
from newsweave.types import Kind

_LEAD = 3  # words of a name that may be a country: "United Arab Emirates Central Bank"
_SURE, _LIKELY, _FOCUS = 0.9, 0.8, 0.65
_ACRONYM = 4  # letters up to which capitals may be an acronym
_COMMON = frozenset(
    "democratic republican labour labor conservative green greens communist socialist liberal national social "
    "people's democrats republicans conservatives liberals socialists communists progressive union party".split()
)
_TOWNS = 3.0  # from this weight on a city is known well enough to place a body by its name


@dataclass(frozen=True, slots=True)
class Home:
    """The country of a body.

    Attributes:
        country: Its code.
        state: Whether the body is the state's own.
        political: Whether its members are citizens: the state's own, or a party.
        score: How sure, 0 to 1.
    """

    country: str
    state: bool
    political: bool
    score: float


@functools.cache
def _known() -> dict[str, Home]:
    """Map gazetteer keys of bodies to their homes."""
    return {
        f"organisation:{key}": Home(code, table == "state", table != "homes", _SURE)
        for table in ("state", "parties", "homes")
        for code, keys in derivations()[table].items()
        for key in keys
    }


def home(reading: Reading, index: int, focus: str | None) -> Home | None:
    """Return the country of a body.

    Args:
        reading: The document.
        index: Which of its groups.
        focus: Code of the country that the document is about, if it is about one.
    """
    group = reading.groups[index]
    key = group.key or next((key for form in group.forms if (key := _shouted(form))), None)
    known = _known().get(key or "")
    elsewhere = known is not None and focus not in {None, known.country} and _is_common(group.forms)
    if key is not None and not elsewhere:  # a famous body is where it is known to be, or of no country
        return known
    nouns = derivations()["bodies"]
    state = any(_ends(form, nouns["agency_of"]) for form in group.forms)
    party = is_party(reading, index)
    abroad = any(
        _ends(form, ["service", "edition", "desk", "section"]) for form in group.forms
    )  # a paper's, for a country
    named = None if abroad else next((code for form in group.forms if (code := _in_name(form))), None)
    if named:
        return Home(named, state, state or party, _LIKELY)
    lone = any(_ends(form, nouns["lone"]) and _is_plain(form) for form in group.forms)
    if focus and (lone or party):
        return Home(focus, lone, True, _FOCUS)
    return None


def _is_common(forms: Iterable[str]) -> bool:
    """Tell whether many countries have a party of that name: "Democratic Party"."""
    return all(set(form.lower().split()) <= _COMMON for form in forms)


def _shouted(form: str) -> str | None:
    """Return the gazetteer key of a body whose name a headline writes in capitals: "SENATE"."""
    best = gazetteer().best(form.title()) if form.isupper() and len(form) > _ACRONYM else None
    return best.key if best and best.kind is Kind.ORG else None


def is_party(reading: Reading, index: int) -> bool:
    """Tell whether a thing is a political party."""
    group = reading.groups[index]
    known = _known().get(group.key or "")
    if known:
        return known.political and not known.state
    nouns = derivations()["bodies"]["party"]
    return group.kind is Kind.ORG and any(_ends(form, nouns) for form in group.forms)


def _is_plain(form: str) -> bool:
    """Tell "Foreign Ministry" from "European Court" and "Berlin Senate"."""
    nouns = derivations()["bodies"]
    words = form.lower().split()
    return set(words) <= {*nouns["beside"], *(word for noun in nouns["lone"] for word in noun.split())}


def _in_name(form: str) -> str | None:
    """Return the country that a body's name tells: at its beginning, or at its end after "of"."""
    words = form.split()
    for size in range(min(_LEAD, len(words) - 1), 0, -1):
        code = _country(" ".join(words[:size]))
        if code:
            return code
    for at in range(max(1, len(words) - _LEAD - 1), len(words) - 1):
        if words[at].lower() == "of":
            return _country(" ".join(words[at + 1 :]).removeprefix("the "))
    return None


def _country(name: str) -> str | None:
    best = gazetteer().best(name)
    if best is None or best.kind not in (Kind.PLACE, Kind.NORP):
        return None
    return best.country if best.sort != "city" or best.weight >= _TOWNS else None


def _ends(name: str, nouns: list[str]) -> bool:
    plain = name.lower()
    return any(plain == noun or plain.endswith(f" {noun}") or plain.startswith(f"{noun} of") for noun in nouns)
