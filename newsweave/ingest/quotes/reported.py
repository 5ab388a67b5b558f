"""Indirect and mixed speech: what a verb reports in a clause, an infinitive or a noun phrase."""

from collections.abc import Iterator

from spacy.tokens import Token

from newsweave.ingest.grammar.inflection import lemma
from newsweave.ingest.quotes.clauses import Run
from newsweave.ingest.quotes.complements import complement
from newsweave.ingest.quotes.cues import quote_words, rows_of
from newsweave.ingest.quotes.phrases import Inside, quoted_words
from newsweave.ingest.quotes.places import addressee, medium
from newsweave.ingest.quotes.quotation import Quotation, around
from newsweave.ingest.quotes.speakers import speakers_of, subject_of
from newsweave.ingest.reading import Reading
from newsweave.types import QuoteKind

_UNREAL = frozenset({"would", "could", "should", "may", "might", "can", "must", "ca", "'d", "’d", "never"})
_IF = frozenset({"if", "unless", "whether"})
_NOBODY = frozenset({"i", "we", "you", "one", "this", "that", "these", "those", "what", "which", "there", "how"})
_GOES_ON = frozenset({"go", "continue"})
_ASKING = frozenset({"VBP", "VBZ", "VBD", "WRB", "WP"})
_PRESENT = frozenset({"VBZ", "VBP"})
_MIXED = 2  # tokens in quotation marks; a single one is a mere word


def reported(reading: Reading, inside: Inside, endless: frozenset[int] = frozenset()) -> Iterator[Quotation]:
    """Yield the indirect and mixed quotations of a document, in the order of their verbs.

    Args:
        reading: The document.
        inside: Its tokens in quotation marks: a verb among them reports nothing by itself.
        endless: Tokens of sentences that are left out.
    """
    for token in reading.doc:
        if token.tag_.startswith("VB") and token.i not in inside and token.i not in endless:
            found = _found(token, inside)
            if found is not None:
                yield from _quotations(reading, token, *found, inside)


def _found(verb: Token, inside: Inside) -> tuple[Run, Run] | None:
    rows = rows_of(verb)
    if not rows or _is_unreal(verb):
        return None
    subject = subject_of(verb)
    if subject is None or subject.lower_ in _NOBODY or _is_nested(verb, subject) or _is_asked(verb, inside):
        return None
    for row in rows:
        fits = (not row.sources or subject.lower_ in quote_words().sources or subject.ent_type_ == "ORG") and (
            not row.present or verb.tag_ in _PRESENT
        )
        found = complement(row, verb, inside) if fits else None
        if found is not None:
            return found
    return None


def _quotations(reading: Reading, verb: Token, cue: Run, content: Run, inside: Inside) -> Iterator[Quotation]:
    kind = QuoteKind.MIXED if quoted_words(content, inside) >= _MIXED else QuoteKind.INDIRECT
    for speaker in speakers_of(reading, verb):
        yield Quotation(
            kind=kind,
            content=content,
            speaker=speaker,
            cue=cue,
            addressee=addressee(verb, content[0] if content[0] > verb.i else None),
            medium=medium(verb),
            sentence=around(reading.doc, content, cue),
            rule=f"quotes.{kind}@1",
        )


def _is_unreal(verb: Token) -> bool:
    """Tell whether nothing is said: "did not say", "would say", "to say", "if they say"."""
    helped = False
    for child in verb.children:
        word = child.lower_
        if child.dep_ == "neg" or word in _UNREAL or (child.dep_ == "mark" and word in _IF):
            return True
        if child.dep_ == "aux" and child.tag_ == "TO":
            return lemma(verb.head) not in _GOES_ON
        helped = helped or child.dep_ in {"aux", "auxpass"}
    if verb.tag_ == "VB" and not helped:
        return verb.dep_ != "conj" or _is_unreal(verb.head)
    if verb.tag_ != "VBN" or helped:
        return False
    return verb.dep_ != "conj" and not any(child.dep_ == "nsubj" for child in verb.children)


def _is_asked(verb: Token, inside: Inside) -> bool:
    """Tell whether the paper only asks if something is said: "why do they think that it was late?"."""
    last = verb.sent[-1]
    return last.text == "?" and last.i not in inside and any(child.tag_ in _ASKING for child in verb.lefts)


def _is_nested(verb: Token, subject: Token) -> bool:
    """Tell whether a verb only repeats what another reports: "believes" in "she said she believes"."""
    return verb.dep_ == "ccomp" and subject.tag_ == "PRP" and bool(rows_of(verb.head))
