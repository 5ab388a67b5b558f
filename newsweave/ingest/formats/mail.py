"""E-mails (RFC 5322, MIME): newsletters, statements, articles that were sent. Attachments are left out.

Of an e-mail that forwards another it is that other one which is read, with its sender and day.
"""

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage, Message
from typing import BinaryIO

from newsweave.errors import EmptyError, FormatError
from newsweave.ingest.boilerplate import without_boilerplate
from newsweave.ingest.formats import decoding, forwards
from newsweave.ingest.formats.found import Found, Piece, Request, digest, single
from newsweave.ingest.formats.markup import traced
from newsweave.ingest.formats.wild import lenient
from newsweave.ingest.offsets import Traced
from newsweave.ingest.wrapping import unwrapped

# What is quoted from others, with the line that says of whom, and signatures; of what is forwarded the heads.
_LINE_ENDS = (re.compile("\r\n?"), "\n")
_NOT_OWN = (
    (re.compile(r"\n-- ?\n.*", re.S), ""),
    (re.compile(r"(?<=\S)\s*\n-{3,}[ ]?Original Message[ ]?-{3,}\n.*", re.S | re.I), ""),
    (
        re.compile(
            r"^(?:On|Am|Le|El)\b[^\n]{0,200}\n?[^\n]{0,200}"
            r"\b(?:wrote|schrieb[^\n]{0,100}|écrit|escribió)\s?:[ \t]*\n\s*(?=>)",
            re.M,
        ),
        "",
    ),
    (re.compile(r"^>.*\n?", re.M), ""),
    (re.compile(r"^-{3,}[ ]?Forwarded message[ ]?-{3,}\n(?:[A-Z][A-Za-z-]{1,20}:[^\n]*\n)*", re.M | re.I), ""),
    (re.compile(r"^Begin forwarded message:\n\n?(?:[A-Z][A-Za-z-]{1,20}:[^\n]*\n)*", re.M | re.I), ""),
)
_DEEPEST = 10  # messages in each other
_STUB = 400  # letters of a plain text that only says where the words are
_FLOWED = re.compile(r"(?<=[^ \n] )\n(?=[^\s>-])")  # RFC 3676: a line that ends with a blank goes on


def pieces(stream: BinaryIO, request: Request) -> Iterator[Piece]:
    """Read an e-mail."""
    return single(stream, request, parse)


def parse(data: bytes, request: Request) -> Found:
    """Read one message.

    Raises:
        FormatError: Its parts lie in each other without end.
        EmptyError: It has no words of its own.
    """
    try:
        policy = email.policy.default.clone(refold_source="none")
        message = _carried(email.message_from_bytes(data, policy=policy))
        subject = _header(message, "Subject")
        body, forwarded = _body(message, forward=forwards.is_forward(subject))
        about = {"title": subject, "published": _header(message, "Date")}
        sender = forwards.person(_header(message, "From"))
    except MemoryError:
        raise
    except Exception as error:  # damaged headers can make the parser fail in any way
        problem = f"is a damaged e-mail ({type(error).__name__})"
        raise FormatError(request.thing, problem, "save its text as plain text (.txt)") from error
    if not body.text:
        raise EmptyError(request.thing, "holds no text of its own", "save what is attached to it, or leave it out")
    about = {**about, "author": sender, **forwarded}
    known = lenient({**about, "title": forwards.bare(about["title"])})
    return Found(text=body.text, metadata=known, digest=digest(data), raw=body.raw(extracted=True))


def _header(message: Message, name: str) -> str:
    """Read a header; as it stands in the file where it cannot be parsed."""
    try:
        return str(message.get(name, ""))
    except (ValueError, IndexError, AttributeError, TypeError, LookupError, OverflowError):  # faults of the parser
        return next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")


def _carried(message: EmailMessage | Message) -> EmailMessage | Message:
    """Return the message that is attached to one that forwards it, else this one."""
    for _ in range(_DEEPEST):
        if not forwards.is_forward(_header(message, "Subject")):
            break
        parts = (part for part in message.walk() if part.get_content_type() == "message/rfc822")
        inside = next((part.get_payload() for part in parts), None)
        if not isinstance(inside, list) or not inside or not isinstance(inside[0], Message):
            break
        message = inside[0]
    return message


def _body(message: EmailMessage | Message, *, forward: bool) -> tuple[Traced, dict[str, str]]:
    """Return the plain text, or the words of the HTML if there is none or far less; and what a forwarded head says."""
    plain: list[str] = []
    rich: list[str] = []
    flowed = False
    for part in message.walk():
        kind = part.get_content_type()
        attached = part.get_content_disposition() == "attachment"
        if attached or part.is_multipart() or kind not in {"text/plain", "text/html"}:
            continue
        payload = part.get_payload(decode=True)
        content = payload if isinstance(payload, bytes) else b""
        decoded = decoding.markup(content, str(part.get_content_charset() or "") or None)
        flowed = flowed or str(part.get_param("format", "")).lower() == "flowed"
        (plain if kind == "text/plain" else rich).append(decoded)
    whole = Traced("\n\n".join(plain)).replaced(*_LINE_ENDS)
    begin, said = forwards.inner(whole.text) if forward else (0, {})
    own = whole.behind(begin).by(_NOT_OWN)
    own = unwrapped(without_boilerplate((own.replaced(_FLOWED, "") if flowed else own).tidied()))
    seen = next((each for each in map(traced, rich) if each.text), own) if rich else own
    if own.text and not (len(whole.text) < _STUB and len(seen.text) > 2 * len(whole.text)):
        return own, said
    begin, said = forwards.inner(seen.text) if forward else (0, {})
    return seen.behind(begin), said
