"""E-mails that forward others, name their senders in other ways, or have more in their HTML than in their text."""

from datetime import date
from email.message import EmailMessage
from textwrap import fill

import pytest

from newsweave.ingest.formats import mail
from newsweave.ingest.formats.forwards import bare, inner, person
from newsweave.ingest.formats.found import Found, Request
from tests.ingest.samples import FIRST, SECOND, TEXT

_HEADS = {
    "gmail": "---------- Forwarded message ---------\nFrom: Ann Porter <ann@a.example>\n"
    "Date: Mon, Feb 12, 2024 at 9:00 AM\nSubject: Rain in Leeds\nTo: Bob Ray <bob@a.example>\n\n\n",
    "outlook": "-----Original Message-----\nFrom: Porter, Ann <ann@a.example>\n"
    "Sent: Monday, February 12, 2024 9:00 AM\nTo: Bob Ray <bob@a.example>;\n"
    " Jane Doe <jane@a.example>\nSubject: Rain in Leeds\n\n",
    "outlook line": "________________________________\nFrom: Ann Porter\nSent: Monday, 12 February 2024 09:00\n"
    "To: Bob Ray\nSubject: Rain in Leeds\n\n",
    "apple": "Begin forwarded message:\n\nFrom: Ann Porter <ann@a.example>\nSubject: Rain in Leeds\n"
    "Date: 12 February 2024 at 09:00:00 GMT\nTo: bob@a.example\n\n",
    "german": "Von: Ann Porter <ann@a.example>\nGesendet: Montag, 12. February 2024 09:00\nAn: Bob Ray\n"
    "Betreff: Rain in Leeds\n\n",
}


def _message(body: str, subject: str = "Fwd: Rain in Leeds", html: str = "") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"] = "Bob Ray <bob@a.example>", subject
    message["Date"] = "Thu, 15 Feb 2024 10:00:00 +0000"
    message.set_content(body)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def _read(message: EmailMessage) -> Found:
    return mail.parse(message.as_bytes(), Request(thing="a.eml"))


@pytest.mark.parametrize("head", _HEADS.values(), ids=_HEADS)
def test_what_is_forwarded_is_read_with_its_sender_and_day(head: str) -> None:
    found = _read(_message(f"FYI, see below.\n\nBob\n\n{head}{TEXT}"))
    assert found.text == TEXT
    assert (found.metadata.title, found.metadata.author) == ("Rain in Leeds", "Ann Porter")
    assert found.metadata.published == date(2024, 2, 12)


def test_a_message_that_is_attached_is_read() -> None:
    outer = _message("See what is attached.")
    attached = _message(TEXT, "Rain in Leeds")
    attached.replace_header("From", '"Porter, Ann (The Daily)" <ann@a.example>')
    outer.add_attachment(attached)
    found = _read(outer)
    assert (found.text, found.metadata.author, found.metadata.title) == (TEXT, "Ann Porter", "Rain in Leeds")


def test_an_answer_is_its_own_words() -> None:
    found = _read(_message(f"I agree.\n\nFrom: Ann Porter\nto all of you: {FIRST}", "Re: AW: Rain in Leeds"))
    assert found.text.startswith("I agree.")
    assert (found.metadata.title, found.metadata.author) == ("Rain in Leeds", "Bob Ray")


def test_a_stub_of_a_text_gives_way_to_the_html() -> None:
    html = f"<html><body><p>{FIRST}</p><p>{SECOND}</p></body></html>"
    assert _read(_message("Your program shows no HTML.", "Rain", html)).text == TEXT
    assert _read(_message(TEXT, "Rain", html)).text == TEXT


def test_lines_broken_at_a_column_are_one_paragraph() -> None:
    wrapped = "\n\n".join(fill(paragraph, 40) for paragraph in TEXT.split("\n\n"))
    assert _read(_message(wrapped, "Rain")).text == TEXT


@pytest.mark.parametrize(
    ("part", "count"), [("From: a\n", 100_000), ("-----\n", 100_000), ("From: a\nTo: b\n", 50_000)]
)
def test_no_text_takes_long(part: str, count: int) -> None:
    inner(part * count)
    assert bare("Re: " * 10_000) == ""
    assert person("<" * 10_000) is not None
