"""Open triples: argument, relation phrase, argument, in the words of the text, a clause at a time.

    Police arrested 18 men in Lima        Police | arrested | 18 men;  Police | arrested 18 men in | Lima
    Acme was founded by Dean Kamen        Acme | was founded by | Dean Kamen
    he plans to meet donors               he | plans to meet | donors
    Rao, the head of the union, resigned  Rao | is | the head of the union

After WiRe57 (Lechelle et al. 2019) and CaRB (Bhardwaj et al. 2019); that an object stays in the relation before a
preposition, after MinIE (Gashteovski et al. 2017): "Rao removed from his post" would say something else.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from newsweave.ingest import clauses
from newsweave.ingest.candidates import headlines
from newsweave.ingest.inflection import lemma
from newsweave.ingest.reading import Reading
from newsweave.ingest.triple_appositions import appositions
from newsweave.ingest.triple_arguments import SETTING, Arguments, conjuncts, is_argument, is_time
from newsweave.ingest.triple_relations import adjective, phrase, written
from newsweave.ingest.triple_titles import Run
from newsweave.ingest.triple_types import Open
from newsweave.ingest.triple_words import triple_words

_CARRYING = frozenset({"ROOT", "ccomp", "conj", "relcl", "advcl", "xcomp", "acl", "parataxis", "pcomp", "dep", "dobj"})
_LONGEST = 12  # words in a relation
_SHORT = 6  # words of an object inside a relation
_BE = frozenset("is are was were".split())
_WEAK = frozenset("the a same first other one this that".split())
_EXPLETIVE = frozenset({"it", "there"})


def open_triples(reading: Reading) -> Iterator[Open]:
    """Find the open triples of a document, in text order, each once."""
    arguments = Arguments(reading)
    left_out = {token.i for sentence in headlines(reading.doc) for token in sentence}
    left_out |= {token.i for sentence in reading.doc.sents if _asks(sentence[-3:]) for token in sentence}
    seen: set[tuple[Run, str, Run]] = set()
    for token in reading.doc:
        if token.i in left_out:
            continue
        if token.tag_.startswith("VB") and token.dep_ in _CARRYING:
            found = _clause(arguments, token)
        elif token.dep_ == "appos" or reading.at(token.i) is not None:
            found = appositions(arguments, token)
        else:
            continue
        for triple in found:
            key = (triple.subject, triple.relation, triple.object)
            if key not in seen and not (_is_torn(reading, triple.subject) or _is_torn(reading, triple.object)):
                seen.add(key)
                yield triple


def _asks(last: Iterable[Token]) -> bool:
    return any(token.text == "?" for token in last)


def _is_torn(reading: Reading, run: Run) -> bool:
    """Tell whether an argument runs over a gap in the text, where a table or a lost full stop was."""
    return any(reading.doc[i].is_space and reading.doc[i].text != "\n" for i in range(*run))


@dataclass(frozen=True, slots=True)
class _Tie:
    """What a relation leads to: its further words, the object, and prepositions that stand before the verb."""

    tokens: tuple[int, ...]
    object: Run
    behind: tuple[int, ...] = ()


def _clause(arguments: Arguments, verb: Token) -> Iterator[Open]:
    if verb.dep_ == "acl" and verb.tag_ == "VB" and not clauses.is_passive(verb):
        return
    relation = phrase(arguments, verb)
    if relation is None:
        return
    heads = [head for head in clauses.grammatical(relation.top) if head.i != verb.i]
    subjects = arguments.runs(heads, after=False)
    if not subjects:
        return
    for tie in _ties(arguments, verb, heads):
        tokens = {*relation.tokens, *tie.tokens}
        if len(tokens) + len(tie.behind) > _LONGEST:
            continue
        text = written(verb, tokens, tie.behind)
        for subject in subjects:
            if not (subject[0] < tie.object[1] and tie.object[0] < subject[1]):
                yield Open(subject, text, tie.object, verb.i, relation.top.i, "triples.clause@1", 0.7)


def _ties(arguments: Arguments, verb: Token, heads: list[Token]) -> Iterator[_Tie]:
    objects = _objects(verb)
    held = _held(arguments, verb, objects)
    named = any(child.dep_ == "oprd" for child in verb.children)
    for head in () if named or _is_asked(verb) else objects:
        yield from _object(arguments, verb, head)
    for child in verb.children:
        if child.dep_ == "attr":
            yield from _attributes(arguments, verb, child)
        elif child.dep_ == "acomp":
            yield from _adjectives(arguments, verb, child, heads)
        elif child.dep_ == "oprd" and held is not None:
            yield from (_Tie(held, run) for run in arguments.runs([child], after=True))
        elif child.dep_ == "ccomp" and not clauses.is_verb(child) and is_argument(child):
            yield from _small(arguments, child)
    if held is None:
        return
    for prep in _prepositions(arguments, verb, objects):
        yield from _prepositional(arguments, verb, prep, held, objects)


def _objects(verb: Token) -> list[Token]:
    """Return the heads of a verb's objects, the first of each list."""
    if clauses.is_passive(verb):
        return [child for child in verb.children if child.dep_ == "dobj" and child.i > verb.i]
    found = [token for token in clauses.objects(verb) if not _is_source(token)]
    places = {token.i for token in found}
    return [token for token in found if not (token.dep_ == "conj" and token.head.i in places)]


