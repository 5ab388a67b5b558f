"""From paths to documents: files of every format in the table, folders of them, archives, and standard input.

Any bytes may come in. What cannot be read comes out as a Failure that names the file, the place in it and
the cure, and the rest of the run goes through. Plain text is read here; every other format in a process that can be
killed (`newsweave.ingest.apart`).
"""

import logging
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import BinaryIO

from newsweave.config import Intake
from newsweave.errors import DocumentError, EmptyError, LimitError, MissingError
from newsweave.ids import make_document
from newsweave.ingest import files
from newsweave.ingest.apart import Apart
from newsweave.ingest.cleaning import clean
from newsweave.ingest.formats import decoding, plain
from newsweave.ingest.formats.found import Found, Request
from newsweave.ingest.formats.sniff import told
from newsweave.ingest.formats.table import FORMATS, Format
from newsweave.ingest.languages import language
from newsweave.ingest.metadata import KEYS, Metadata, sidecar, united
from newsweave.types import Document, Failure

_STDIN = "-"
_WEB = ("http://", "https://")
_MOST_SPOOLED = 1_000_000_000  # bytes that standard input may bring
_BETWEEN = 1 << 16
_DEFAULTS = Intake()
_log = logging.getLogger(__name__)


def read(paths: str | Path | Iterable[str | Path], *, intake: Intake = _DEFAULTS) -> Iterator[Document | Failure]:
    """Read articles, in the order of the paths and in a folder by name.

    A file that is named is read as what its first bytes and its suffix say, else as plain text. In a folder, and
    the folders in it, the files whose suffix tells a format are read (`newsweave.ingest.formats.table`); left out
    are hidden files and folders, files called README, links to folders or out of the folder, and files with other
    suffixes, whose count is logged. Metadata stands in a file, at the top of a text, or beside it
    (`newsweave.ingest.metadata`).

    The text is cleaned (`newsweave.ingest.cleaning`), and its language is detected where nobody says it.

    Args:
        paths: A file, a folder, a web address, or several; "-" is standard input.
        intake: Columns of tables, limits, and what may be fetched.

    Yields:
        A Document for each article, its `source` relative to the path given, "feed.xml#3" for a record in a file; a
        Failure for each file or record that is missing, empty, too large, damaged, of an unknown format or
        encoding, or whose metadata cannot be used.
    """
    reading = _Reading(intake)
    try:
        for path in [paths] if isinstance(paths, str | Path) else paths:
            if not str(path):
                yield Failure(
                    source="''", error=MissingError("''", "is no path", "name a file, a folder or an address")
                )
            elif str(path) == _STDIN:
                yield from reading.standard_input()
            elif str(path).startswith(_WEB):
                yield from reading.address(str(path))
            elif files.is_folder(Path(path)):
                yield from reading.folder(Path(path))
            elif files.is_pipe(Path(path)):
                yield from reading.pipe(Path(path))
            else:
                yield from reading.file(Path(path), Path(path).as_posix(), Path(path).name)
    finally:
        reading.apart.close()


