"""Which names mean the same person: full and short ones, and whom a surname means that two persons bear.

A lone surname that two people bear joins neither, unless the text has made it the name of one.
"""

from collections import defaultdict
from collections.abc import Iterator

from newsweave.ingest.names.disjoint import DisjointSets
from newsweave.ingest.names.name import Name
from newsweave.ingest.names.same_bodies import bare_names
from newsweave.ingest.names.vote import Vote, decide
from newsweave.types import Kind

_LONG, _SHORT = 3, 3  # words of a name of which one in the middle may be what he is called: "Lula"
_SURNAME = 5.0  # votes that a short name inherits from the one full name that it ends

Same = tuple[str, str, list[Vote]]  # two forms, and the votes that the first inherits


def persons(
    forms: dict[str, list[Name]], kinds: dict[str, Kind | None], ballots: dict[str, list[Vote]]
) -> Iterator[Same]:
    """Join short names of persons to full ones, where only one full name fits."""
    companies = bare_names(forms, kinds)
    full = [form for form in forms if kinds[form] is Kind.PERSON and " " in form]
    people = DisjointSets(full)
    for left, right in _variants(full):
        people.join(left, right)
        yield left, right, []
    by_part: dict[str, set[str]] = defaultdict(set)
    for form in full:
        for part in _short_names(form):
            by_part[part.casefold()].add(form)
    for form in forms:
        if form in companies:
            continue
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
    yield from (part for part in parts[1:-1] if len(parts) > _LONG and part[:1].isupper() and len(part) > _SHORT)
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


def call_first_bearers(forms: dict[str, list[Name]], kinds: dict[str, Kind | None]) -> None:
    """Give a surname that two persons bear to the first, if the text calls him so before it names the second.

    From there on an article that means the other says so: "his brother Karl", "the elder Mohamed".
    """
    bearers: dict[str, dict[str, Name]] = defaultdict(dict)  # surname -> full names with their first places
    for form, names in forms.items():
        if kinds[form] is Kind.PERSON and " " in form:
            bearers[form.split()[-1]][form] = min(names)
    for surname, named in bearers.items():
        if len(named) < 2 or surname not in forms:
            continue
        (first, begins), (_, second) = sorted(named.items(), key=lambda item: item[1])[:2]
        if any(begins < name < second for name in forms[surname]):
            later = [name for name in forms[surname] if name > begins]
            forms[first] = sorted([*forms[first], *later])
            forms[surname] = [name for name in forms[surname] if name < begins]
