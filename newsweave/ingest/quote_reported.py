"""Indirect and mixed speech: what a verb reports in a clause, an infinitive or a noun phrase."""

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from newsweave.ingest.inflection import lemma
from newsweave.ingest.quotation import Quotation, around, trimmed
from newsweave.ingest.quote_cues import CueRow, quote_words, rows_of
from newsweave.ingest.quote_marks import Stretch
from newsweave.ingest.quote_places import addressee, medium
from newsweave.ingest.quote_speakers import speakers_of, subject_of
from newsweave.ingest.reading import Reading
from newsweave.types import QuoteKind

Inside = dict[int, Stretch]
_UNREAL = frozenset({"would", "could", "should", "may", "might", "can", "must", "ca", "'d", "’d", "never"})
_IF = frozenset({"if", "unless", "whether"})
_NOBODY = frozenset({"i", "we", "you", "one", "this", "that", "these", "those", "what", "which", "there", "how"})
_QUESTIONS = frozenset({"WDT", "WP", "WP$", "WRB"})
_GOES_ON = frozenset({"go", "continue"})
_LINKS = frozenset({"to", "of", "about", "for", "between", "with", "over", "against", "near", "in"})
_MIXED = 2  # tokens in quotation marks; a single one is a mere word


def reported(reading: Reading, inside: Inside) -> Iterator[Quotation]:
    """Yield the indirect and mixed quotations of a document, in the order of their verbs."""
    for token in reading.doc:
        if not token.tag_.startswith("VB") or token.i in inside or not (rows := rows_of(token)) or _unreal(token):
            continue
        subject = subject_of(token)
        if subject is None or (subject.lower_ in _NOBODY and subject.tag_ != "NN"):
            continue
        for row, (cue, content) in _contents(rows, token, subject, inside):
            yield from _quotations(reading, row, token, cue, content, inside)
            break


def _contents(
    rows: tuple[CueRow, ...], verb: Token, subject: Token, inside: Inside
) -> Iterator[tuple[CueRow, tuple[tuple[int, int], tuple[int, int]]]]:
    for row in rows:
        if row.sources and not _is_source(subject):
            continue
        for name in row.takes:
            found = _complement(name, row, verb, inside)
            if found is not None:
                cue, (start, end) = found
                content = trimmed(verb.doc, start, end)
                if (content is not None and not content[0] <= verb.i < content[1] - 1) or (
                    content and verb.dep_ == "parataxis"
                ):
                    yield row, (cue, content)


def _quotations(
    reading: Reading, row: CueRow, verb: Token, cue: tuple[int, int], content: tuple[int, int], inside: Inside
) -> Iterator[Quotation]:
    quoted = sum(i in inside for i in range(*content))
    kind = QuoteKind.MIXED if quoted >= _MIXED else QuoteKind.INDIRECT
    for speaker in speakers_of(reading, verb):
        yield Quotation(
            kind=kind,
            content=content,
            speaker=speaker,
            cue=cue,
            addressee=addressee(verb, content[0] if content[0] > verb.i else None)
            if "object" not in row.takes
            else None,
            medium=medium(verb),
            sentence=around(reading.doc, content, cue),
            rule=f"quotes.{kind}@1",
        )


def _unreal(verb: Token) -> bool:
    """Tell whether nothing is said: "did not say", "would say", "to say", "if they say"."""
    helped = False
    for child in verb.children:
        word = child.lower_
        if child.dep_ == "neg" or word in _UNREAL or (child.dep_ == "mark" and word in _IF):
            return True
        if child.dep_ == "aux" and child.tag_ == "TO":
            return lemma(verb.head) not in _GOES_ON
        helped = helped or child.dep_ in {"aux", "auxpass"}
    if verb.tag_ == "VB" and not helped and verb.dep_ != "conj":
        return True
    return verb.tag_ == "VBN" and not helped and verb.dep_ in {"acl", "amod"}


def _is_source(subject: Token) -> bool:
    return subject.lower_ in quote_words().sources


Found = tuple[tuple[int, int], tuple[int, int]]


def _complement(name: str, row: CueRow, verb: Token, inside: Inside) -> Found | None:
    """Return cue and content, as runs of tokens, if words hang on a verb in one of the ways of the table."""
    if name in _READERS:
        found = _READERS[name](row, verb, inside)
        return (_cue(verb, row.particle), found) if found else None
    if name == "quote":
        return None
    return _behind(name, verb, inside)


def _clause(row: CueRow, verb: Token, inside: Inside) -> tuple[int, int] | None:
    if verb.dep_ == "parataxis":
        return verb.head.left_edge.i, verb.head.right_edge.i + 1
    for child in verb.children:
        if child.dep_ == "ccomp" and not _is_infinitive(child):
            return _reach(verb, child)
    return None


