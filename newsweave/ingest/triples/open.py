"""Open triples: argument, relation phrase, argument, in the words of the text, a clause at a time.

    Police arrested 18 men in Lima        Police | arrested | 18 men;  Police | arrested 18 men in | Lima
    Acme was founded by Dean Kamen        Acme | was founded by | Dean Kamen
    he plans to meet donors               he | plans to meet | donors
    Rao, the head of the union, resigned  Rao | is | the head of the union

After WiRe57 (Lechelle et al. 2019) and CaRB (Bhardwaj et al. 2019); that an object stays in the relation before a
preposition, after MinIE (Gashteovski et al. 2017): "Rao removed from his post" would say something else.
"""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from newsweave.ingest.grammar import clauses
from newsweave.ingest.names.candidates import shouted
from newsweave.ingest.names.furniture import furniture
from newsweave.ingest.reading import Reading
from newsweave.ingest.triples.appositions import appositions
from newsweave.ingest.triples.arguments import Arguments
from newsweave.ingest.triples.relations import phrase, written
from newsweave.ingest.triples.ties import ties
from newsweave.ingest.triples.titles import Run
from newsweave.ingest.triples.types import Open
from newsweave.types import Kind

_CARRYING = frozenset({"ROOT", "ccomp", "conj", "relcl", "advcl", "xcomp", "acl", "parataxis", "pcomp", "dep", "dobj"})
_VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_IMPERSONAL = frozenset("is was 's ’s seems seemed appears appeared comes came takes took remains remained".split())
_WIDE = re.compile(r"\s\s")
_SENTENCE = 500  # tokens; spaCy goes through a whole clause to list the children of its verb
_LONGEST = 12  # words in a relation


def open_triples(reading: Reading) -> Iterator[Open]:
    """Find the open triples of a document, in text order, each once."""
    arguments = Arguments(reading)
    left_out = set(shouted(reading.doc) | furniture(reading.doc))
    for sentence in reading.doc.sents:
        if len(sentence) > _SENTENCE or _asks(sentence[-3:]):
            left_out |= set(range(sentence.start, sentence.end))
    gaps = _gaps(reading)
    seen: set[tuple[Run, str, Run]] = set()
    for token in _carriers(reading):
        if token.i in left_out:
            continue
        for triple in _clause(arguments, token) if token.tag_.startswith("VB") else appositions(arguments, token):
            key = (triple.subject, triple.relation, triple.object)
            if key not in seen and not _is_torn(triple, gaps):
                seen.add(key)
                yield triple


def _carriers(reading: Reading) -> Iterator[Token]:
    """Yield the tokens that may carry a triple: verbs, appositions and the first words of persons' names."""
    doc, strings = reading.doc, reading.doc.vocab.strings
    verbs, clausal = ({strings[name] for name in names} for names in (_VERBS, _CARRYING))
    apposed = strings["appos"]
    persons = {name.start for name in reading.names(Kind.PERSON)}
    for i, (tag, dep) in enumerate(doc.to_array(["TAG", "DEP"]).tolist()):
        if (tag in verbs and dep in clausal) or dep == apposed or i in persons:
            yield doc[i]


def _asks(last: Iterable[Token]) -> bool:
    return any(token.text == "?" for token in last)


def _gaps(reading: Reading) -> list[int]:
    """Return where the text has a gap: a wide space where a table or a lost full stop was."""
    return (
        [token.i for token in reading.doc if token.is_space and token.text.count("\n") != 1]
        if _WIDE.search(reading.doc.text)
        else []
    )


def _is_torn(triple: Open, gaps: list[int]) -> bool:
    """Tell whether a triple reaches over a gap."""
    first = min(triple.subject[0], triple.object[0], triple.head)
    last = max(triple.subject[1], triple.object[1], triple.head)
    return bisect(gaps, first) != bisect(gaps, last)


def _is_empty(reading: Reading, head: Token, top: Token) -> bool:
    """Tell whether "it" stands for nothing: "it was hard to find the road"."""
    if head.lower_ != "it":
        return False
    unknown = reading.refers(head.i) is None and top.lower_ in _IMPERSONAL
    return unknown or any(child.dep_ == "acomp" for child in top.children)


def _clause(arguments: Arguments, verb: Token) -> Iterator[Open]:
    reading = arguments.reading
    if verb.dep_ == "acl" and verb.tag_ == "VB" and not clauses.is_passive(verb):
        return
    relation = phrase(arguments, verb)
    if relation is None:
        return
    heads = [head for head in clauses.grammatical(relation.top) if head.i != verb.i]
    if relation.top.i != verb.i and any(_is_empty(reading, head, relation.top) for head in heads):
        return
    subjects = arguments.runs(heads, after=False)
    if not subjects:
        return
    for tie in ties(arguments, verb, heads):
        tokens = {*relation.tokens, *tie.tokens}
        if len(tokens) + len(tie.behind) > _LONGEST:
            continue
        text = written(verb, tokens, tie.behind)
        for subject in subjects:
            if not (subject[0] < tie.object[1] and tie.object[0] < subject[1]):
                yield Open(subject, text, tie.object, verb.i, relation.top.i, "triples.clause@1", 0.7)
