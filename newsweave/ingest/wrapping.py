"""Lines that were broken at a column, in e-mails and old text files, put behind each other again.

The Prime Minister of New            To the model the end of a line is the end of a heading: it would
Zealand met reporters in Paris       find New, and Zealand. A line that was broken at a column is one
on Tuesday.                          to which the next word would not have fitted.
"""

import re

from newsweave.ingest.offsets import Traced

_BREAK = re.compile(r"(?<=[^\n])[ ]?\n(?=(?P<word>[^\s]{1,100}))")
_NEW = re.compile(r"[-*•>#|=_]|\d{1,3}[.)]$|[(\[]?[a-z][.)]$")  # what begins an item of a list, a quotation, a rule
_NARROWEST, _WIDEST = 30, 120  # letters of a line
_FEWEST = 2  # breaks
_FULL = 0.8  # of the breaks stand where the next word would not have fitted


def unwrapped(traced: Traced) -> Traced:
    r"""Put the lines of a paragraph behind each other if the text was broken at a column.

    >>> text = "The Prime Minister of New Zealand and\nthe President of France met reporters in\nParis on Tuesday."
    >>> unwrapped(Traced(text)).text
    'The Prime Minister of New Zealand and the President of France met reporters in Paris on Tuesday.'
    """
    text = traced.text
    broken = [(found.start() - text.rfind("\n", 0, found.start()) - 1, found) for found in _BREAK.finditer(text)]
    lengths = sorted(length for length, _ in broken)
    if len(lengths) < _FEWEST or not _NARROWEST <= lengths[-1] <= _WIDEST:
        return traced
    width = lengths[-1]
    full = {found.start() for length, found in broken if length + 1 + len(found["word"]) > width}
    if len(full) < _FULL * len(broken):
        return traced

    def joined(found: re.Match[str]) -> str:
        fits = found.start() in full and not _NEW.match(found["word"])
        hyphen = text[found.start() - 1] == "-" and text[found.start() - 2 : found.start() - 1].isalpha()
        return ("" if hyphen else " ") if fits else found[0]

    return traced.replaced(_BREAK, joined)
