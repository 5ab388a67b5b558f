"""No text makes the small patterns of the formats slow: what is looked for is looked for once at a place."""

import contextlib
import time
from collections.abc import Callable
from datetime import date

import pytest

from newsweave.errors import DocumentError
from newsweave.ingest.formats import columns, json_ld, mail, page_day, pdf
from newsweave.ingest.formats.found import Request
from newsweave.ingest.formats.markdown import unmarked
from newsweave.ingest.offsets import Traced

_LONG = 1_000_000
_HEAD = "Subject: x\nContent-Type: text/plain; format=flowed\n\n"
_LD = '<script type="application/ld+json">'


def _mail(text: str) -> None:
    mail.parse(f"{_HEAD}{text}x".encode(), Request(thing="a.eml"))


def _cell(text: str) -> None:
    columns.article({"text": text}, {"text": "text"}, Request(thing="a.csv"), "row 1")


def _day(text: str) -> None:
    page_day._turned(text, date(2022, 5, 1))
    page_day._stands(text.split("\n"), date(2022, 5, 1))


@pytest.mark.parametrize(
    ("reads", "parts"),
    [
        (
            lambda text: unmarked(Traced(f"{text}x")),
            ["[", "![", "*", "_", "[a](", "> ", "# ", " ", "\t", "* * ", "[a]: x\n"],
        ),
        (_mail, ["On ", "On \n", "-----\n", "\n-- \n", "From: a\n", ">\n", "On a wrote:\n", " \n", "a \n"]),
        (_day, ["1/", "1/1/2022 ", "a 1, ", "5 janv ", "2022", "\n"]),
        (lambda text: pdf._flowing(Traced(text)), ["a", "a\n", "Abc def ghi\n"]),
        (_cell, ["<p ", "&amp;", "&", "<br", "<div hidden>", "<![", "</x>"]),
        (json_ld.said, [_LD, f"{_LD}//<![CDATA["]),
    ],
)
def test_it_takes_no_time(reads: Callable[[str], object], parts: list[str]) -> None:
    for part in parts:
        began = time.process_time()
        with contextlib.suppress(DocumentError):
            reads(part * (_LONG // len(part)))
        assert time.process_time() - began < 4, part
