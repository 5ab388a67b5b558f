"""Open triples without a verb: what an apposition or a title says somebody is.

    Rao, the head of the union,          Rao | is | the head of the union
    Peru's largest city, Lima            Lima | is | Peru's largest city
    U.S. Secretary of State Ann Lee      Ann Lee | is | U.S. Secretary of State

"is" is the one word that a triple may have and the text not.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from newsweave.ingest.reading import is_finite
from newsweave.ingest.triples.arguments import Arguments
from newsweave.ingest.triples.heads import conjuncts, is_time
from newsweave.ingest.triples.titles import Run
from newsweave.ingest.triples.types import Open

_NEAR = 30  # tokens
_BETWEEN = frozenset({",", "–", "—", "-"})


def appositions(arguments: Arguments, token: Token) -> Iterator[Open]:
    """Yield what an apposition or the title before a name says; nothing for other tokens."""
    if token.dep_ == "appos":
        yield from _apposition(arguments, token)
    named = arguments.reading.at(token.i)
    if named is not None and named.start == token.i:
        title = arguments.titles.before(named)
        if title is not None:
            yield Open((named.start, named.end), "is", title, token.i, token.i, "triples.title@1", 0.8)


def _apposition(arguments: Arguments, token: Token) -> Iterator[Open]:
    head = token.head
    if not (head.tag_.startswith("NN") and token.tag_.startswith("NN")) or is_time(head) or is_time(token):
        return
    if head.doc[token.left_edge.i - 1].text not in _BETWEEN or token.i < head.i:
        return
    if any(is_finite(between) for between in head.doc[head.i + 1 : token.left_edge.i][:_NEAR]):
        return
    names = arguments.reading.at(head.i), arguments.reading.at(token.i)
    if names[0] is not None and names[1] is not None:  # "Lima, Peru"
        return
    if names[1] is not None:
        yield _is((names[1].start, names[1].end), arguments.described(head, after=False), token)
        return
    who = (names[0].start, names[0].end) if names[0] is not None else arguments.described(head, after=False)
    for each in conjuncts(token):
        start, end = arguments.described(each, after=False)
        if end < len(head.doc) and is_finite(head.doc[end]):  # "According to Rao, the work goes on"
            return
        if names[0] is not None or head.doc[start].tag_ == "DT":
            yield _is(who, (start, end), token)


def _is(subject: Run, what: Run, token: Token) -> Open:
    return Open(subject, "is", what, token.i, token.i, "triples.apposition@1", 0.8)
