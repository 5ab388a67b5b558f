"""What our own reconciliation service answers, as JSON values: decided here, sent by `newsweave.knowledge.serve`.

Specification: Reconciliation Service API v0.2, a section for each function:
https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

import html
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from newsweave import __version__
from newsweave.knowledge import wikidata_kinds
from newsweave.knowledge.types import Candidate, Fit, Item, KnowledgeBase
from newsweave.types import Kind

SPACE = "urn:newsweave:item:"
SCHEMA = "urn:newsweave:schema:"
MAX_BATCH = 100
MAX_NAME = 1_000  # characters of a query
_MAX_RESULTS = 100
_RESULTS = 10
_SCORES = {Fit.NAME: 100.0, Fit.ALIAS: 90.0, Fit.FOLDED: 75.0, Fit.WEAK: 50.0}
_SURE = (Fit.NAME, Fit.ALIAS)
_LABELS = {
    Kind.PERSON: "person",
    Kind.ORG: "organisation",
    Kind.PLACE: "place",
    Kind.NORP: "nationality, religion or ethnicity",
    Kind.EVENT: "event",
    Kind.WORK: "work",
    Kind.PRODUCT: "product",
    Kind.LAW: "law",
}
_COUNTRY = ("country", "P17", "P27")  # property ids that queries may use for a country

# What data extension tells of an item, by property.
_TEXTS: Mapping[str, Callable[[Item], Iterable[str | None]]] = {
    "name": lambda item: [item.name],
    "description": lambda item: [item.description],
    "sort": lambda item: [item.sort],
    "aliases": lambda item: item.aliases,
    "weak": lambda item: item.weak,
    "people": lambda item: item.people,
    "country": lambda item: [item.country],
    "parent": lambda item: [item.parent],
    "acts_for": lambda item: [item.acts_for],
    "start": lambda item: [item.start],
    "end": lambda item: [item.end],
    "wikidata": lambda item: [item.links.get("wikidata")],
    "geonames": lambda item: [item.links.get("geonames")],
}
_NUMBERS: Mapping[str, Callable[[Item], float | None]] = {
    "latitude": lambda item: item.latitude,
    "longitude": lambda item: item.longitude,
    "population": lambda item: item.population or None,
    "popularity": lambda item: item.popularity or None,
}
PROPERTIES = (*_TEXTS, *_NUMBERS)


class BadRequestError(Exception):
    """A request that is not as the specification has it; the message goes back to who sent it."""


def manifest(base: KnowledgeBase, root: str) -> dict[str, Any]:
    """Return the "Service Manifest".

    Args:
        base: What is served.
        root: Address of the service, without a slash at its end.
    """
    return {
        "versions": ["0.2"],
        "name": "Newsweave knowledge base",
        "identifierSpace": SPACE,
        "schemaSpace": SCHEMA,
        "serviceVersion": f"{__version__} {base.fingerprint}",
        "defaultTypes": [_type(kind) for kind in (Kind.PERSON, Kind.ORG, Kind.PLACE)],
        "view": {"url": f"{root}/item?id={{{{id}}}}"},
        "preview": {"url": f"{root}/preview?id={{{{id}}}}", "width": 400, "height": 120},
        "suggest": {
            name: {"service_url": root, "service_path": f"/suggest/{name}"} for name in ("entity", "type", "property")
        },
        "extend": {"propose_properties": {"service_url": root, "service_path": "/properties"}, "property_settings": []},
    }


def results(base: KnowledgeBase, text: str) -> dict[str, Any]:
    """Return the "Reconciliation Query Responses" to a batch, written as JSON.

    Raises:
        BadRequestError: It is not as the specification has it.
    """
    queries = _object(text, "queries")
    if len(queries) > MAX_BATCH:
        raise BadRequestError(f"{len(queries)} queries in one request; at most {MAX_BATCH} are answered")
    return {name: {"result": list(_result(base, query, f"query {name!r}"))} for name, query in queries.items()}


def extension(base: KnowledgeBase, text: str) -> dict[str, Any]:
    """Return the "Data Extension Response" to a query, written as JSON.

    Raises:
        BadRequestError: It is not as the specification has it.
    """
    query = _object(text, "extend")
    ids, asked = query.get("ids"), query.get("properties")
    if not _strings(ids) or not isinstance(asked, list) or len(ids or ()) > MAX_BATCH * 10:
        raise BadRequestError("extend needs a list of ids, not too many, and a list of properties")
    pids = [str(one.get("id")) for one in asked if isinstance(one, dict)]
    unknown = sorted({pid for pid in pids if pid not in PROPERTIES})
    if unknown:
        raise BadRequestError(f"no such property: {', '.join(unknown)}; available: {', '.join(PROPERTIES)}")
    items = {name: base.item(name) for name in ids or ()}
    rows = {name: {pid: _cells(item, pid) if item else [] for pid in pids} for name, item in items.items()}
    return {"meta": [{"id": pid, "name": pid} for pid in pids], "rows": rows}


def suggestions(base: KnowledgeBase, sort: str, prefix: str) -> dict[str, Any]:
    """Return a "Suggest Response" for entities, types or properties. Entities are found by whole names."""
    prefix = prefix.strip()[:MAX_NAME]
    if sort == "entity":
        found = [_row(each) for each in _found(base, prefix, None, _RESULTS)]
        keys = ("id", "name", "description")
        return {"result": [{key: row[key] for key in keys} | {"notable": row["type"]} for row in found]}
    rows = [_type(kind) for kind in Kind] if sort == "type" else [{"id": pid, "name": pid} for pid in PROPERTIES]
    start = prefix.casefold()
    return {"result": [row for row in rows if row["id"].casefold().startswith(start) or start in row["name"]]}


def proposals(limit: int) -> dict[str, Any]:
    """Return the "Property Proposals" for data extension."""
    return {"limit": limit, "properties": [{"id": pid, "name": pid} for pid in PROPERTIES[:limit]]}


def preview(item: Item) -> str:
    """Return an HTML page about an item ("Preview Service")."""
    name, description, sort = (html.escape(text) for text in (item.name, item.description, item.sort))
    facts = [
        ("kind", f"{_LABELS[item.kind]}{f' ({sort})' if sort else ''}"),
        ("country", html.escape(item.country or "")),
        ("also", html.escape(", ".join(item.aliases[:8]))),
        ("ids", html.escape(", ".join(f"{scheme} {value}" for scheme, value in sorted(item.links.items())))),
    ]
    rows = "".join(f"<dt>{label}</dt><dd>{fact}</dd>" for label, fact in facts if fact)
    head = f'<meta charset="utf-8"><title>{name}</title><style>body{{font:14px sans-serif}}dt{{color:#666}}</style>'
    body = f"<b>{name}</b> {description}<dl>{rows}</dl>"
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>'


def _result(base: KnowledgeBase, query: Any, place: str) -> Iterator[dict[str, Any]]:
    if not isinstance(query, dict):
        raise BadRequestError(f"{place} is no object")
    name, limit = query.get("query", ""), query.get("limit", _RESULTS)
    if not isinstance(name, str) or len(name) > MAX_NAME:
        raise BadRequestError(f"{place} has no text of at most {MAX_NAME} characters in 'query'")
    if not isinstance(limit, int | float) or isinstance(limit, bool) or not 1 <= limit <= 1e6:
        raise BadRequestError(f"{place} has a limit that is no number above 0")
    kinds, countries = _kinds(query.get("type"), place), set(_countries(base, query.get("properties"), place))
    of_country = [
        each
        for each in _found(base, name.strip(), kinds, _MAX_RESULTS)
        if not countries or each.item.country in countries
    ]
    sure = len([each for each in of_country if each.fit in _SURE]) == 1
    for each in of_country[: min(int(limit), _MAX_RESULTS)]:
        yield _row(each) | {"match": sure and each.fit in _SURE}


def _found(base: KnowledgeBase, name: str, kinds: Sequence[Kind] | None, limit: int) -> list[Candidate]:
    """Return what a name may mean; a name that is an id means its item."""
    if not name:
        return []
    item = base.item(name)
    if item:
        return [Candidate(item=item, fit=Fit.NAME)] if kinds is None or item.kind in kinds else []
    if kinds is None:
        return list(base.candidates(name, None, limit))
    return [each for kind in kinds for each in base.candidates(name, kind, limit)]


def _kinds(types: Any, place: str) -> list[Kind] | None:
    """Read types: ours, or those of Wikidata that mean a kind; None if any will do."""
    named = [types] if isinstance(types, str) else types or []
    if not _strings(named):
        raise BadRequestError(f"{place} has a type that is no text and no list of texts")
    kinds = []
    for name in filter(None, named):
        root = wikidata_kinds.root([name])
        if name not in Kind.__members__ and not root:
            raise BadRequestError(f"{place} has an unknown type {name!r}; available: {', '.join(Kind)}")
        kinds.append(root.kind if root else Kind(name))
    return list(dict.fromkeys(kinds)) or None


def _countries(base: KnowledgeBase, properties: Any, place: str) -> Iterator[str]:
    """Tell the countries that results are limited to: codes, or ids of items that are in them."""
    if not isinstance(properties, list | None):
        raise BadRequestError(f"{place} has properties that are no list")
    for one in properties or ():
        if not isinstance(one, dict) or "pid" not in one or "v" not in one:
            raise BadRequestError(f"{place} has a property without 'pid' and 'v'")
        values = one["v"] if isinstance(one["v"], list) else [one["v"]]
        for value in values if one["pid"] in _COUNTRY else []:
            name = str(value.get("id", "")) if isinstance(value, dict) else str(value).strip()
            item = base.item(name) or (base.item(f"wd:{name}") if name.startswith("Q") else None)
            yield (item.country or "") if item else name.upper()


def _row(candidate: Candidate) -> dict[str, Any]:
    item = candidate.item
    return {
        "id": item.id,
        "name": item.name,
        "description": item.description,
        "score": round(_SCORES[candidate.fit] * candidate.score, 1),
        "type": [_type(item.kind)],
        "features": [
            {"id": "fit", "value": _SCORES[candidate.fit]},
            {"id": "population", "value": item.population},
            {"id": "popularity", "value": item.popularity},
        ],
    }


def _cells(item: Item, pid: str) -> list[dict[str, Any]]:
    if pid in _TEXTS:
        return [{"str": text} for text in _TEXTS[pid](item) if text]
    number = _NUMBERS[pid](item)
    if number is None:
        return []
    return [{"int": number} if isinstance(number, int) else {"float": number}]


def _type(kind: Kind) -> dict[str, str]:
    return {"id": kind.value, "name": _LABELS[kind]}


def _strings(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


def _object(text: str, what: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadRequestError(f"{what} is no JSON ({error})") from error
    if not isinstance(value, dict):
        raise BadRequestError(f"{what} is no JSON object")
    return value
