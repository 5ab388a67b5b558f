"""What verbs of speech report in quotation marks: the clauses that the parser did not hang on them.

"The bridge is safe. Nobody need worry," the mayor said.      said: is (safe)
The mayor told reporters: "A disaster."                       told: disaster
"""

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from newsweave.ingest.grammar import clauses
from newsweave.ingest.quotes.quotation import Quotation
from newsweave.types import QuoteKind


def quoted(doc: Doc, said: Iterable[Quotation]) -> dict[int, list[Token]]:
    """Return the heads of what stands in quotation marks, in text order, by the verb that reports it."""
    found: dict[int, list[Token]] = {}
    for quotation in said:
        if quotation.kind is not QuoteKind.DIRECT or quotation.cue is None:
            continue
        start, end = quotation.content
        heads = [token for token in doc[start:end] if not start <= token.head.i < end or token.dep_ == "ROOT"]
        told = [token for token in heads if clauses.is_verb(token) or token.tag_.startswith("NN")]
        if told:
            found.setdefault(doc[slice(*quotation.cue)].root.i, []).extend(told)
    return found