def _is_source(token: Token) -> bool:
    """Tell whether a noun is who says it: "According to Reuters, the pass is closed" may be read as its clause."""
    return token.dep_ == "pobj" and token.head.head.lower_ == "according"


def _held(arguments: Arguments, verb: Token, objects: list[Token]) -> tuple[int, ...] | None:
    """Return the words of the object, attribute or adjective that stay before a preposition; None if too many."""
    heads = [head for head in objects if head.i > verb.i]
    heads += [child for child in verb.children if child.dep_ in {"attr", "acomp"} and child.i > verb.i]
    heads += [child for child in verb.children if child.dep_ == "dative" and child.tag_ not in {"IN", "TO"}]
    found: set[int] = set()
    for head in heads:
        runs = [arguments.short(each) for each in conjuncts(head)]
        found |= set(range(min(run[0] for run in runs), max(run[1] for run in runs)))
    return tuple(sorted(found)) if len(found) <= _SHORT else None


def _is_asked(verb: Token) -> bool:
    """Tell whether the object of a verb is only who has to do what follows: "asked Congress to pay the bill"."""
    return any(
        child.dep_ == "xcomp"
        and child.tag_ == "VB"
        and child.i > verb.i
        and any(below.dep_ in {"dobj", "prep", "attr", "oprd", "xcomp", "ccomp", "agent"} for below in child.children)
        for child in verb.children
    )


def _object(arguments: Arguments, verb: Token, head: Token) -> Iterator[_Tie]:
    """Yield "arrested | 18 men", "gave Maria | the option", and "had ties to | the gang"."""
    given = [child for child in verb.children if child.dep_ == "dative" and child.tag_ not in {"IN", "TO"}]
    to = tuple(i for child in given if child.i > verb.i for i in range(*arguments.short(child)))
    if lemma(verb) in triple_words()["light"] and head.i > verb.i and len(list(conjuncts(head))) == 1:
        start, end = arguments.core(head)
        prep = next((child for child in head.rights if child.dep_ == "prep" and child.i == end), None)
        inner = _behind(prep) if prep is not None and arguments.run(head, after=True)[1] > end else None
        bare = prep is None or prep.lower_ != "of" or end - start == 1
        if inner is not None and bare and end - start <= 4:
            yield from (
                _Tie((*to, *range(start, end), *inner[0]), run) for run in arguments.runs([inner[1]], after=True)
            )
            return
    if head.lower_ in triple_words()["empty"] and not any(True for _ in head.children):
        return
    for run in arguments.runs([head], after=True):
        yield _Tie(to, run)


def _small(arguments: Arguments, what: Token) -> Iterator[_Tie]:
    """Yield "made him | a bishop", "found Rao | guilty"."""
    for child in what.lefts:
        if child.dep_ == "nsubj" and is_argument(child):
            yield _Tie(tuple(range(*arguments.short(child))), arguments.run(what, after=True))


def _attributes(arguments: Arguments, verb: Token, attribute: Token) -> Iterator[_Tie]:
    """Yield "is | a lawyer" and "is the president of | France"."""
    if attribute.i < verb.i:
        return
    for each in conjuncts(attribute):
        start, end = arguments.core(each)
        prep = next((child for child in each.rights if child.lower_ == "of" and child.i == end), None)
        inner = _behind(prep) if prep is not None else None
        if inner is not None and end - start <= _SHORT and arguments.reading.at(each.i) is None:
            tokens = (*range(start, end), *inner[0])
            yield from (_Tie(tokens, run) for run in arguments.runs([inner[1]], after=True))
        elif is_argument(each):
            yield _Tie((), arguments.run(each, after=True))


