"""E-mails (RFC 5322, MIME): newsletters, statements, articles that were sent. Attachments are left out."""

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage, Message
from email.utils import parseaddr
from typing import BinaryIO

from newsweave.errors import EmptyError, FormatError
from newsweave.ingest.boilerplate import without_boilerplate
from newsweave.ingest.formats import decoding
from newsweave.ingest.formats.found import Found, Piece, Request, digest, single
from newsweave.ingest.formats.markup import traced
from newsweave.ingest.formats.wild import lenient
from newsweave.ingest.offsets import Traced

# What is quoted from others, with the line that says of whom, and signatures; of what is forwarded the heads.
_NOT_OWN = (
    (re.compile("\r\n"), "\n"),
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
        message = email.message_from_bytes(data, policy=email.policy.default.clone(refold_source="none"))
        body = _body(message)
        about = {key: _header(message, name) for key, name in (("title", "Subject"), ("published", "Date"))}
        sender = parseaddr(_header(message, "From"))
    except MemoryError:
        raise
    except Exception as error:  # damaged headers can make the parser fail in any way
        problem = f"is a damaged e-mail ({type(error).__name__})"
        raise FormatError(request.thing, problem, "save its text as plain text (.txt)") from error
    if not body.text:
        raise EmptyError(request.thing, "holds no text of its own", "save what is attached to it, or leave it out")
    known = lenient({**about, "author": sender[0]})
    return Found(text=body.text, metadata=known, digest=digest(data), raw=body.raw(extracted=True))


def _header(message: Message, name: str) -> str:
    """Read a header; as it stands in the file where it cannot be parsed."""
    try:
        return str(message.get(name, ""))
    except (ValueError, IndexError, AttributeError, TypeError, LookupError, OverflowError):  # faults of the parser
        return next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")


def _body(message: EmailMessage | Message) -> Traced:
    """Return the plain text; the words of the HTML if there is none."""
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
    own = Traced("\n\n".join(plain)).by(_NOT_OWN)
    own = without_boilerplate((own.replaced(_FLOWED, "") if flowed else own).tidied())
    return own if own.text else next((each for each in map(traced, rich) if each.text), own)
