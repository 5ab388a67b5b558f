"""From bytes to words: byte order marks, UTF-8, and what to say or guess where it is neither.

Plain text must be UTF-8 or carry a byte order mark: a wrong guess would change names unseen. Markup says its encoding
itself, and what it says is taken, then UTF-8, then Windows-1252, as browsers do
(https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding).
"""

import codecs
import re
import shlex

from newsweave.errors import BinaryError, EncodingError

BOMS = (  # the longer ones first: UTF-32's begins as UTF-16's does
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_MAGIC = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive, or a .docx, .odt or .epub file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF file"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
_PACKED = (
    (b"(\xb5/\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
)
_DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I)
# What the encoding standard reads as Windows-1252.
_WESTERN = frozenset({"ascii", "iso8859-1"})


def strict(data: bytes, thing: str) -> str:
    """Decode plain text.

    Raises:
        BinaryError: It is no text.
        EncodingError: It is not UTF-8 and has no byte order mark.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _strictly(data.removeprefix(mark), encoding, thing, len(mark))
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise BinaryError(thing, f"looks like {what}", "save its text as plain text (.txt)")
    for magic, what in _PACKED:
        if data.startswith(magic):
            raise BinaryError(thing, f"looks like {what}", "unpack it, or pack it as .zip or .tar.gz")
    if (at := data.find(b"\0")) >= 0:
        raise BinaryError(thing, *_null_byte(data, thing), f"byte {at}")
    return _strictly(data, "utf-8", thing, 0)


def markup(data: bytes, charset: str | None = None) -> str:
    r"""Decode HTML: by its mark, by what the transport or the page says, as UTF-8, as Windows-1252.

    >>> markup(b'<meta charset="windows-1251"><p>\xcf\xf0\xe8')
    '<meta charset="windows-1251"><p>При'
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return data.removeprefix(mark).decode(encoding, "replace")
    found = _DECLARED.search(data[:4096])
    names = [charset, found and found[1].decode("ascii")]
    if charset and _known(charset) == "cp1252" and found:
        names.reverse()  # many servers say so of all that they send
    for name in names:
        known = _known(name) if name else None
        if known:
            return data.decode(known, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _known(name: str) -> str | None:
    """Return Python's name of a text encoding; None for unknown ones and for those that are none ("zlib", "idna")."""
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    if not getattr(info, "_is_text_encoding", True) or info.name in {"idna", "punycode", "unicode_escape"}:
        return None
    if info.name.startswith(("utf-16", "utf-32", "raw", "undefined", "mbcs", "oem")):
        return None  # a page that can be read as ASCII up to here is not
    return "cp1252" if info.name in _WESTERN else info.name


def _null_byte(data: bytes, thing: str) -> tuple[str, str]:
    """Tell binary data from UTF-16, every other byte of which is null in a Western text."""
    head = data[:4096]
    for encoding, nulls in (("UTF-16LE", head[1::2]), ("UTF-16BE", head[::2])):
        if nulls.count(0) > 0.7 * len(nulls) and head.count(0) < 0.6 * len(head):
            return f"looks like {encoding} without a byte order mark", _convert(encoding, thing)
    return "is binary: it has a null byte", "save its text as plain text (.txt)"


def _strictly(data: bytes, encoding: str, thing: str, offset: int) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, "replace").count("\n") + 1
        place = f"line {line}, byte {offset + error.start}"
        problem = f"is not {encoding.upper()}"
        if encoding != "utf-8" or data[: error.start].isascii():
            guess = _guess(data) if encoding == "utf-8" else None
            problem += f" but perhaps {guess}" if guess else ""
            cure = _convert(guess, thing) if guess else "save it again as UTF-8"
        else:
            problem += " there, though it is before: damaged or cut off"
            cure = f"copy it again, or drop the bytes: {_convert('UTF-8', thing, '-c ')}"
        raise EncodingError(thing, problem, cure, place) from error


def _guess(data: bytes) -> str | None:
    """Guess an eight-bit encoding: Windows-1252 has few letters beyond ASCII, Windows-1251 mostly those."""
    sample = data[:100_000]
    beyond = [byte for byte in sample if byte >= 0x80]
    letters = sum(bytes([byte]).isalpha() for byte in sample)
    if len(beyond) < 0.25 * (letters + len(beyond)):
        return "Windows-1252"
    small_cyrillic = sum(byte >= 0xE0 for byte in beyond)
    return "Windows-1251" if small_cyrillic > 0.7 * len(beyond) else None


def _convert(encoding: str, thing: str, option: str = "") -> str:
    return f"convert it: iconv {option}-f {encoding.upper()} -t UTF-8 {shlex.quote(thing)} > new.txt"
