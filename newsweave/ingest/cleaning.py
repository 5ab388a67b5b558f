r"""Cleaning at the door: what comes out is `Document.text`, and every offset points into it.

"one\r\ntwo"               line ends            "one\ntwo"
"two\x00three"             control characters   "two three"
"Kazakh\u00adstan"         soft hyphens         "Kazakhstan"
"\ufb01nance"              ligatures            "finance"
"Pu\u200btin"              zero-width spaces    "Putin"
"inter-\nnational"         hyphens of a column  "international"   (`unwrapped`, for pages alone)
"""

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NONCHARACTER = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_LINE_END = re.compile("\r\n?")
# Soft hyphens, zero-width spaces, word joiners, byte order marks amid the text.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile(f"[{''.join(_LIGATURES)}]")
Replacement: TypeAlias = str | Callable[[re.Match[str]], str]
Step: TypeAlias = tuple[re.Pattern[str], Replacement]  # what is found, and what is put in its place
# What `clean` does, in order; `newsweave.ingest.offsets` takes the same steps and keeps the way back.
CLEAN: tuple[Step, ...] = (
    (_LINE_END, "\n"),
    (_CONTROL, " "),
    (_SURROGATE, "\ufffd"),
    (_NONCHARACTER, "\ufffd"),
    (_INVISIBLE, ""),
    (_LIGATURE, lambda found: _LIGATURES[found[0]]),
)
# What `tidy` does: each pattern stands at a place once, so that a million blanks take no longer than a million letters.
TIDY: tuple[Step, ...] = (
    *CLEAN,
    (re.compile("[ \t\u00a0]{2,}|[\t\u00a0]"), " "),
    (re.compile(r"(?<![^\n])[^\S\n]+|(?<![^\S\n])[^\S\n]+(?=\n|\Z)"), ""),  # at both ends of a line
    (re.compile(r"\n{3,}"), "\n\n"),
    (re.compile(r"\A\n+|\n+\Z"), ""),
)
# What `unwrapped` does.
UNWRAP: tuple[Step, ...] = ((re.compile(r"(?<=[a-z]{2})[-\u2010]\n(?=[a-z]{2})"), ""),)
UNSEEN = " \t\n\r\f\v\u00a0\u200b\u2060\ufeff"


def clean(text: str) -> str:
    r"""Make text that every later stage and every format can carry.

    >>> clean("one\r\ntwo\x00three")
    'one\ntwo three'
    """
    return _taken(CLEAN, text)


def tidy(text: str) -> str:
    r"""Clean what was taken out of markup or a page, whose blanks mean nothing.

    >>> tidy("  Rain \t fell.\n\n\n\n It\u00a0stopped. ")
    'Rain fell.\n\nIt stopped.'
    """
    return _taken(TIDY, text)


def unwrapped(text: str) -> str:
    r"""Join words that a column has parted; a hyphen before a capital stays.

    >>> unwrapped("inter-\nnational Asia-\nPacific")
    'international Asia-\nPacific'
    """
    return _taken(UNWRAP, text)


def _taken(steps: Iterable[Step], text: str) -> str:
    for pattern, replacement in steps:
        text = pattern.sub(replacement, text)
    return text
