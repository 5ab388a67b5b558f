"""Quotes as RDF: who said what, to whom, where, in which words of which sentence."""

from collections.abc import Iterator

from pyoxigraph import Triple

from newsweave.exports.rdf.scene import Scene
from newsweave.exports.rdf.terms import Pair, about, term, text
from newsweave.types import Quote


def quotes(scene: Scene) -> Iterator[Triple]:
    """Write each quote."""
    for quote in scene.part.quotes:
        yield from about(scene.names("quote", quote.id), *_quote(scene, quote))


def _quote(scene: Scene, quote: Quote) -> Iterator[Pair]:
    language = scene.language(quote.content)
    yield term("rdf:type"), term("nw:Quote")
    yield term("nw:quoteKind"), text(quote.kind)
    yield term("nw:speaker"), scene.participant(quote.speaker)
    yield term("nw:cue"), text(quote.cue, language)
    yield term("nw:content"), text(scene.words(quote.content), language)
    yield term("nw:contentSpan"), scene.names.span(quote.content) if scene.evidence else None
    yield term("nw:addressee"), scene.participant(quote.addressee)
    yield term("nw:medium"), scene.participant(quote.medium)
    yield from dict.fromkeys(pair for each in quote.evidence for pair in scene.standing(each))
