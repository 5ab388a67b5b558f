"""Credits: who wrote, edited and delivered an article, and tickers of shares, as against what the article says.

    dm/kms (Reuters, AP, dpa)                    WASHINGTON (Reuters) -
    Author: Kyle James Editor: Rob Mudge         Reporting by Jane Doe; Editing by John Roe
    (Photo by Jane Doe/Getty Images)             Photo: Jane Doe/AP
    (NYSE: GM)                                   /PRNewswire/ --

Names in them are names, but nothing is said of them; they are left out of what the article is about.
"""

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from newsweave.ingest.datelines import datelines
from newsweave.ingest.names.once import once

_AGENCY = (
    r"(?:Reuters|AP|AFP|dpa|DPA|epd|KNA|dapd|DAPD|ddp|afp|rtr|EFE|ANSA|PTI|IANS|UPI|CP|PA|Interfax|Xinhua|TASS|ITAR-TASS|"
    r"Associated Press|Agence France-Presse|SID|sid|AFPE|Kyodo|Yonhap|ANP|APA|Bloomberg|"
    r"Financial Times)"
)
_SIGNS = r"[a-z]{2,4}(?:/[a-z]{2,4})*"  # the editors' initials
_PICTURE = r"(?:File )?(?:Photos?|Images?|Pictures?|Video)(?: credits?)?(?:\s*:| by| courtesy of)"
_PATTERNS = (
    # initials and agencies, or agencies alone in brackets; not "Agence France-Presse (AFP)"
    re.compile(rf"(?:\b{_SIGNS}\s*|(?<![a-z]\s))\(\s*{_AGENCY}(?:\s*(?:,|/|;|and|with)\s*{_AGENCY})*\s*\)"),
    re.compile(rf"\b{_SIGNS}(?:/{_AGENCY})+"),
    # labels with a colon, up to the end of the line, near the end of the text
    re.compile(r"\b(?:Authors?|Editors?|Reporters?)\s*:[^\n.!?]{0,120}(?=[\n.!?]|$)"),
    re.compile(
        r"\b(?:Reporting|Editing|Additional reporting|Writing|Compiled|Edited|Translated) by [A-Z][^\n.]{0,160}"
    ),
    # where shares are traded: "(NYSE: GM)", "(OSE: NVP)"
    re.compile(r"\((?:[A-Z]{2,6}|Nasdaq|Euronext)(?: [A-Z][A-Za-z]+)?\s?:\s?[A-Z0-9.]{1,6}(?:[,;] [^()]{1,40})?\)"),
    # "(VOWG_p.DE)", and party and state: "(D-CO)"
    re.compile(r"\([A-Z0-9]{1,6}(?:_[a-z])?\.[A-Z]{1,2}\)|\((?:Dem|Rep|[DRI])\.?[-–][A-Z][A-Za-z.]*(?:-\d+)?\)"),
    # wires of press releases: "(GLOBE NEWSWIRE) --"
    re.compile(r"\((?:GLOBE ?NEWSWIRE|GlobeNewswire|BUSINESS WIRE|Business Wire|PRNewswire|ACCESSWIRE)\)(?=\s*[-–—])"),
    # who took the picture, in brackets or on a line of its own
    re.compile(rf"\(\s*{_PICTURE}\s[^()\n]{{1,120}}\)"),
    re.compile(rf"^{_PICTURE}\s[A-Z][^\n]{{1,80}}(?<![.!?])$", re.M),
)


@once
def credited(doc: Doc) -> frozenset[int]:
    """Return the tokens that stand in credits."""
    return frozenset(token for start, end in _places(doc.text) for token in _tokens(doc, start, end))


def _places(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            yield found.span()
    yield from (dateline.agency for dateline in datelines(text))


def _tokens(doc: Doc, start: int, end: int) -> range:
    span = doc.char_span(start, end, alignment_mode="expand")
    return range(span.start, span.end) if span is not None else range(0)
