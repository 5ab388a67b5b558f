"""Any service that speaks the W3C Reconciliation Service API v0.2.

Specification: https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/, in it "Service
Manifest", "Reconciliation Queries", "Reconciliation Query Responses" and "Data Extension Service". Wikidata, GND,
VIAF, ROR and our own `newsweave kb serve` speak it.

A service's `match` is not read at all: what it is sure of was seen to be wrong too often. Its score goes into
`Candidate.score`, one feature among those that choose.
"""

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from newsweave.knowledge.online.cache import Cache
from newsweave.knowledge.online.fitting import fitted, ranked
from newsweave.knowledge.online.http import Client
from newsweave.knowledge.online.spaces import Space, details, kind_of, space
from newsweave.knowledge.online.trouble import Trouble
from newsweave.knowledge.types import Candidate, Item
from newsweave.types import Kind

VERSION = "0.2"
_BATCH = 10  # queries in one request: what public services bear, and OpenRefine sends
_FOUND = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a service says of itself, as far as it matters here.

    Attributes:
        name: Of the service.
        space: What its ids and types are.
        extends: Whether it tells properties of what it found.
    """

    name: str
    space: Space
    extends: bool


class Reconciliation:
    """A knowledge base that asks a reconciliation service.

    Args:
        client: Asks.
        cache: Remembers.
        endpoint: Address of the service, where its manifest is.
    """

    def __init__(self, client: Client, cache: Cache, *, endpoint: str) -> None:
        self._client, self._cache, self._endpoint = client, cache, endpoint
        self._service = f"reconciliation@1 {endpoint}"
        self._known: Manifest | None = None

    def candidates(self, name: str, kind: Kind | None = None, limit: int = 20) -> Sequence[Candidate]:
        """Return what a name may mean, as `KnowledgeBase.candidates`.

        Raises:
            ServiceError: The service does not answer, or speaks another version.
        """
        return next(self._answers([(name, kind)], limit))

    def candidates_of(self, names: Iterable[tuple[str, Kind | None]]) -> Iterator[Sequence[Candidate]]:
        """Answer many names, ten a request."""
        rest = iter(names)
        while some := list(islice(rest, _BATCH)):
            yield from self._answers(some, _FOUND)

    def item(self, identifier: str) -> Item | None:
        """Return an item by its id; services answer an id that is asked as a name."""
        manifest = self._manifest()
        if manifest is None:
            return None
        rows = self._results(manifest, [(manifest.space.bare(identifier), None)])[0]
        found = [row for row in rows if manifest.space.prefix + row["id"] == identifier]
        return next(iter(self._items(manifest, found, None).values()), None)

    @property
    def fingerprint(self) -> str:
        """Name the address and what is known: the cache if offline, else the day."""
        return f"{self._service} {self._cache.fingerprint(self._service)}"

    @property
    def attribution(self) -> tuple[str, ...]:
        """Name the service."""
        manifest = self._manifest()
        return (f"Linked with {manifest.name if manifest else 'a reconciliation service'} ({self._endpoint})",)

    def extend(self, identifiers: Iterable[str], properties: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Ask for properties of things ("Data Extension Queries").

        Args:
            identifiers: As the service writes them.
            properties: The service's properties.

        Returns:
            For each thing the cells by property, as the service wrote them.
        """
        query = {"ids": sorted(identifiers), "properties": [{"id": pid} for pid in sorted(properties)]}
        answer = self._client.post(self._endpoint, {"extend": json.dumps(query)}, _check_rows)
        return {name: row for name, row in answer["rows"].items() if isinstance(row, dict)}

    def close(self) -> None:
        """Close the connection and the cache."""
        self._client.close()
        self._cache.close()

    def _answers(self, names: list[tuple[str, Kind | None]], limit: int) -> Iterator[Sequence[Candidate]]:
        manifest = self._manifest()
        found = self._results(manifest, names) if manifest else [[] for _ in names]
        for (name, kind), rows in zip(names, found, strict=True):
            items = self._items(manifest, rows, kind) if manifest else {}
            scores = _scores(rows)
            fit = (fitted(name, item, scores[at]) for at, item in items.items() if kind in (None, item.kind))
            yield ranked(filter(None, fit), limit)

    def _manifest(self) -> Manifest | None:
        """Return what the service says of itself; None if it may not be asked and was not before."""
        if self._known is None:
            body = self._remembered(["manifest"], lambda _: {"manifest": self._fetch_manifest()}).get("manifest")
            self._known = _manifest(body) if body else None
        return self._known

    def _fetch_manifest(self) -> dict[str, Any]:
        body = self._client.get(self._endpoint, check=_check_manifest)
        return {name: body[name] for name in ("name", "identifierSpace", "schemaSpace", "extend") if name in body}

    def _results(self, manifest: Manifest, names: list[tuple[str, Kind | None]]) -> list[list[dict[str, Any]]]:
        """Return the rows for each name, from the cache and the service."""
        keys = [json.dumps(_query(manifest, *name), ensure_ascii=False, sort_keys=True) for name in names]
        known = self._remembered(sorted(set(keys)), self._fetch_results)
        return [known.get(key) or [] for key in keys]

    def _fetch_results(self, keys: list[str]) -> dict[str, Any]:
        queries = {f"q{number}": json.loads(key) for number, key in enumerate(keys)}
        form = {"queries": json.dumps(queries, ensure_ascii=False)}
        answer = self._client.post(self._endpoint, form, lambda body, _: _check_results(body, queries))
        return {key: list(_rows(answer[f"q{number}"]["result"])) for number, key in enumerate(keys)}

    def _items(self, manifest: Manifest, rows: list[dict[str, Any]], asked: Kind | None) -> dict[int, Item]:
        """Make items of rows, by their place; with details where the service has them."""
        told = self._details(manifest, [row["id"] for row in rows])
        made = ((at, _item(manifest, row, told.get(row["id"], {}), asked)) for at, row in enumerate(rows))
        return {at: item for at, item in made if item}

    def _details(self, manifest: Manifest, names: list[str]) -> dict[str, Any]:
        if not manifest.extends or not manifest.space.properties:
            return {}
        properties = manifest.space.properties.values()

        def fetch(keys: list[str]) -> dict[str, Any]:
            rows = self.extend([key.removeprefix("extend ") for key in keys], properties)
            return {key: rows.get(key.removeprefix("extend "), {}) for key in keys}

        known = self._remembered(sorted({f"extend {name}" for name in names}), fetch)
        return {key.removeprefix("extend "): row or {} for key, row in known.items()}

    def _remembered(self, keys: list[str], fetch: Callable[[list[str]], dict[str, Any]]) -> dict[str, Any]:
        known = self._cache.get(self._service, keys)
        missing = [key for key in keys if key not in known]
        if missing and not self._cache.offline:
            fetched = fetch(missing)
            self._cache.put(self._service, fetched)
            known |= fetched
        return known


