"""Which names in one document name the same thing: full and short names, acronyms, known synonyms.

Forms (distinct strings) are joined, not single mentions.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from newsweave.ingest.names.disjoint import DisjointSets
from newsweave.ingest.names.gazetteer import Known, gazetteer
from newsweave.ingest.names.kinds import around, is_about_teams, team_votes, votes
from newsweave.ingest.names.name import Name, words
from newsweave.ingest.names.same_bodies import acronyms, defined, heads, renamed, short_organisations
from newsweave.ingest.names.same_persons import Same, call_first_bearers, persons
from newsweave.ingest.names.shared import part
from newsweave.ingest.names.vote import Vote, decide
from newsweave.types import Kind

_ACRONYM = 4  # letters that may still be an acronym


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The names of one thing in one document.

    Attributes:
        names: Where it is named, in text order.
        forms: The distinct strings, longest first.
        kind: What it is.
        reasons: Why, weightiest first.
        key: Gazetteer key, if one of its forms is known.
        country: Country that the gazetteer tells.
    """

    names: tuple[Name, ...]
    forms: tuple[str, ...]
    kind: Kind
    reasons: tuple[str, ...]
    key: str | None
    country: str | None


Voices = Callable[[Doc, list[Name]], Iterable[Vote]]  # of one form, from all places where it stands


def normal(form: str) -> str:
    """Write a name so that spellings of one form are equal.

    >>> normal("U.S."), normal("Côte d’Ivoire")
    ('US', "Côte d'Ivoire")
    """
    plain = form.replace("’", "'").replace(" - ", "-")
    return plain.replace(".", "") if re.fullmatch(r"(\w\.)+\w?\.?", plain) else plain


def groups(doc: Doc, names: Iterable[Name], voices: Voices = votes) -> list[Group]:
    """Join the names of a document into things and decide what each is, by the votes of some voices."""
    listed = sorted(names)
    forms: dict[str, list[Name]] = defaultdict(list)
    for name in listed:
        forms[normal(words(doc, name))].append(name)
    ballots = {form: list(voices(doc, places)) for form, places in forms.items()}
    if is_about_teams(doc):
        for form, places in forms.items():
            ballots[form] += team_votes(doc, places)
    kinds = {form: decide(ballot)[0] for form, ballot in ballots.items()}
    part(doc, forms, kinds, around)
    call_first_bearers(forms, kinds)
    forms = {form: places for form, places in forms.items() if places}
    joined = DisjointSets(forms)
    for left, right, inherited in _same(doc, forms, kinds, ballots):
        joined.join(left, right)
        ballots[left] = [*ballots[left], *inherited]
    found = [_group(doc, members, forms, ballots) for members in joined.sets()]
    return sorted((group for group in found if group), key=lambda group: group.names)


def _group(doc: Doc, members: list[str], forms: dict[str, list[Name]], ballots: dict[str, list[Vote]]) -> Group | None:
    kind, reasons = decide(vote for form in members for vote in ballots[form])
    names = tuple(sorted(name for form in members for name in forms[form]))
    if kind is None:
        return None
    known = [k for form in members for k in _readings(form) if k.kind is kind]
    best = max(known, key=lambda reading: (reading.weight, reading.key), default=None)
    return Group(
        names=names,
        forms=tuple(sorted({normal(words(doc, name)) for name in names}, key=lambda form: (-len(form), form))),
        kind=kind,
        reasons=reasons,
        key=best.key if best else None,
        country=best.country if best else None,
    )


def _readings(form: str) -> tuple[Known, ...]:
    """Look a name up, in a dateline as it is written elsewhere: "ADDIS ABABA"."""
    known = gazetteer()
    shouted = form.isupper() and len(form) > _ACRONYM
    return known.readings(form) or (known.readings(form.title()) if shouted else ())


def _same(
    doc: Doc, forms: dict[str, list[Name]], kinds: dict[str, Kind | None], ballots: dict[str, list[Vote]]
) -> Iterator[Same]:
    yield from persons(forms, kinds, ballots)
    pairs = (
        _synonyms(forms, kinds),
        defined(doc, forms, kinds),
        renamed(doc, forms, kinds),
        acronyms(forms, kinds),
        _capitals(forms, kinds),
        short_organisations(forms, kinds),
        heads(forms, kinds),
    )
    yield from ((left, right, []) for left, right in itertools.chain(*pairs))


def _synonyms(forms: Iterable[str], kinds: dict[str, Kind | None]) -> Iterator[tuple[str, str]]:
    """Join what the gazetteer knows as one thing: "U.S." and "United States"."""
    first: dict[tuple[str, Kind], str] = {}
    for form in forms:
        for known in gazetteer().readings(form):
            if known.kind is not kinds[form]:
                continue
            other = first.setdefault((known.key, known.kind), form)
            if other != form:
                yield other, form


def _capitals(forms: Iterable[str], kinds: dict[str, Kind | None]) -> Iterator[tuple[str, str]]:
    """Join names that differ in capitals alone: "TOQAEV" in a headline, "Indonesian navy", "#IStandWithAhmed"."""
    by_letters: dict[str, list[str]] = defaultdict(list)
    for form in forms:
        if len(form) > _ACRONYM or (len(form) == _ACRONYM and kinds[form] is Kind.PLACE):  # "OSLO", but not "AIDS"
            by_letters[form.casefold()].append(form)
    for same in by_letters.values():
        yield from ((same[0], other) for other in same[1:])
