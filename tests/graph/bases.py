"""A knowledge base of a few lines, for tests of linking."""

from collections.abc import Iterable, Iterator, Sequence

from newsweave.graph.names.keys import thing_key
from newsweave.knowledge.types import Candidate, Fit, Item
from newsweave.types import Kind


class TinyBase:
    """Knows the items that it is given; names fit in any case, and folded."""

    attribution = ("Made by hand.",)

    def __init__(self, *items: Item, name: str = "tiny@1") -> None:
        self._items = sorted(items, key=lambda item: item.id)
        self.fingerprint = name
        self.asked: list[str] = []

    def candidates(self, name: str, kind: Kind | None = None, limit: int = 20) -> Sequence[Candidate]:
        self.asked.append(name)
        found = [
            Candidate(item=item, fit=fit)
            for item in self._items
            if (kind is None or item.kind is kind) and (fit := _fit(name, item))
        ]
        return sorted(found, key=lambda each: (list(Fit).index(each.fit), -each.item.population, each.item.id))[:limit]

    def candidates_of(self, names: Iterable[tuple[str, Kind | None]]) -> Iterator[Sequence[Candidate]]:
        return (self.candidates(name, kind) for name, kind in names)

    def item(self, identifier: str) -> Item | None:
        return next((item for item in self._items if item.id == identifier), None)


def _fit(name: str, item: Item) -> Fit | None:
    for fit, names in ((Fit.NAME, (item.name,)), (Fit.ALIAS, item.aliases), (Fit.WEAK, item.weak)):
        if name.casefold() in (each.casefold() for each in names):
            return fit
    return Fit.FOLDED if thing_key(name) in map(thing_key, (item.name, *item.aliases)) else None


def place(
    identifier: str,
    name: str,
    sort: str,
    country: str,
    population: int = 0,
    *aliases: str,
    parent: str | None = None,
    acts_for: str | None = None,
) -> Item:
    """Make a place; its id in Wikidata is that of the item."""
    return Item(
        id=f"wd:{identifier}",
        kind=Kind.PLACE,
        sort=sort,
        name=name,
        aliases=tuple(sorted(aliases)),
        country=country,
        parent=parent,
        acts_for=acts_for,
        population=population,
        links={"wikidata": identifier},
        source="hand",
    )


WORLD = (
    place("Q230", "Georgia", "country", "GE", 3_700_000),
    place("Q1428", "Georgia", "region", "US", 10_700_000, parent="wd:Q30"),
    place("Q994", "Tbilisi", "capital", "GE", 1_100_000, parent="wd:Q230"),
    place("Q23556", "Atlanta", "city", "US", 500_000, parent="wd:Q1428"),
    place("Q37836", "Savannah", "city", "US", 150_000, parent="wd:Q1428"),
    place("Q30", "United States", "country", "US", 330_000_000, "America", "U.S."),
    place("Q142", "France", "country", "FR", 67_000_000),
    place("Q159", "Russia", "country", "RU", 146_000_000),
    place("Q649", "Moscow", "capital", "RU", 12_500_000, parent="wd:Q159", acts_for="gov:RU"),
    place("Q133274", "Kremlin", "seat", "RU", parent="wd:Q159", acts_for="gov:RU"),
    Item(id="gov:RU", kind=Kind.ORG, sort="government", name="Government of Russia", country="RU", parent="wd:Q159"),
    place("Q239", "Brussels", "capital", "BE", 1_200_000, acts_for="wd:Q458"),
    Item(id="wd:Q458", kind=Kind.ORG, sort="organisation", name="European Union", links={"wikidata": "Q458"}),
    place("Q90", "Paris", "capital", "FR", 2_140_000, parent="wd:Q142", acts_for="gov:FR"),
    Item(id="gov:FR", kind=Kind.ORG, sort="government", name="Government of France", country="FR", parent="wd:Q142"),
    place("Q830149", "Paris", "city", "US", 25_000, parent="wd:Q1439"),
    place("Q1439", "Texas", "region", "US", 29_000_000, parent="wd:Q30"),
    place("Q1204", "Illinois", "region", "US", 12_700_000, parent="wd:Q30"),
    place("Q28515", "Springfield", "city", "US", 117_000, parent="wd:Q1204"),
    place("Q49158", "Springfield", "city", "US", 155_000, parent="wd:Q771"),
    place("Q810", "Jordan", "country", "JO", 10_000_000),
    place("Q85", "Cairo", "capital", "EG", 9_500_000),
)
