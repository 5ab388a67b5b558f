"""From paths to documents: plain text, folders of it, and standard input.

Any bytes may come in. What cannot be read comes out as a Failure that names the file, the place in it and
the cure, and the rest of the run goes through.
"""

import difflib
import logging
import re
import shlex
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from newsweave.errors import BinaryError, DocumentError, EmptyError, EncodingError, MissingError
from newsweave.ids import make_document
from newsweave.ingest.metadata import Metadata, front_matter, sidecar, united
from newsweave.types import Document, Failure

TEXT_SUFFIXES = (".txt", ".text", ".md")
# A feature article has some 10 KB, a novel 1 MB; spaCy needs 3.5 KB of memory for each character in flight.
LIMIT_MB = 20

_STDIN = "-"
# Text by their bytes, but not an article's: read as one they would fill the graph with markup.
_OTHER_FORMATS = frozenset(
    {".htm", ".html", ".xhtml", ".xml", ".rss", ".json", ".jsonl", ".csv", ".tsv", ".toml", ".yaml", ".yml"}
)
_BOMS = (  # the longer ones first: UTF-32's begins as UTF-16's does
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
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"(\xb5/\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF file"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile("\r\n?")
_UNSEEN = " \t\n\r\f\v\u00a0\u200b\u2060\ufeff"
_log = logging.getLogger(__name__)


def read(paths: str | Path | Iterable[str | Path]) -> Iterator[Document | Failure]:
    """Read articles, in the order of the paths and in a folder by name.

    A file that is named is read whatever its name, unless the suffix says another format. In a folder, and
    the folders in it, the files that end in .txt, .text or .md are articles; left out are hidden files and
    folders, files called README, links to folders, and files with other suffixes, whose count is logged.
    Metadata stands at the top of a file or beside it (`newsweave.ingest.metadata`).

    The text is cleaned: line ends become line feeds, control characters spaces, lone surrogates U+FFFD.

    Args:
        paths: A file, a folder, or several; "-" is standard input.

    Yields:
        A Document for each article, its `source` relative to the path given; a Failure for each file that
        is missing, empty, larger than 20 MB, no text, not UTF-8 (or UTF-16 with a byte order mark), or
        whose metadata cannot be used.
    """
    for path in [paths] if isinstance(paths, str | Path) else paths:
        if str(path) == _STDIN:
            yield _attempt("standard input", "stdin", None)
        elif path and _is_folder(Path(path)):
            yield from _read_folder(Path(path))
        else:
            yield _attempt(Path(path).as_posix(), Path(path).name, Path(path))


def clean(text: str) -> str:
    r"""Make text that every later stage and every format can carry; only line ends change its length.

    >>> clean("one\r\ntwo\x00three")
    'one\ntwo three'
    """
    return _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", _LINE_END.sub("\n", text)))


def _attempt(thing: str, source: str, path: Path | None) -> Document | Failure:
    try:
        return _read_one(thing, clean(source), path)
    except DocumentError as error:
        return Failure(source=thing, error=error)


def _read_one(thing: str, source: str, path: Path | None) -> Document:
    if path and path.suffix.lower() in _OTHER_FORMATS:
        problem = f"is {path.suffix[1:].upper()} by its name, which is not read as an article"
        raise DocumentError(thing, problem, "save the article as plain text (.txt)")
    text = clean(_decoded(_bytes(path, thing), thing))
    front, text = front_matter(text, thing)
    known = united(front, _beside(path, thing) if path else Metadata(), thing)
    if not text.strip(_UNSEEN):
        problem = "holds metadata but no text" if front != Metadata() else "holds no text"
        raise EmptyError(thing, problem, "put the article's text into it, or leave it out")
    values = asdict(known) | {"language": known.language or "en"}
    return make_document(text, source=source, **values)


def _beside(path: Path, thing: str) -> Metadata:
    """Read NAME.toml beside NAME.txt, if it is there."""
    beside = path.with_suffix(".toml")
    if not beside.is_file():
        return Metadata()
    name = Path(thing).with_suffix(".toml").as_posix()
    return sidecar(clean(_decoded(_bytes(beside, name), name)), name)


def _bytes(path: Path | None, thing: str) -> bytes:
    limit = LIMIT_MB * 1_000_000
    try:
        if path is None:
            data = sys.stdin.buffer.read(limit + 1)
        else:
            with path.open("rb") as file:
                data = file.read(limit + 1)
    except FileNotFoundError as error:
        raise MissingError(thing, "there is no such file or folder", _near(path or Path())) from error
    except (OSError, ValueError) as error:
        raise _unreadable(thing, error) from error
    if len(data) > limit:
        raise DocumentError(thing, f"is larger than {LIMIT_MB} MB", "split it into one file an article")
    return data


def _near(path: Path) -> str:
    """Say which files stand near a path that names nothing."""
    folder = path.parent
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return f"nor can the folder {folder.as_posix()} be read; check the spelling"
    near = difflib.get_close_matches(path.name, names, n=2)
    if not near:
        return "check the spelling"
    return f"did you mean {' or '.join((folder / name).as_posix() for name in near)}?"


def _decoded(data: bytes, thing: str) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data.removeprefix(mark), encoding, thing, len(mark))
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise BinaryError(thing, f"looks like {what}", "save its text as plain text (.txt)")
    if (at := data.find(b"\0")) >= 0:
        raise BinaryError(thing, *_null_byte(data, thing), f"byte {at}")
    return _strictly(data, "utf-8", thing, 0)


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


def _read_folder(folder: Path) -> Iterator[Document | Failure]:
    found = False
    left_out: Counter[str] = Counter()
    for entry in _walk(folder, left_out):
        found = True
        if isinstance(entry, Failure):
            yield entry
        else:
            yield _attempt(entry.as_posix(), entry.relative_to(folder).as_posix(), entry)
    told = ", ".join(f"{count} {what}" for what, count in sorted(left_out.items()))
    if not found:
        problem = f"holds no text files{f', only {told}' if told else ''}"
        cure = f"name the files, or let them end in {', '.join(TEXT_SUFFIXES)}"
        yield Failure(source=folder.as_posix(), error=EmptyError(folder.as_posix(), problem, cure))
    elif told:
        _log.info("%s: left out %s", folder.as_posix(), told)


def _walk(folder: Path, left_out: Counter[str]) -> Iterator[Path | Failure]:
    """Yield text files by name, depth first; count what is left out by its suffix."""
    try:
        paths = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        yield Failure(source=folder.as_posix(), error=_unreadable(folder.as_posix(), error))
        return
    names = {path.name for path in paths}
    for path in paths:
        if path.name.startswith("."):
            continue
        if _is_folder(path):
            if path.is_symlink():
                left_out["linked folder"] += 1
            else:
                yield from _walk(path, left_out)
        elif path.stem.lower() == "readme":
            left_out["README"] += 1
        elif path.suffix.lower() in TEXT_SUFFIXES and _is_readable(path):
            yield path
        elif path.suffix != ".toml" or not any(path.stem + suffix in names for suffix in TEXT_SUFFIXES):
            left_out[path.suffix.lower() or "without a suffix"] += 1


def _unreadable(thing: str, error: OSError | ValueError) -> DocumentError:
    reason = getattr(error, "strerror", None) or str(error)
    return DocumentError(thing, f"cannot be read: {reason.lower()}", "look at its owner and permissions")


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name too long, a folder that is closed to us: reading it will say so
        return False


def _is_readable(path: Path) -> bool:
    """Tell files, and links to nothing, from pipes and devices, which would be waited for."""
    return path.is_file() or path.is_symlink()
