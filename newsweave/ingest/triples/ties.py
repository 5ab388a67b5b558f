"""What a clause ties to its subject: objects, attributes, adjectives; prepositions are next door.

sold the mine             the mine
gave Maria the option     the option, and "Maria" to the relation
had ties to the gang      the gang, and "ties to" to the relation
is the president of Peru  Peru, and "the president of" to the relation
"""

from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Token

from newsweave.ingest.grammar import clauses
from newsweave.ingest.grammar.inflection import lemma
from newsweave.ingest.triples.arguments import Arguments
from newsweave.ingest.triples.heads import conjuncts, is_argument, is_time
from newsweave.ingest.triples.prepositions import behind, prepositional
from newsweave.ingest.triples.relations import adjective
from newsweave.ingest.triples.types import Clause, Tie
from newsweave.ingest.triples.words import triple_words

_SHORT = 6  # words of an object inside a relation
_NEAR = 30  # tokens
_SAYING = frozenset({"said", "says"})
_RECURRING = frozenset({"every", "each", "last", "next", "this"})
_EXPLETIVE = frozenset({"it", "there"})


def ties(arguments: Arguments, verb: Token, heads: list[Token]) -> Iterator[Tie]:
    """Yield what a clause ties to its subjects.

    Args:
        arguments: The noun phrases of the document.
        verb: The verb of the clause.
        heads: The heads of its subjects.
    """
    clause = Clause(verb)
    objects = _objects(verb)
    held = _held(arguments, clause, objects)
    for head in () if clause.of("oprd") or _is_asked(clause) else objects:
        yield from _object(arguments, clause, head)
    for child in clause.of("attr"):
        yield from _attributes(arguments, verb, child)
    for child in clause.of("acomp"):
        yield from _adjectives(arguments, clause, child, heads)
    for child in clause.of("ccomp"):
        if not clauses.is_verb(child) and is_argument(child):
            yield from _small(arguments, child)
    if held is not None:
        yield from (Tie(held, run) for run in arguments.runs(clause.of("oprd"), after=True))
        yield from prepositional(arguments, clause, objects, held)


def _objects(verb: Token) -> list[Token]:
    """Return the heads of a verb's objects, the first of each list."""
    if clauses.is_passive(verb):
        return [child for child in verb.children if child.dep_ == "dobj" and child.i > verb.i]
    if verb.lower_ in _SAYING:  # what the parser hangs there is seldom what is said
        return []
    found = [token for token in clauses.objects(verb) if _is_tied(token, verb)]
    places = {token.i for token in found}
    return [token for token in found if not (token.dep_ == "conj" and token.head.i in places)]


def _is_tied(token: Token, verb: Token) -> bool:
    """Tell whether the parser is right to call a noun an object.

    It is not for who says it ("According to Reuters, the pass is closed" may be read as a relative clause), for a time
    ("I hear every day from friends"), and behind a comma ("the pass is closed, he said, the third this week").
    """
    if token.dep_ == "pobj" and token.head.head.lower_ == "according":
        return False
    if token.head.dep_ == "ccomp" and not clauses.is_verb(token.head):  # "found him guilty" has a tie of its own
        return False
    if is_time(token) and any(child.lower_ in _RECURRING for child in token.lefts):
        return False
    if token.left_edge.i <= verb.i or token.left_edge.nbor(-1).text != ",":
        return True
    return sum(between.text == "," for between in verb.doc[verb.i : token.left_edge.i][:_NEAR]) != 1


def _held(arguments: Arguments, clause: Clause, objects: list[Token]) -> tuple[int, ...] | None:
    """Return the words of the object, attribute or adjective that stay before a preposition; None if too many."""
    heads = [head for head in (*objects, *clause.of("attr", "acomp")) if head.i > clause.verb.i] + clause.given()
    found: set[int] = set()
    for head in heads:
        runs = [arguments.short(each) for each in islice(conjuncts(head), _SHORT)]
        start, end = min(run[0] for run in runs), max(run[1] for run in runs)
        if end - start > _SHORT:
            return None
        found |= set(range(start, end))
    return tuple(sorted(found)) if len(found) <= _SHORT else None


