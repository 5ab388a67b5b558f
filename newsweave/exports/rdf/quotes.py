"""Quotes as RDF: who said what, to whom, where, in which words of which sentence."""

from collections.abc import Iterator

from newsweave.exports.rdf.scene import Scene
from newsweave.types import Quote


def quotes(scene: Scene) -> Iterator[str]:
    """Write each quote."""
    for quote in scene.part.quotes:
        yield scene.pen.block(scene.pen.node("quote", quote.id), _quote(scene, quote))


def _quote(scene: Scene, quote: Quote) -> Iterator[str]:
    pen, language = scene.pen, scene.language(quote.content)
    yield from pen.is_a("nw:Quote")
    yield pen.often("nw:quoteKind", quote.kind)
    yield pen.pair("nw:speaker", scene.participant(quote.speaker))
    yield pen.often("nw:cue", quote.cue, language)
    yield pen.text("nw:content", scene.words(quote.content), language)
    yield pen.pair("nw:contentSpan", pen.span(quote.content)) if scene.evidence else ""
    yield pen.pair("nw:addressee", scene.participant(quote.addressee))
    yield pen.pair("nw:medium", scene.participant(quote.medium))
    yield from dict.fromkeys(pair for each in quote.evidence for pair in scene.standing(each))
