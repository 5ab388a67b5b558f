"""What the prepositions of a clause tie to its subject: "arrived in | Lima", "was built by | slaves".

The object stays in the relation: in "Rao removed his deputy from the post", "removed from" would tell of Rao.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from newsweave.ingest.grammar import clauses
from newsweave.ingest.triples.arguments import Arguments
from newsweave.ingest.triples.heads import conjuncts, is_argument, is_time
from newsweave.ingest.triples.types import Clause, Tie
from newsweave.ingest.triples.words import triple_words

_BE = frozenset("is are was were".split())
_WEAK = frozenset("the a same first other one this that".split())


def prepositional(arguments: Arguments, clause: Clause, objects: list[Token], held: tuple[int, ...]) -> Iterator[Tie]:
    """Yield what the prepositions of a verb lead to.

    Args:
        arguments: The noun phrases of the document.
        clause: The verb and what hangs on it.
        objects: The heads of its objects.
        held: The words of object, attribute or adjective that stay before a preposition.
    """
    for prep in _prepositions(arguments, clause, objects):
        yield from _led(arguments, clause, prep, held, objects)


def _prepositions(arguments: Arguments, clause: Clause, objects: list[Token]) -> Iterator[Token]:
    """Yield the prepositions of a verb, and those that the parser hung on its object though they tell of the verb."""
    verb = clause.verb
    own = [*clause.of("prep", "agent"), *(child for child in clause.of("dative") if child.tag_ in {"IN", "TO"})]
    for child in own:
        yield child
        yield from (below for below in child.children if below.dep_ == "conj" and below.tag_ in {"IN", "TO"})
    for head in (*objects, *clause.of("attr")):
        if head.i > verb.i:
            yield from arguments.loose(head)
    if verb.dep_ == "xcomp" and (clauses.is_passive(verb.head) or verb.head.lower_ in _BE):
        yield from (child for child in verb.head.lefts if child.dep_ == "prep")  # "In May he was forced to resign"
    for prep in own:
        if prep.i > verb.i:
            yield from _below(arguments, prep)
    for adverb in clause.of("advmod"):  # "was taken away from her"
        yield from (below for below in adverb.rights if below.dep_ == "prep")


def _below(arguments: Arguments, prep: Token) -> Iterator[Token]:
    """Yield the prepositions behind a preposition's noun that tell of the verb: "by police in Lima on Monday"."""
    for inner in prep.children:
        if inner.dep_ != "pobj":
            continue
        if prep.dep_ == "agent":
            yield from (below for below in inner.rights if below.dep_ == "prep" and arguments.sets(below))
        else:
            yield from (below for below in arguments.loose(inner) if any(is_time(t) for t in below.children))


def _led(
    arguments: Arguments, clause: Clause, prep: Token, held: tuple[int, ...], objects: list[Token]
) -> Iterator[Tie]:
    """Yield what one preposition leads to."""
    verb = clause.verb
    inner = behind(prep)
    if inner is None:
        return
    tokens, head = inner
    if prep.lower_ in {"as", "of", "for"} and any(each.i < verb.i for each in objects):
        return  # "the force, which it describes as a retreat"
    if prep.lower_ == "with" and prep.i > verb.i and prep.nbor(-1).text == ",":  # ", with hundreds injured"
        return
    fronted = prep.i < verb.i
    if any(is_time(head) or child.i < prep.i for child in clause.of("xcomp")):
        return
    if prep.dep_ == "agent":
        yield from (Tie((*held, *tokens), arguments.agent(each)) for each in conjuncts(head))
        return
    before = held if fronted else tuple(i for i in held if i < prep.i)
    for run in arguments.runs([head], after=True):
        if fronted:
            yield Tie(before, run, tokens)
        else:
            yield Tie((*before, *tokens), run)


def behind(prep: Token) -> tuple[tuple[int, ...], Token] | None:
    """Return the words of a preposition and the head behind it: "out of", "as part of", "on"."""
    lists = triple_words()
    if prep.lower_ in lists["detached"]:
        return None
    tokens: tuple[int, ...] = (prep.i,)
    at = prep
    for _ in range(3):
        below = next(
            (child for child in at.children if child.dep_ in {"pobj", "prep", "pcomp"} and child.i > at.i), None
        )
        if below is None:
            return None
        if below.dep_ in {"prep", "pcomp"} and below.tag_ in {"IN", "TO"}:
            tokens, at = (*tokens, below.i), below
            continue
        before = [child for child in below.children if child.i < below.i]
        further = next((child for child in below.children if child.dep_ == "prep" and child.i == below.i + 1), None)
        article = len(before) == 1 and before[0].tag_ == "DT" and below.lower_ in lists["jointed"]
        if further is not None and (article or not before) and _joins(at, below, further):
            tokens = (*tokens, *(child.i for child in before))
            tokens, at = (*tokens, below.i, further.i), further
            continue
        weak = all(child.lower_ in _WEAK or child.tag_ == "PRP$" for child in before)
        if weak and further is None and below.lower_ in lists["idle"]:
            return None
        if below.dep_ == "pcomp" or not is_argument(below):
            return None
        return tokens, below
    return None


def _joins(prep: Token, noun: Token, further: Token) -> bool:
    """Tell whether a bare noun makes a preposition with those around it: "as part of", "in contact with"."""
    lists = triple_words()
    listed = prep.lower_ in lists["joining"] and further.lower_ in lists["joined"]
    return listed and noun.tag_ == "NN" and not noun.ent_type_
