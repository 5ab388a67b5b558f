"""A name that a company and a person of its founder's family bear, told apart at each place.

Harrow Group said ... James Harrow ...      the company, and the person
Harrow, 71, will step down                  what only persons do or are
shares in Harrow, Harrow employees          what only companies have
they blamed Harrow                          whichever of the two was named first
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from spacy.tokens import Doc

from newsweave.ingest.names.legal import TRADES
from newsweave.ingest.names.name import Name
from newsweave.ingest.names.vote import Vote
from newsweave.types import Kind

Context = Callable[[Doc, Name], Iterable[Vote]]  # what stands around one place


def part(doc: Doc, forms: dict[str, list[Name]], kinds: dict[str, Kind | None], context: Context) -> None:
    """Give each place of a shared name to the person or to the company.

    Args:
        doc: The document.
        forms: The places of each form; places of the shared name move to those of the full ones.
        kinds: What each form names.
        context: Votes for one place.
    """
    persons, companies = _bearers(forms, kinds)
    for shared in sorted(persons.keys() & companies.keys() & forms.keys()):
        person = min(persons[shared], key=lambda form: min(forms[form]))
        company = min(companies[shared], key=lambda form: min(forms[form]))
        named, earlier = min(forms[person]), min(forms[person]) < min(forms[company])
        for name in forms[shared]:
            leaning = _leaning(context(doc, name))
            is_person = name > named and (leaning > 0 or (leaning == 0 and earlier))
            meant = person if is_person else company
            forms[meant] = sorted([*forms[meant], name])
        forms[shared] = []


def _bearers(
    forms: dict[str, list[Name]], kinds: dict[str, Kind | None]
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """List, for each short name, the persons whose surname it is and the companies that it cuts short."""
    persons: dict[str, list[str]] = defaultdict(list)
    companies: dict[str, list[str]] = defaultdict(list)
    for form, places in forms.items():
        first, *others = form.split()
        if not places or not others:
            continue
        if kinds[form] is Kind.PERSON:
            persons[others[-1]].append(form)
        elif kinds[form] is Kind.ORG and TRADES.issuperset(word.lower().rstrip(",") for word in others):
            companies[first].append(form)
    return persons, companies


def _leaning(votes: Iterable[Vote]) -> float:
    """Weigh what speaks for a person against what speaks for a company."""
    signs = {Kind.PERSON: 1.0, Kind.ORG: -1.0}
    return sum(signs.get(vote.kind, 0.0) * vote.weight for vote in votes)
