"""Who says so: for each token the speaker in whose reported words it stands; None for the paper's own words.

Police said they had killed dozens        killed: Police
The army reportedly shelled the town      shelled: "reportedly", whoever that is
"""

from collections.abc import Iterable, Mapping

from spacy.tokens import Token

from newsweave.ingest.grammar import clauses
from newsweave.ingest.quotes.quotation import Quotation

_HEARSAY = frozenset({"reportedly", "allegedly", "purportedly", "supposedly", "apparently", "ostensibly"})

Tokens = tuple[int, int]


def speakers(quotations: Iterable[Quotation]) -> dict[int, Tokens]:
    """Map the tokens of reported words to the phrase that names their speaker, the innermost where several speak."""
    by_size = sorted(quotations, key=lambda quote: (quote.content[0] - quote.content[1], quote.content))
    return {
        token: quote.speaker
        for quote in by_size
        if quote.speaker is not None
        for token in range(*quote.content)
        if not quote.speaker[0] <= token < quote.speaker[1] and not _is_cue(quote, token)
    }


def _is_cue(quote: Quotation, token: int) -> bool:
    """Tell whether a token says that somebody speaks: nobody claims that he says so."""
    return quote.cue is not None and quote.cue[0] <= token < quote.cue[1]


def claimant(trigger: Token, speaking: Mapping[int, Tokens]) -> Tokens | None:
    """Return the tokens that name who says what a trigger tells; None for the paper itself.

    Args:
        trigger: The verb or noun that tells it.
        speaking: From `speakers`.
    """
    hearsay = _hearsay(trigger)
    return hearsay if hearsay is not None else speaking.get(trigger.i)


def _hearsay(trigger: Token) -> Tokens | None:
    verb = clauses.first_of_list(trigger)
    above = verb.head if verb.dep_ == "xcomp" and clauses.is_verb(verb.head) else verb
    return _adverb(trigger) or _adverb(verb) or _adverb(above)


def _adverb(verb: Token) -> Tokens | None:
    return next(((child.i, child.i + 1) for child in verb.children if child.lower_ in _HEARSAY), None)