def _is_asked(clause: Clause) -> bool:
    """Tell whether the object of a verb is only who has to do what follows: "asked Congress to pay the bill"."""
    if any(child.lower_ == "from" and any(b.dep_ == "pcomp" for b in child.children) for child in clause.of("prep")):
        return True  # "kept the goats from straying"
    return any(
        child.tag_ == "VB"
        and child.i > clause.verb.i
        and any(below.dep_ in {"dobj", "prep", "attr", "oprd", "xcomp", "ccomp", "agent"} for below in child.children)
        for child in clause.of("xcomp")
    )


def _object(arguments: Arguments, clause: Clause, head: Token) -> Iterator[Tie]:
    """Yield "arrested | 18 men", "gave Maria | the option", and "had ties to | the gang"."""
    verb = clause.verb
    to = tuple(i for child in clause.given() if child.i > verb.i for i in range(*arguments.short(child)))
    if lemma(verb) in triple_words()["light"] and head.i > verb.i and len(list(conjuncts(head))) == 1:
        start, end = arguments.core(head)
        prep = next((child for child in head.rights if child.dep_ == "prep" and child.i == end), None)
        inner = behind(prep) if prep is not None and arguments.run(head, after=True)[1] > end else None
        bare = prep is None or prep.lower_ != "of" or end - start == 1
        if inner is not None and bare and end - start <= 4:
            yield from (
                Tie((*to, *range(start, end), *inner[0]), run) for run in arguments.runs([inner[1]], after=True)
            )
            return
    if head.lower_ in triple_words()["empty"] and not any(True for _ in head.children):
        return
    for run in arguments.runs([head], after=True):
        yield Tie(to, run)


def _small(arguments: Arguments, what: Token) -> Iterator[Tie]:
    """Yield "made him | a bishop", "found Rao | guilty"."""
    for child in what.lefts:
        if child.dep_ == "nsubj" and is_argument(child):
            yield Tie(tuple(range(*arguments.short(child))), arguments.run(what, after=True))


def _attributes(arguments: Arguments, verb: Token, attribute: Token) -> Iterator[Tie]:
    """Yield "is | a lawyer" and "is the president of | France"."""
    if attribute.i < verb.i:
        return
    for each in conjuncts(attribute):
        start, end = arguments.core(each)
        prep = next((child for child in each.rights if child.lower_ == "of" and child.i == end), None)
        inner = behind(prep) if prep is not None else None
        if inner is not None and end - start <= _SHORT and arguments.reading.at(each.i) is None:
            tokens = (*range(start, end), *inner[0])
            yield from (Tie(tokens, run) for run in arguments.runs([inner[1]], after=True))
        elif is_argument(each):
            yield Tie((), arguments.run(each, after=True))


def _adjectives(arguments: Arguments, clause: Clause, adjective_: Token, heads: list[Token]) -> Iterator[Tie]:
    """Yield "is responsible for | the port", and "is | unclear" where nothing hangs on it."""
    hanging = False
    for each in conjuncts(adjective_):
        for child in each.rights:
            hanging |= child.dep_ in {"xcomp", "ccomp", "prep"}
            if child.dep_ == "prep" and (inner := behind(child)):
                tokens = (*adjective(each), *inner[0])
                yield from (Tie(tokens, run) for run in arguments.runs([inner[1]], after=True))
    if hanging or clause.of("ccomp", "xcomp", "csubj") or any(_is_expletive(arguments, head) for head in heads):
        return
    members = list(conjuncts(adjective_))
    if any(child.tag_ == "WRB" for child in adjective_.children):  # "how angry they may be"
        return
    starts = [min(adjective(each)) for each in members]
    if any(child.lower_ in {"or", "nor"} for each in members for child in each.children):
        paired = [child.i for child in adjective_.lefts if child.lower_ in {"neither", "either"}]
        yield Tie((), (min([*starts, *paired]), members[-1].i + 1))
        return
    for each in members:
        if each.tag_.startswith(("JJ", "VBN")) and set(range(min(adjective(each)), each.i + 1)) == set(adjective(each)):
            yield Tie((), (min(adjective(each)), each.i + 1))


def _is_expletive(arguments: Arguments, head: Token) -> bool:
    return head.lower_ in _EXPLETIVE and arguments.reading.refers(head.i) is None
