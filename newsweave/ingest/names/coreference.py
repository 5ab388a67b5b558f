"""Which names in one document name the same thing: full and short names, acronyms, known synonyms.

Forms (distinct strings) are joined, not single mentions; a lone surname that two people bear joins neither.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from newsweave.ingest.names.cues import cues
from newsweave.ingest.names.gazetteer import gazetteer
from newsweave.ingest.names.kinds import Vote, decide, is_about_sport, team_votes, votes
from newsweave.ingest.names.name import Name, words
from newsweave.types import Kind

_ACRONYM = 4  # letters that may still be an acronym
_SURNAME = 5.0  # votes that a short name inherits from the one full name that it ends
_SMALL = frozenset("of the and for in on at de la du des der von van & to".split())
_MEDIA = frozenset("news tv radio television online newspaper magazine .com agency airlines".split())
_LEGAL = frozenset(
    "inc inc. corp corp. ltd ltd. llc plc ag gmbh se co co. company corporation group sa asa as ab oy oyj nv n.v. bv "
    "spa s.p.a. limited incorporated holding holdings pjsc jsc sas kgaa pty".split()
)
# What a company is in, at the end of its name: "Nordvik" for "Nordvik Pharma ASA".
_TRADES = _LEGAL | frozenset(
    "pharma pharmaceuticals motors motor technologies technology systems industries entertainment electronics "
    "therapeutics biosciences laboratories labs resources petroleum steel foods brands stores software semiconductors "
    "networks communications telecom logistics shipping airways mining chemicals insurance financial bancorp "
    "international global energy".split()
)


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


def normal(form: str) -> str:
    """Write a name so that spellings of one form are equal.

    >>> normal("U.S."), normal("Côte d’Ivoire")
    ('US', "Côte d'Ivoire")
    """
    plain = form.replace("’", "'").replace(" - ", "-")
    return plain.replace(".", "") if re.fullmatch(r"(\w\.)+\w?\.?", plain) else plain


def groups(doc: Doc, names: Iterable[Name]) -> list[Group]:
    """Join the names of a document into things and decide what each is."""
    listed = sorted(names)
    forms: dict[str, list[Name]] = defaultdict(list)
    for name in listed:
        forms[normal(words(doc, name))].append(name)
    ballots = {form: list(votes(doc, places)) for form, places in forms.items()}
    if is_about_sport(doc):
        for form, places in forms.items():
            ballots[form] += team_votes(doc, places)
    kinds = {form: decide(ballot)[0] for form, ballot in ballots.items()}
    joined = _Joined(forms)
    for left, right, inherited in _same(doc, forms, kinds, ballots):
        joined.join(left, right)
        ballots[left] = [*ballots[left], *inherited]
    found = [_group(members, forms, ballots) for members in joined.sets()]
    return sorted((group for group in found if group), key=lambda group: group.names)


def _group(members: list[str], forms: dict[str, list[Name]], ballots: dict[str, list[Vote]]) -> Group | None:
    kind, reasons = decide(vote for form in members for vote in ballots[form])
    names = tuple(sorted(name for form in members for name in forms[form]))
    if kind is None:
        return None
    known = [k for form in members for k in gazetteer().readings(form) if k.kind is kind]
    best = max(known, key=lambda reading: (reading.weight, reading.key), default=None)
    return Group(
        names=names,
        forms=tuple(sorted(members, key=lambda form: (-len(form), form))),
        kind=kind,
        reasons=reasons,
        key=best.key if best else None,
        country=best.country if best else None,
    )


_Same = tuple[str, str, list[Vote]]  # two forms, and the votes that the first inherits


def _same(
    doc: Doc, forms: dict[str, list[Name]], kinds: dict[str, Kind | None], ballots: dict[str, list[Vote]]
) -> Iterator[_Same]:
    yield from _persons(forms, kinds, ballots)
    pairs = (
        _synonyms(forms, kinds),
        _defined(doc, forms, kinds),
        _acronyms(forms, kinds),
        _capitals(forms, kinds),
        _short_organisations(forms, kinds),
        _heads(forms, kinds),
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


def _defined(doc: Doc, forms: dict[str, list[Name]], kinds: dict[str, Kind | None]) -> Iterator[tuple[str, str]]:
    """Join "Collective Security Treaty Organization (CSTO)", but not a person and a party: "Franz Meier (SPD)"."""
    ending = {name.end: form for form, places in forms.items() for name in places}
    for form, places in forms.items():
        if not _is_acronym(form):
            continue
        for name in places:
            long = ending.get(name.start - 1)
            closed = name.end < len(doc) and doc[name.end].text in {")", ","}
            if long and kinds[long] is Kind.PERSON:
                continue
            if long and long != form and doc[name.start - 1].text == "(" and closed and len(long) > len(form):
                yield long, form


def _is_acronym(form: str) -> bool:
    letters = form.replace(".", "").replace("-", "")
    return " " not in form and 2 <= len(letters) <= 8 and sum(ch.isupper() for ch in letters) >= len(letters) - 1


def _acronyms(forms: Iterable[str], kinds: dict[str, Kind | None]) -> Iterator[tuple[str, str]]:
    """Join an acronym to the one name in the document that has its initials."""
    initials: dict[str, list[str]] = defaultdict(list)
    for form in forms:
        parts = [part for part in re.split(r"[\s-]+", form) if part and part.lower() not in _SMALL]
        if len(parts) > 1 and kinds[form] in (Kind.ORG, Kind.PLACE, None):
            initials["".join(part[0] for part in parts).upper()].append(form)
    for form in forms:
        if _is_acronym(form):
            matches = initials.get(form.replace(".", ""), [])
            if len(matches) == 1:
                yield matches[0], form


def _capitals(forms: Iterable[str], kinds: dict[str, Kind | None]) -> Iterator[tuple[str, str]]:
    """Join names that differ in capitals alone: "TOQAEV" in a headline, "Indonesian navy", "#IStandWithAhmed"."""
    by_letters: dict[str, list[str]] = defaultdict(list)
    for form in forms:
        if len(form) > _ACRONYM or (len(form) == _ACRONYM and kinds[form] is Kind.PLACE):  # "OSLO", but not "AIDS"
            by_letters[form.casefold()].append(form)
    for same in by_letters.values():
        yield from ((same[0], other) for other in same[1:])


def _persons(
    forms: dict[str, list[Name]], kinds: dict[str, Kind | None], ballots: dict[str, list[Vote]]
) -> Iterator[_Same]:
    """Join short names of persons to full ones, where only one full name fits."""
    full = [form for form in forms if kinds[form] is Kind.PERSON and " " in form]
    people = _Joined(full)
    for left, right in _variants(full):
        people.join(left, right)
        yield left, right, []
    by_part: dict[str, set[str]] = defaultdict(set)
    for form in full:
        for part in _short_names(form):
            by_part[part.casefold()].add(form)
    for form in forms:
        bearers = {people.root(bearer) for bearer in by_part.get(form.casefold(), ())} - {form}
        if len(bearers) > 1 and form not in full:  # "Ahmed Mohamed ... Mohamed ...", before his father is named
            named = {people.root(bearer) for bearer in by_part[form.casefold()] if forms[bearer][0] < forms[form][0]}
            bearers = named or bearers
        if len(bearers) != 1 or (form in full and people.root(form) in bearers):
            continue
        bearer = min(bearers)
        vote = Vote(kind=Kind.PERSON, weight=_SURNAME, reason=f"it is part of the name {bearer!r}")
        others = [other for other in ballots[form] if not other.reason.endswith("is known as a city")]
        if decide([*others, vote])[0] is Kind.PERSON:
            yield form, bearer, [vote]


def _short_names(form: str) -> Iterator[str]:
    """Yield what a person with this full name may be called: surname, surname with particle, given name."""
    parts = form.split()
    for i in range(1, len(parts)):
        yield " ".join(parts[i:])
    yield parts[0]
    if "-" in parts[-1]:
        yield parts[-1].split("-", 1)[1]
    if parts[-1].rstrip(".").lower() in {"jr", "sr"} and len(parts) > 2:
        yield parts[-2]


def _variants(full: list[str]) -> Iterator[tuple[str, str]]:
    """Join full names that differ in a middle name or initial alone."""
    by_ends: dict[tuple[str, str], list[str]] = defaultdict(list)
    for form in full:
        parts = form.split()
        by_ends[parts[0], parts[-1]].append(form)
    for same in by_ends.values():
        same.sort(key=lambda form: (len(form), form))
        middles = {tuple(form.split()[1:-1]) for form in same}
        if len(middles - {()}) <= 1:
            yield from ((same[0], other) for other in same[1:])


def _short_organisations(forms: dict[str, list[Name]], kinds: dict[str, Kind | None]) -> Iterator[tuple[str, str]]:
    """Join "Jenoptik" to "Jenoptik AG", "State Department" to "US State Department"."""
    bodies = [form for form in forms if kinds[form] is Kind.ORG]
    for form in bodies:
        longer = {
            other for other in bodies if other != form and _is_shortened(form.split(), other.split(), set(bodies))
        }
        if _is_chain(longer):
            yield min(longer, key=len), form
    for form in bodies:
        bare = form.rpartition(" ")[0]
        if form.split()[-1].lower() in _LEGAL and bare in kinds and not gazetteer().readings(bare):
            yield form, bare  # whatever the model takes "Helvomed" for beside "Helvomed AG"


def _is_chain(forms: Iterable[str]) -> bool:
    """Tell whether names are one name cut shorter: "Nordvik Pharma", "Nordvik Pharma ASA"."""
    ordered = sorted(forms, key=len)
    return bool(ordered) and all(long.startswith(f"{short} ") for short, long in itertools.pairwise(ordered))


def _heads(forms: Iterable[str], kinds: dict[str, Kind | None]) -> Iterator[tuple[str, str]]:
    """Join "the Commission" to the one body in the document whose name has that head."""
    nouns = cues().heads[Kind.ORG]
    bodies = [form for form in forms if kinds[form] is Kind.ORG]
    for form in bodies:
        if form.lower() in nouns:
            ends = {other for other in bodies if other != form and form in (other.split()[-1], other.split()[0])}
            if len(ends) == 1:
                yield min(ends), form


def _is_shortened(short: list[str], long: list[str], bodies: set[str]) -> bool:
    extra = len(long) - len(short)
    if extra < 1:
        return False
    if long[: len(short)] == short:
        rest = [word.lower() for word in long[len(short) :]]
        return all(word in _TRADES or word in _MEDIA for word in rest) or (len(short) > 1 and rest[0] in {"of", "for"})
    if long[-len(short) :] == short and len(short) > 1:
        lead = " ".join(long[:extra])
        known = gazetteer().best(lead)
        return lead in bodies or (known is not None and known.country is not None)
    return False


class _Joined:
    """Disjoint sets of strings."""

    def __init__(self, items: Iterable[str]) -> None:
        self._parent = {item: item for item in items}

    def root(self, item: str) -> str:
        """Return the smallest member of an item's set."""
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, left: str, right: str) -> None:
        """Unite two sets."""
        first, second = sorted((self.root(left), self.root(right)))
        self._parent[second] = first

    def sets(self) -> list[list[str]]:
        """Return all sets, each sorted, in the order of their smallest members."""
        found: dict[str, list[str]] = defaultdict(list)
        for item in sorted(self._parent):
            found[self.root(item)].append(item)
        return list(found.values())
