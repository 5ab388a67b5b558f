"""A large graph of towns, made by count."""

from newsweave.graph import Graph
from newsweave.ids import make_document
from newsweave.types import Extraction, Kind
from tests.factory import make_entity, make_evidence, make_graph, make_mention, make_statement


def make_towns(number: int, each: int = 50) -> Graph:
    """Tie so many towns to one or two before them, a few dozen in an article."""
    return make_graph(*(_article(first, min(each, number - first)) for first in range(0, number, each)))


def _article(first: int, number: int) -> Extraction:
    names = [f"Town {first + index:05}" for index in range(number)]
    capital = "Capital"
    document = make_document("\n".join(f"{name} lies in {capital}." for name in names), title=f"Towns from {first}")
    towns = [make_entity(document, Kind.PLACE, name) for name in (capital, *names)]
    pairs = [(town, towns[index // 3]) for index, town in enumerate(towns) if index]
    return Extraction(
        document=document,
        pipeline="p",
        entities=tuple(towns),
        mentions=tuple(make_mention(document, town, town.name) for town in towns),
        statements=tuple(
            make_statement(one, "located_in", other, make_evidence(document, one.name)) for one, other in pairs
        ),
    )