def _adjectives(arguments: Arguments, verb: Token, adjective_: Token, heads: list[Token]) -> Iterator[_Tie]:
    """Yield "is responsible for | the port", and "is | unclear" where nothing hangs on it."""
    hanging = False
    for each in conjuncts(adjective_):
        for child in each.rights:
            hanging |= child.dep_ in {"xcomp", "ccomp", "prep"}
            if child.dep_ == "prep" and (inner := _behind(child)):
                tokens = (*adjective(each), *inner[0])
                yield from (_Tie(tokens, run) for run in arguments.runs([inner[1]], after=True))
    clause = any(child.dep_ in {"ccomp", "xcomp", "csubj"} for child in verb.children)
    if hanging or clause or any(_is_expletive(arguments, head) for head in heads):
        return
    members = list(conjuncts(adjective_))
    if any(child.tag_ == "WRB" for child in adjective_.children):  # "how angry they may be"
        return
    starts = [min(adjective(each)) for each in members]
    if any(child.lower_ in {"or", "nor"} for each in members for child in each.children):
        paired = [child.i for child in adjective_.lefts if child.lower_ in {"neither", "either"}]
        yield _Tie((), (min([*starts, *paired]), members[-1].i + 1))
        return
    for each in members:
        if each.tag_.startswith(("JJ", "VBN")) and set(range(min(adjective(each)), each.i + 1)) == set(adjective(each)):
            yield _Tie((), (min(adjective(each)), each.i + 1))


def _is_expletive(arguments: Arguments, head: Token) -> bool:
    return head.lower_ in _EXPLETIVE and arguments.reading.refers(head.i) is None


def _prepositions(arguments: Arguments, verb: Token, objects: list[Token]) -> Iterator[Token]:
    """Yield the prepositions of a verb, and those that the parser hung on its object though they tell of the verb."""
    for child in verb.children:
        if child.dep_ in {"prep", "agent"} or (child.dep_ == "dative" and child.tag_ in {"IN", "TO"}):
            yield child
            yield from (below for below in child.children if below.dep_ == "conj" and below.tag_ in {"IN", "TO"})
    behind = [head for head in objects if head.i > verb.i]
    behind += [child for child in verb.children if child.dep_ == "attr" and child.i > verb.i]
    for head in behind:
        yield from arguments.loose(head)
    if verb.dep_ == "xcomp" and (clauses.is_passive(verb.head) or verb.head.lower_ in _BE):
        yield from (child for child in verb.head.lefts if child.dep_ == "prep")  # "In May he was forced to resign"
    for prep in verb.children:
        if prep.dep_ in {"prep", "agent"} and prep.i > verb.i:
            for inner in prep.children:
                if inner.dep_ == "pobj" and prep.dep_ == "agent":
                    yield from (below for below in inner.rights if below.dep_ == "prep" and below.lower_ in SETTING)
                elif inner.dep_ == "pobj":
                    yield from (below for below in arguments.loose(inner) if any(is_time(t) for t in below.children))
        elif prep.dep_ == "advmod":  # "was taken away from her"
            yield from (below for below in prep.children if below.dep_ == "prep" and below.i > prep.i)


def _prepositional(
    arguments: Arguments, verb: Token, prep: Token, held: tuple[int, ...], objects: list[Token]
) -> Iterator[_Tie]:
    inner = _behind(prep)
    if inner is None:
        return
    tokens, head = inner
    if prep.lower_ in {"as", "of", "for"} and any(each.i < verb.i for each in objects):
        return  # "the force, which it describes as a retreat"
    if prep.lower_ == "with" and prep.i > verb.i and prep.nbor(-1).text == ",":  # ", with hundreds injured"
        return
    fronted = prep.i < verb.i
    if is_time(head) and any(child.dep_ == "xcomp" for child in verb.children):
        return
    if prep.dep_ == "agent":
        yield from (_Tie((*held, *tokens), arguments.agent(each)) for each in conjuncts(head))
        return
    before = held if fronted else tuple(i for i in held if i < prep.i)
    for run in arguments.runs([head], after=True):
        if fronted:
            yield _Tie(before, run, tokens)
        else:
            yield _Tie((*before, *tokens), run)


def _behind(prep: Token) -> tuple[tuple[int, ...], Token] | None:
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