def _manifest(body: Mapping[str, Any]) -> Manifest:
    return Manifest(
        name=str(body["name"]),
        space=space(str(body["identifierSpace"]), str(body["schemaSpace"])),
        extends=isinstance(body.get("extend"), dict),
    )


def _query(manifest: Manifest, name: str, kind: Kind | None) -> dict[str, Any]:
    """Write a query; a list of types means any of them."""
    types = manifest.space.types(kind) if kind else ()
    query: dict[str, Any] = {"query": " ".join(name.split()), "limit": _FOUND}
    if len(types) > 1:
        return query | {"type": list(types), "type_strict": "any"}
    return query | ({"type": types[0]} if types else {})


def _rows(result: list[Any]) -> Iterator[dict[str, Any]]:
    """Tell what is well formed of a result, and no more of it than is read."""
    for row in result:
        if isinstance(row, dict) and isinstance(row.get("id"), str) and isinstance(row.get("name"), str):
            score = row.get("score")
            types = row.get("type")
            yield {
                "id": row["id"],
                "name": " ".join(row["name"].split()),
                "description": str(row.get("description") or ""),
                "score": score if isinstance(score, int | float) and math.isfinite(score) else 0,
                "type": types if isinstance(types, list) else [],
            }


def _scores(rows: list[dict[str, Any]]) -> list[float]:
    """Bring scores to 0 to 1: most services count to 100, some to 1, and some have no end."""
    scale = 100.0 if any(row["score"] > 1 for row in rows) else 1.0
    return [min(1.0, max(0.0, row["score"] / scale)) for row in rows]


def _item(manifest: Manifest, row: dict[str, Any], told: Mapping[str, Any], asked: Kind | None) -> Item | None:
    kind, sort = kind_of(row["type"]) or (asked, "")
    if kind is None or not row["name"]:
        return None
    fields = details(told, manifest.space.properties)
    links = manifest.space.links(row["id"]) | fields.pop("links")
    made = {"sort": sort, "description": row["description"], "source": manifest.name} | fields
    return Item(id=manifest.space.prefix + row["id"], kind=kind, name=row["name"], links=links, **made)


# --- what is no answer


def _check_manifest(body: Any, _: Mapping[str, str]) -> Trouble | None:
    if not isinstance(body, dict) or not isinstance(body.get("name"), str):
        return Trouble(problem="shows no manifest of a reconciliation service", cure="check the address")
    versions = body.get("versions", ["0.1"])  # a manifest without says 0.1, which had no such field
    if not isinstance(versions, list) or VERSION not in versions:
        spoken = ", ".join(map(str, versions)) if isinstance(versions, list) else str(versions)
        problem = f"speaks version {spoken} of the Reconciliation API, we speak {VERSION}"
        return Trouble(problem=problem, cure=f"ask for an address of the service that speaks {VERSION}")
    if not isinstance(body.get("identifierSpace"), str) or not isinstance(body.get("schemaSpace"), str):
        return Trouble(problem="has a manifest without identifierSpace and schemaSpace", cure="tell its makers")
    return None


def _check_results(body: Any, queries: Iterable[str]) -> Trouble | None:
    for name in queries:
        answer = body.get(name) if isinstance(body, dict) else None
        if not isinstance(answer, dict) or not isinstance(answer.get("result"), list):
            said = f" ({str(body['message'])[:200]})" if isinstance(body, dict) and "message" in body else ""
            return Trouble(problem=f"answered without results{said}")
    return None


def _check_rows(body: Any, _: Mapping[str, str]) -> Trouble | None:
    rows = body.get("rows") if isinstance(body, dict) else None
    return None if isinstance(rows, dict) else Trouble(problem="answered without rows of properties")
