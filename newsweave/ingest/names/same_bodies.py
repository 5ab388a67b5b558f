"""Which names mean the same body: acronyms, names cut short, heads that stand alone."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from newsweave.ingest.names.cues import cues
from newsweave.ingest.names.gazetteer import gazetteer
from newsweave.ingest.names.legal import COMMON_PARTY, LEADING, LEGAL, TRADES
from newsweave.ingest.names.name import Name
from newsweave.types import Kind

_SMALL = frozenset("of the and for in on at de la du des der von van & to".split())
_MEDIA = frozenset("news tv radio television online newspaper magazine .com agency airlines".split())


def defined(doc: Doc, forms: dict[str, list[Name]], kinds: dict[str, Kind | None]) -> Iterator[tuple[str, str]]:
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


def renamed(doc: Doc, forms: dict[str, list[Name]], kinds: dict[str, Kind | None]) -> Iterator[tuple[str, str]]:
    """Join "The Swedish Security Service, Säpo, said": one word between commas behind a body that its head tells."""
    ending = {
        name.end: form
        for form, places in forms.items()
        if kinds[form] is Kind.ORG and " " in form and form.split()[-1].lower() in cues().heads[Kind.ORG]
        for name in places
    }
    for form, places in forms.items():
        for name in places if " " not in form and not gazetteer().readings(form) else ():
            long = ending.get(name.start - 1)
            between = long and doc[name.start - 1].text == "," and name.end < len(doc) and doc[name.end].text == ","
            apposed = doc[name.start].dep_ == "appos" and doc[name.start].head.i == name.start - 2
            if long and between and long != form and apposed:
                yield long, form


def _is_acronym(form: str) -> bool:
    letters = form.replace(".", "").replace("-", "")
    return " " not in form and 2 <= len(letters) <= 8 and sum(ch.isupper() for ch in letters) >= len(letters) - 1


def acronyms(forms: Iterable[str], kinds: dict[str, Kind | None]) -> Iterator[tuple[str, str]]:
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


def short_organisations(forms: dict[str, list[Name]], kinds: dict[str, Kind | None]) -> Iterator[tuple[str, str]]:
    """Join "Jenoptik" to "Jenoptik AG", "State Department" to "US State Department"."""
    bodies = [form for form in forms if kinds[form] is Kind.ORG]
    for form in bodies:
        longer = {
            other for other in bodies if other != form and _is_shortened(form.split(), _parts(other), set(bodies))
        }
        if _is_chain(longer):
            yield min(longer, key=len), form
    for bare, form in bare_names(forms, kinds).items():
        yield form, bare


def bare_names(forms: dict[str, list[Name]], kinds: dict[str, Kind | None]) -> dict[str, str]:
    """Map names to those of the companies that they cut short, whatever the model takes them for.

    "Helvomed" is "Helvomed AG" wherever it stands; "Veldkamp" is "Veldkamp Logistics" if no person of that name is
    named before.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for form in forms:
        parts = _parts(form)
        if kinds[form] is not Kind.ORG or len(parts) < 2:
            continue
        for size in range(len(parts) - 1, 0, -1):
            last = parts[size].lower()
            bare = " ".join(parts[:size])
            if last not in TRADES and not (last == "party" and not COMMON_PARTY.issuperset(bare.lower().split())):
                break
            if _may_be_short(bare, form, forms, kinds) and (last in LEGAL or not _is_surname(bare, form, forms, kinds)):
                found[bare].add(form)
        bare = " ".join(parts[1:])
        if parts[0].lower() in LEADING and bare in forms:
            found[bare].add(form)
    return {bare: min(longer, key=len) for bare, longer in found.items() if _is_chain(longer)}


def _parts(form: str) -> list[str]:
    """Cut a name into words, without the comma before "Inc."."""
    return [part.rstrip(",") for part in form.split() if part != ","]


def _may_be_short(bare: str, form: str, forms: dict[str, list[Name]], kinds: dict[str, Kind | None]) -> bool:
    other = any(known.kind is not Kind.ORG for known in gazetteer().readings(bare))
    if bare not in forms or bare == form or other:
        return False
    legal = form.rsplit(maxsplit=1)[-1].lower() in LEGAL
    return legal or kinds[bare] is Kind.ORG or min(forms[form]) < min(forms[bare])


def _is_surname(bare: str, form: str, forms: dict[str, list[Name]], kinds: dict[str, Kind | None]) -> bool:
    """Tell whether a person of that name is named before the company."""
    bearers = (other for other in forms if kinds[other] is Kind.PERSON and other.split()[-1] == bare != other)
    return any(min(forms[other]) < min(forms[form]) for other in bearers)


def _is_chain(forms: Iterable[str]) -> bool:
    """Tell whether names are one name cut shorter: "Nordvik Pharma", "Nordvik Pharma ASA"."""
    ordered = sorted((" ".join(_parts(form)) for form in forms), key=len)
    return bool(ordered) and all(long.startswith(f"{short} ") for short, long in itertools.pairwise(ordered))


def heads(forms: Iterable[str], kinds: dict[str, Kind | None]) -> Iterator[tuple[str, str]]:
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
        return all(word in TRADES or word in _MEDIA for word in rest) or (len(short) > 1 and rest[0] in {"of", "for"})
    if long[-len(short) :] == short and len(short) > 1:
        lead = " ".join(long[:extra])
        known = gazetteer().best(lead)
        return lead in bodies or (known is not None and known.country is not None)
    return False
