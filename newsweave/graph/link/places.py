"""What speaks for and against a place: what it is, what the document names beside it, what the text calls it."""

from math import log10

from newsweave.graph.link.context import Context
from newsweave.graph.link.points import Feature, Point
from newsweave.graph.link.wholes import lies_in, words
from newsweave.knowledge.types import Candidate, Fit, Item

_SORT = {
    "country": (2.0, "It is a country."),
    "former": (1.0, "It was a country."),
    "capital": (1.4, "It is a capital."),
    "region": (0.3, "It is a region of a country."),
}
_FOCUS = 2.0  # points if all other names in the document speak for the candidate's country
_AWAY = -1.0  # if several speak and none does
_TOWNS = frozenset({"capital", "city"})
_TOWN = 100_000  # inhabitants from which a town is meant rather than the region of its name
_ENOUGH = 3  # so many voices are full weight


def strangers(candidate: Candidate, context: Context) -> Point | None:
    """Doubt a place that is mostly called by names that the base does not know as its: another thing was joined."""
    share = context.named.get(candidate.item.id, 1.0)
    if context.odd and share < 1.0:
        return Point(-5.0, f"It is also called {context.odd!r}, which is no name of it.")
    return Point(-5.0 * (1.0 - share), "It is also called by names that are not known as its.") if share < 1.0 else None


def direction(_: Candidate, context: Context) -> Point | None:
    """Turn down names that are mostly directions: "the West" is no region of Cameroon."""
    never = words()["parts"]["never"]
    return Point(-10.0, f"{context.name!r} is mostly a direction.") if context.name in never else None


def team(_: Candidate, context: Context) -> Point | None:
    """Turn down a place that plays: "England beat Samoa" tells of two teams."""
    return Point(-6.0, "The text tells of a match: a team is meant.") if context.playing else None


def sort(candidate: Candidate, _: Context) -> Point | None:
    """Favour what is named most often: countries, then capitals."""
    found = _SORT.get(candidate.item.sort)
    return Point(*found) if found else None


def size(candidate: Candidate, _: Context) -> Point | None:
    """Favour towns of many inhabitants: nothing at 100,000, 0.8 for ten times as many."""
    item = candidate.item
    if item.sort in {"country", "former"} or not item.population:
        return None
    most = 0.5 if item.sort == "region" else 2.0
    weight = min(most, max(-1.5, 0.8 * (log10(item.population) - 5)))
    return Point(weight, f"It has {item.population:,} inhabitants.")


def focus(candidate: Candidate, context: Context) -> Point | None:
    """Favour the countries that the other names of the document speak for."""
    item = candidate.item
    total = sum(context.countries.values())
    if not item.country or not total:
        return None
    share = context.countries.get(item.country, 0) / total
    if item.sort == "region":  # a region is named among its neighbours, a namesake country among countries
        inland = sum(context.inland.values())
        share = max(share / 4, context.inland.get(item.country, 0) / inland if inland else 0.0)
    if share:
        return Point(_FOCUS * share * min(1.0, total / _ENOUGH), f"Other names in the document are of {item.country}.")
    if item.sort == "country":
        return _outnumbered(item, context)
    mild = 0.3 if item.sort == "capital" or item.population > 1_000_000 else 1.0
    return Point(_AWAY * mild * min(1.0, total / _ENOUGH), f"No other name in the document is of {item.country}.")


def _outnumbered(item: Item, context: Context) -> Point | None:
    """Doubt a country where a region of the same name fits the towns of the document: Georgia in the South."""
    namesakes = {each.item.country for each in context.candidates if each.item.sort == "region"} - {item.country}
    inland = sum(count for country, count in context.inland.items() if country in namesakes)
    if not inland:
        return None
    return Point(_AWAY * min(1.0, inland / _ENOUGH), "The document names towns of a namesake's country.")


def dateline(candidate: Candidate, context: Context) -> Point | None:
    """Favour a town where the name opens an article: "WASHINGTON -", "GENEVA (AP)"."""
    town = candidate.item.sort in _TOWNS
    return Point(1.5, "It opens the article as the place of writing.") if town and context.dateline else None


def namesake(candidate: Candidate, context: Context) -> Point | None:
    """Settle namesakes of one country: a large town comes before its region, a region or country before the rest."""
    item = candidate.item
    others = [each.item for each in context.candidates if each.item.country == item.country and each.item.id != item.id]
    large = [other for other in others if other.sort in _TOWNS and other.population >= _TOWN]
    if item.sort == "region" and context.rank != "region" and large:
        return Point(-2.0, f"{large[0].name}, a large town of its country, has its name.")
    if item.sort in _TOWNS and any(other.sort == "country" for other in others):
        return Point(-2.0, "Its country has its name.")
    if item.sort in _TOWNS and item.population < _TOWN and any(other.sort == "region" for other in others):
        return Point(-2.0, "A region of its country has its name, and the town is small.")
    return None


def rank(candidate: Candidate, context: Context) -> Point | None:
    """Believe the word beside the name: "Washington state", "the Kazakh city of Almaty"."""
    if not context.rank:
        return None
    mine = "region" if candidate.item.sort == "region" else "town"
    if mine == context.rank:
        return Point(2.0, f"The text calls it a {mine}.")
    return Point(-6.0 if context.rank == "county" else -2.0, f"The text calls it a {context.rank}.")


def home(candidate: Candidate, context: Context) -> Point | None:
    """Favour a region or country if a place that lies in it is named."""
    place = context.parents.get(candidate.item.id)
    return Point(2.0, f"{place!r}, which lies in it, is named in the document.") if place else None


def within(candidate: Candidate, context: Context) -> Point | None:
    """Believe what the text says a place lies in, and doubt every place elsewhere."""
    for whole in context.wholes:
        if any(lies_in(candidate.item, item) for item in whole.items):
            return Point(5.0, f"The text says that it lies in {whole.words!r}.")
    for whole in context.wholes:
        another = any(lies_in(each.item, item) for each in context.candidates for item in whole.items)
        if another or (whole.sure and candidate.item.sort not in {"country", "former"}):
            return Point(-5.0, f"The text says that it lies in {whole.words!r}.")
    return None


def unlikely(candidate: Candidate, context: Context) -> Point | None:
    """Turn down a name that is seldom meant, unless the text says where it lies or the country is in focus."""
    country = candidate.item.country
    if candidate.fit is not Fit.WEAK or any(lies_in(candidate.item, i) for w in context.wholes for i in w.items):
        return None
    return None if country and context.countries.get(country) else Point(-10.0, "Nothing in the document supports it.")


FEATURES: tuple[Feature, ...] = (
    strangers,
    direction,
    team,
    sort,
    size,
    dateline,
    rank,
    namesake,
    home,
    within,
    focus,
    unlikely,
)