def _reach(verb: Token, clause: Token) -> tuple[int, int]:
    start, end = clause.left_edge.i, clause.right_edge.i + 1
    if start > verb.i:
        while start < end - 1 and verb.doc[start].dep_ == "mark" and verb.doc[start].lower_ == "that":
            start += 1
    elif clause.i < verb.i:
        end = min(end, verb.left_edge.i if verb.left_edge.i > clause.i else end)
    return start, end


def _question(row: CueRow, verb: Token, inside: Inside) -> tuple[int, int] | None:
    for child in verb.children:
        if child.dep_ == "ccomp" and child.i > verb.i and not _is_infinitive(child):
            first = child.left_edge
            if first.tag_ in _QUESTIONS or first.lower_ in _IF or any(t.tag_ in _QUESTIONS for t in child.lefts):
                return first.i, child.right_edge.i + 1
    return None


def _infinitive(row: CueRow, verb: Token, inside: Inside) -> tuple[int, int] | None:
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp", "advcl"} and child.i > verb.i and _is_infinitive(child):
            start = next(t.i for t in child.lefts if t.tag_ == "TO")
            while start - 1 > verb.i and verb.doc[start - 1].dep_ == "neg":
                start -= 1
            return start, child.right_edge.i + 1
    return None


def _demand(row: CueRow, verb: Token, inside: Inside) -> tuple[int, int] | None:
    found = _infinitive(row, verb, inside)
    if found is None:
        return None
    objects = [child for child in verb.children if child.dep_ in {"dobj", "dative"} and verb.i < child.i < found[0]]
    subjects = [t for t in verb.doc[verb.i + 1 : found[0]] if t.dep_ == "nsubj"]
    return min([found[0], *(t.left_edge.i for t in (*objects, *subjects))]), found[1]


def _is_infinitive(clause: Token) -> bool:
    return any(child.dep_ == "aux" and child.tag_ == "TO" for child in clause.children)


def _object(row: CueRow, verb: Token, inside: Inside) -> tuple[int, int] | None:
    for child in verb.children:
        if child.dep_ == "dobj" and child.i > verb.i and child.tag_.startswith("NN"):
            if row.nouns and child.lower_ not in row.nouns:
                return None
            return _stretched(verb, child)
    return None


def _quoted(row: CueRow, verb: Token, inside: Inside) -> tuple[int, int] | None:
    for child in verb.children:
        if child.dep_ in {"dobj", "oprd", "attr"} and child.i > verb.i:
            found = _stretched(verb, child)
            if _has_quoted(found, inside):
                return found
    return None


def _behind(name: str, verb: Token, inside: Inside) -> Found | None:
    """Read a noun phrase with quoted words, or one with an infinitive, behind a preposition."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == name and child.i > verb.i:
            noun = next((t for t in child.children if t.dep_ in {"pobj", "pcomp"}), None)
            if noun is None:
                continue
            found = _stretched(verb, noun)
            demanded = _infinitive_after(verb, found[1]) if name in {"on", "for"} else None
            if demanded is not None and name == "on":
                found = found[0], demanded
            elif not _has_quoted(found, inside):
                continue
            near = child.i == verb.i + 1
            return (verb.i, child.i + 1 if near else verb.i + 1), found
    return None


def _infinitive_after(verb: Token, start: int) -> int | None:
    for child in verb.children:
        if child.i >= start and child.dep_ in {"xcomp", "advcl", "ccomp"} and _is_infinitive(child):
            return child.right_edge.i + 1
    return None


def _stretched(verb: Token, noun: Token) -> tuple[int, int]:
    """Return a noun phrase with the prepositions that follow it, wherever the parser hung them."""
    start, end = noun.left_edge.i, noun.right_edge.i + 1
    doc = verb.doc
    for child in verb.rights:
        closing = end < len(doc) and doc[end].text in {"”", '"', "’"}
        if child.left_edge.i in {end, end + 1 if closing else end} and child.dep_ == "prep" and child.lower_ in _LINKS:
            end = child.right_edge.i + 1
    if end < len(doc) and doc[end].text in {"”", '"'} and any(t.text in {"“", '"'} for t in doc[start:end]):
        end += 1
    return start, end


def _has_quoted(run: tuple[int, int], inside: Inside) -> bool:
    return any(i in inside for i in range(*run))


def _cue(verb: Token, particle: str | None) -> tuple[int, int]:
    following = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    return verb.i, verb.i + (2 if particle and following is not None and following.lower_ == particle else 1)


_READERS: dict[str, Callable[[CueRow, Token, Inside], tuple[int, int] | None]] = {
    "clause": _clause,
    "question": _question,
    "infinitive": _infinitive,
    "demand": _demand,
    "object": _object,
    "quoted": _quoted,
}