class _Reading:
    """One reading of some paths, with its worker."""

    def __init__(self, intake: Intake) -> None:
        self.intake = intake
        self.apart = Apart(intake)

    def file(self, path: Path, thing: str, source: str) -> Iterator[Document | Failure]:
        """Read a file: `thing` is its name in messages, `source` in documents."""
        source = clean(source)
        try:
            request = Request(thing=thing, name=path.name, columns=dict(self.intake.columns))
            yield from self._any(path, request, source, self._beside(path, thing))
        except DocumentError as error:
            yield Failure(source=thing, error=error)

    def folder(self, folder: Path) -> Iterator[Document | Failure]:
        """Read a folder and those in it."""
        found = False
        left_out: Counter[str] = Counter()
        for entry in files.walk(folder, left_out):
            found = True
            if isinstance(entry, Failure):
                yield entry
            else:
                yield from self.file(entry, entry.as_posix(), entry.relative_to(folder).as_posix())
        told_ = ", ".join(f"{count} {what}" for what, count in sorted(left_out.items()))
        if not found:
            problem = f"holds no articles{f', only {told_}' if told_ else ''}"
            cure = f"name the files, or let them end in {', '.join(files.SUFFIXES)}"
            yield Failure(source=folder.as_posix(), error=EmptyError(folder.as_posix(), problem, cure))
        elif told_:
            _log.info("%s: left out %s", folder.as_posix(), told_)

    def standard_input(self) -> Iterator[Document | Failure]:
        """Read what comes in."""
        yield from self._stream(sys.stdin.buffer, Request(thing="standard input"), "stdin")

    def pipe(self, path: Path) -> Iterator[Document | Failure]:
        """Read a pipe or device that the user names: <(command) in a shell."""
        try:
            stream = files.opened(path, path.as_posix())
        except DocumentError as error:
            yield Failure(source=path.as_posix(), error=error)
            return
        with stream:
            yield from self._stream(stream, Request(thing=path.as_posix(), name=path.name), path.name)

    def _stream(self, stream: BinaryIO, request: Request, source: str) -> Iterator[Document | Failure]:
        """Read what can be read only once: it is kept in a file meanwhile."""
        request = replace(request, columns=dict(self.intake.columns))
        with tempfile.TemporaryDirectory(prefix="newsweave-") as folder:
            path = Path(folder) / "stream"
            with path.open("wb") as file:
                size = 0
                while size <= _MOST_SPOOLED and (data := stream.read(_BETWEEN)):
                    size += file.write(data)
            try:
                if size > _MOST_SPOOLED:
                    problem = f"is larger than {_MOST_SPOOLED // 1_000_000} MB"
                    raise LimitError(request.thing, problem, "save it to a file, and give that")
                yield from self._any(path, request, clean(source), Metadata())
            except DocumentError as error:
                yield Failure(source=request.thing, error=error)

    def address(self, url: str) -> Iterator[Document | Failure]:
        """Fetch what the user names, and read it."""
        from newsweave.ingest.web import fetched  # noqa: PLC0415 - httpx is loaded only for this

        try:
            with fetched(url, private=self.intake.private) as page:
                request = Request(
                    thing=url, name=page.name, columns=dict(self.intake.columns), url=page.url, charset=page.charset
                )
                yield from self._any(page.path, request, url, Metadata())
        except DocumentError as error:
            yield Failure(source=url, error=error)

    def _any(self, path: Path, request: Request, source: str, beside: Metadata) -> Iterator[Document | Failure]:
        head = files.head(path, request.thing)
        format_ = told(head, request.name) or FORMATS["text"]
        if format_.name == "text":
            found = plain.parse(files.whole(path, request.thing), request)
            yield self._document(found, source, united(found.metadata, beside, request.thing), sure=True)
        elif not head:
            raise EmptyError(request.thing, "is empty", "copy or fetch it again, or leave it out")
        else:
            format_.check(request.thing)
            yield from self._apart(path, format_, request, source, beside)

    def _apart(
        self, path: Path, format_: Format, request: Request, source: str, beside: Metadata
    ) -> Iterator[Document | Failure]:
        for outcome in self.apart.read(path, format_, request):
            place = f"#{clean(outcome.place)}" if outcome.place else ""
            if isinstance(outcome.result, DocumentError):
                yield Failure(source=request.thing + place, error=outcome.result)
            else:
                known = _joined(outcome.result.metadata, beside, format_.many)
                yield self._document(outcome.result, source + place, known, sure=beside.language is not None)

    def _document(self, found: Found, source: str, known: Metadata, *, sure: bool) -> Document:
        """Make the document; a language that a machine said is checked against the text."""
        values = asdict(known)
        said = known.language
        if not (sure and said) and self.intake.detect:
            said = language(found.text, said)
        values["language"] = said or "en"
        return make_document(found.text, source=source, digest=found.digest, raw=found.raw, **values)

    def _beside(self, path: Path, thing: str) -> Metadata:
        """Read NAME.toml beside NAME.txt, if it is there."""
        beside = path.with_suffix(".toml") if path.name else path
        if beside == path or not files.is_file(beside):
            return Metadata()
        name = Path(thing).with_suffix(".toml").as_posix()
        return sidecar(clean(decoding.strict(files.whole(beside, name), name)), name)


def _joined(found: Metadata, beside: Metadata, many: bool) -> Metadata:
    """Join what a file says with what a person says of it: of one article the person knows better."""
    first, second = (found, beside) if many else (beside, found)
    values = {key: getattr(second, key) if getattr(first, key) is None else getattr(first, key) for key in KEYS}
    return Metadata(**values)
