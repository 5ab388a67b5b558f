"""Wikidata, or another Wikibase, by the MediaWiki Action API.

Specifications: https://www.wikidata.org/w/api.php?action=help&modules=wbsearchentities, modules=wbgetentities and
modules=query%2Bsearch; https://www.mediawiki.org/wiki/Manual:Maxlag_parameter. A name costs one request, two where
its beginning is not found; fifty things that were found cost one more.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any

from newsweave.knowledge import wikidata_entity, wikidata_kinds
from newsweave.knowledge.online.cache import Cache
from newsweave.knowledge.online.fitting import fitted, ranked
from newsweave.knowledge.online.http import Client
from newsweave.knowledge.online.trouble import Trouble, retry_after
from newsweave.knowledge.types import Candidate, Item
from newsweave.knowledge.wikidata_entity import ATTRIBUTION, PREFIX, Draft
from newsweave.types import Kind

API = "https://www.wikidata.org/w/api.php"
_VERSION = "wikidata@1"
_BATCH = 50  # ids in one wbgetentities, and results of one search: the API's limits for everybody
_NAMES = 25  # names looked up together; what they mean shares requests
_FOUND = 20  # results wanted for a name: what it usually means is among the first few
_PROPS = "labels|aliases|descriptions|claims|sitelinks"
_LAG = "5"  # seconds that the servers may lag before we stand back; the value that API:Etiquette gives
_AGAIN = ("maxlag", "ratelimited", "readonly", "internal_api_error")
_ID = re.compile(r"Q[1-9]\d{0,11}")
_OPERATORS = re.compile(r'["~*?\\!:()\[\]{}|<>=/]+')  # of CirrusSearch: a name is no query


class Wikidata:
    """A knowledge base that asks Wikidata.

    Args:
        client: Asks.
        cache: Remembers.
        api: Address of api.php.
        language: BCP 47 tag of the names that are searched; items have English names.
    """

    def __init__(self, client: Client, cache: Cache, *, api: str = API, language: str = "en") -> None:
        self._client, self._cache, self._api, self._language = client, cache, api, language
        self._service = f"{_VERSION} {api}"
        self._drafts: dict[str, Draft] = {}

    def candidates(self, name: str, kind: Kind | None = None, limit: int = 20) -> Sequence[Candidate]:
        """Return what a name may mean, as `KnowledgeBase.candidates`.

        Raises:
            ServiceError: Wikidata does not answer.
        """
        return next(self._answers([(name, kind)], limit))

    def candidates_of(self, names: Iterable[tuple[str, Kind | None]]) -> Iterator[Sequence[Candidate]]:
        """Answer many names, some at a time, so that they share requests."""
        rest = iter(names)
        while some := list(islice(rest, _NAMES)):
            yield from self._answers(some, _FOUND)

    def item(self, identifier: str) -> Item | None:
        """Return an item by its id, "wd:Q232" or "Q232"."""
        name = identifier.removeprefix(PREFIX)
        if not _ID.fullmatch(name):
            return None
        return next(iter(self._items([name])), None)

    @property
    def fingerprint(self) -> str:
        """Name the address, the language, and what is known: the cache if offline, else the day."""
        return f"{self._service} {self._language} {self._cache.fingerprint(self._service)}"

    @property
    def attribution(self) -> tuple[str, ...]:
        """Wikidata is in the public domain and asks to be named."""
        return (ATTRIBUTION,)

    def close(self) -> None:
        """Close the connection and the cache."""
        self._client.close()
        self._cache.close()

    def _answers(self, names: list[tuple[str, Kind | None]], limit: int) -> Iterator[Sequence[Candidate]]:
        found = [self._search(" ".join(name.split()), kind) for name, kind in names]
        items = {item.id: item for item in self._items(dict.fromkeys(one for ids in found for one in ids))}
        for (name, kind), ids in zip(names, found, strict=True):
            meant = [items[PREFIX + one] for one in ids if PREFIX + one in items]
            of_kind = [item for item in meant if kind in (None, item.kind)]
            yield ranked(filter(None, (fitted(name, item) for item in of_kind)), limit)

    # --- search

    def _search(self, name: str, kind: Kind | None) -> list[str]:
        """Return ids that a name may mean: by the beginnings of names, else by words anywhere in them."""
        if not name:
            return []
        return self._named(name) or self._containing(name, kind)

    def _named(self, name: str) -> list[str]:
        query = {"action": "wbsearchentities", "search": name, "language": self._language, "type": "item"}
        return self._cached(f"search {self._language} {name}", query | {"limit": str(_FOUND)}, "search")

    def _containing(self, name: str, kind: Kind | None) -> list[str]:
        words = " ".join(_OPERATORS.sub(" ", name).split())
        if not words:
            return []
        text = f"{words} haswbstatement:P31=Q5" if kind is Kind.PERSON else words
        query = {"action": "query", "list": "search", "srsearch": text, "srnamespace": "0", "srlimit": str(_FOUND)}
        return self._cached(f"words {text}", query, "query", "search")

    def _cached(self, key: str, query: dict[str, str], *path: str) -> list[str]:
        known = self._cache.get(self._service, [key])
        if key not in known and not self._cache.offline:
            known = {key: list(_ids(_dig(self._get(query), path)))}
            self._cache.put(self._service, known)
        return known.get(key) or []

    def _get(self, query: dict[str, str]) -> Any:
        return self._client.get(self._api, query | {"format": "json", "formatversion": "2", "maxlag": _LAG}, _check)

    # --- entities

    def _items(self, names: Iterable[str]) -> Iterator[Item]:
        """Return the items of some ids; their countries' codes and their classes are looked up in batches too."""
        made = [draft for draft in self._entities(names).values() if draft.name]
        codes = {name: draft.iso for name, draft in self._entities(draft.country for draft in made).items()}
        self._above([name for draft in made if not wikidata_kinds.root(draft.classes) for name in draft.classes])
        for draft in made:
            if root := wikidata_kinds.climb(draft.classes, self._parents):
                yield wikidata_entity.item(draft, root, codes.get(draft.country) or None, self._service)

    def _above(self, classes: list[str]) -> None:
        """Fetch what lies above classes, level by level for all together, so that each climb finds it at hand."""
        level = set(classes)
        for _ in range(wikidata_kinds.DEPTH):
            level = {name for name in level if not wikidata_kinds.root([name]) and wikidata_kinds.possible([name])}
            level = {up for ups in self._parents(level).values() for up in ups} - level

    def _parents(self, names: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        return {name: draft.above for name, draft in self._entities(names).items()}

    def _entities(self, names: Iterable[str]) -> dict[str, Draft]:
        """Return entities by the ids that were asked for: from memory, then the cache, then Wikidata."""
        wanted = sorted({name for name in names if _ID.fullmatch(name)})
        unknown = [name for name in wanted if name not in self._drafts]
        known = self._cache.get(self._service, (f"entity {name}" for name in unknown))
        self._drafts |= {key.removeprefix("entity "): _revived(body) for key, body in known.items()}
        missing = iter([name for name in unknown if f"entity {name}" not in known])
        while not self._cache.offline and (some := list(islice(missing, _BATCH))):
            fetched = self._fetch(some)
            self._cache.put(
                self._service, {f"entity {name}": asdict(draft) if draft else None for name, draft in fetched}
            )
            self._drafts |= {name: draft or Draft(id=name) for name, draft in fetched}
        return {name: self._drafts[name] for name in wanted if name in self._drafts}

    def _fetch(self, names: list[str]) -> list[tuple[str, Draft | None]]:
        """Fetch entities; an answer that would be too large leaves some out, and these are asked for again."""
        query = {"action": "wbgetentities", "ids": "|".join(names), "props": _PROPS, "languages": "en|mul|en-us|en-gb"}
        entities = _dig(self._get(query), ("entities",))
        known = entities if isinstance(entities, dict) else {}
        by_id = {name: _draft(entity) for name, entity in known.items()}
        by_id |= {old: made for made in filter(None, list(by_id.values())) for old in (made.id, *made.redirected)}
        left = [name for name in names if name not in by_id]
        fetched = [(name, by_id[name]) for name in names if name in by_id]
        if len(names) == 1:
            return fetched or [(names[0], None)]
        parts = [left] if fetched else [left[: len(left) // 2], left[len(left) // 2 :]]
        return fetched + [each for part in parts if part for each in self._fetch(part)]


def _draft(entity: Any) -> Draft | None:
    if not isinstance(entity, dict) or "missing" in entity:
        return None
    try:
        return wikidata_entity.draft(entity)
    except (KeyError, TypeError, ValueError, AttributeError):  # one odd entity must not cost the other 49
        return None


def _revived(body: dict[str, Any] | None) -> Draft:
    values: dict[str, Any] = body or {"id": ""}
    tuples: dict[str, Any] = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
    return Draft(**values | tuples)


def _ids(rows: Any) -> Iterator[str]:
    """Tell the ids of results: `wbsearchentities` has them as ids, `list=search` as titles of pages."""
    for row in rows if isinstance(rows, list) else []:
        name = str(row.get("id") or row.get("title") or "") if isinstance(row, dict) else ""
        if _ID.fullmatch(name):
            yield name


def _dig(answer: Any, path: Iterable[str]) -> Any:
    for name in path:
        answer = answer.get(name, []) if isinstance(answer, dict) else []
    return answer


def _check(answer: Any, headers: Mapping[str, str]) -> Trouble | None:
    """Tell an error in a 200 answer; `maxlag` among them, with the lag for want of a Retry-After."""
    if not isinstance(answer, dict):
        return Trouble(problem="answered with JSON that MediaWiki does not write", cure="check the address of api.php")
    error = answer.get("error")
    if not isinstance(error, dict):
        return None
    code, info = str(error.get("code", "unknown")), str(error.get("info", ""))[:200]
    return Trouble(problem=f"reports {code}: {info}", again=code.startswith(_AGAIN), wait=retry_after(headers))
