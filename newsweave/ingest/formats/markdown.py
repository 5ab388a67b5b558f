"""Markdown: marks for headings, links and emphasis are no words (https://spec.commonmark.org).

Only what is commonly used; what is code, a table or raw HTML stays as it is.
"""

import re

from newsweave.ingest.cleaning import Step
from newsweave.ingest.offsets import Traced

_STEPS: tuple[Step, ...] = (
    (re.compile(r"^(?:```|~~~)[^\n]*\n?", re.M), ""),
    (re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\n]{0,2000}\)[ \t]*\n?"), ""),  # pictures
    (re.compile(r"\[([^\[\]\n]{1,500})\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,100}\])"), r"\1"),  # links
    (re.compile(r"^\[[^\[\]\n]{1,100}\]:[ \t]+\S[^\n]*\n?", re.M), ""),  # where links lead
    (re.compile(r"^ {0,3}#{1,6}[ \t]+|(?<![ \t])[ \t]+#{1,6}[ \t]*$", re.M), ""),
    (re.compile(r"^ {0,3}(?:>[ \t]?)+", re.M), ""),
    (re.compile(r"^[ \t]*[*+-][ \t]+(?=\S)", re.M), ""),
    (re.compile(r"^ {0,3}(?:[*_-][ \t]*){3,}$\n?", re.M), ""),  # rules
    (re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]{1,1000}?)(?<=[^\s*])\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<![\w_])(_{1,3})(?=[^\s_])([^_\n]{1,1000}?)(?<=[^\s_])\1(?![\w_])"), r"\2"),
)


def unmarked(traced: Traced) -> Traced:
    r"""Leave out the marks.

    >>> unmarked(Traced("# Rain\n\n**Heavy rain** fell in [Leeds](https://leeds.example).\n\n* Snow_fall fell.")).text
    'Rain\n\nHeavy rain fell in Leeds.\n\nSnow_fall fell.'
    """
    return traced.by(_STEPS)
