"""Who is reported to have said what: direct, indirect and mixed quotations of a document.

Direct ones come first, since what stands in quotation marks is no clause of the paper's own; then what verbs
report, what is said according to somebody, and the quotations that go on without a verb.
"""

from newsweave.ingest.quotes.direct import direct, going_on
from newsweave.ingest.quotes.marks import inside, marked
from newsweave.ingest.quotes.quotation import Quotation
from newsweave.ingest.quotes.reported import reported
from newsweave.ingest.quotes.sources import sourced
from newsweave.ingest.reading import Reading

_LONGEST = 500  # tokens of a sentence that is read for verbs of speech
_SAME = 0.5  # share of the shorter content that two findings have in common when they are one


def quotations(reading: Reading) -> tuple[Quotation, ...]:
    """Return the quotations of a document, in text order of their contents.

    Speakers are phrases: whom a pronoun among them stands for, `reading.refers` tells.
    """
    endless = _endless(reading)
    stretches = [s for s in marked(reading.doc) if s.opening not in endless and s.after not in endless]
    found = list(direct(reading, stretches))
    spoken = {i for quotation in found for i in range(*quotation.content)}
    quoted = inside(stretches)
    for quotation in (*reported(reading, quoted, endless), *sourced(reading, quoted)):
        length = quotation.content[1] - quotation.content[0]
        if sum(i in spoken for i in range(*quotation.content)) <= _SAME * length:
            found.append(quotation)
    found += going_on(reading, stretches, found)
    return tuple(
        sorted(found, key=lambda quotation: (quotation.content, quotation.cue or (-1, -1), quotation.speaker or ()))
    )


def _endless(reading: Reading) -> frozenset[int]:
    """Return the tokens of sentences too long to be prose, where a look around each verb would take too long."""
    long = (sentence for sentence in reading.doc.sents if sentence.end - sentence.start > _LONGEST)
    return frozenset(token for sentence in long for token in range(sentence.start, sentence.end))
