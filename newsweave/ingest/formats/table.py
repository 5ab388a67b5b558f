"""The table of formats: how each is told, what reads it, and which extra it needs."""

import importlib
import importlib.util
from dataclasses import dataclass
from typing import cast

from newsweave.errors import ExtraError
from newsweave.ingest.formats.found import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format that articles come in.

    Attributes:
        name: What it is called here.
        said: What it is called in messages: "a PDF file".
        suffixes: How names of such files end.
        module: The module of this package that has its reader, `pieces`.
        many: Whether one file holds many articles.
        extra: The extra that brings the libraries; None if there are none.
        needs: The modules of these libraries.
    """

    name: str
    said: str
    suffixes: tuple[str, ...]
    module: str
    many: bool = False
    extra: str | None = None
    needs: tuple[str, ...] = ()

    def reader(self, thing: str) -> Reader:
        """Load the reader.

        Raises:
            ExtraError: A library is missing.
        """
        self.check(thing)
        return cast(Reader, importlib.import_module(f"{__package__}.{self.module}").pieces)

    def check(self, thing: str) -> None:
        """Find out, without loading them, whether the libraries are there."""
        missing = [name for name in self.needs if importlib.util.find_spec(name) is None]
        if missing:
            problem = f"is {self.said}, for which {', '.join(missing)} must be installed"
            raise ExtraError(thing, problem, f"pip install 'newsweave[{self.extra}]'")


_TAR = (".tar", ".tar.gz", ".tar.bz2", ".tar.xz")
FORMATS = {
    each.name: each
    for each in (
        Format(name="text", said="plain text", suffixes=(".txt", ".text", ".md"), module="plain"),
        Format(
            name="html",
            said="an HTML page",
            suffixes=(".html", ".htm", ".xhtml"),
            module="page",
            extra="html",
            needs=("trafilatura", "lxml_html_clean"),
        ),
        Format(
            name="saved",
            said="a page saved whole",
            suffixes=(".mhtml", ".mht", ".webarchive"),
            module="saved",
            extra="html",
            needs=("trafilatura", "lxml_html_clean"),
        ),
        Format(name="pdf", said="a PDF file", suffixes=(".pdf",), module="pdf", extra="pdf", needs=("pypdf",)),
        Format(name="docx", said="a Word document", suffixes=(".docx",), module="docx"),
        Format(name="eml", said="an e-mail", suffixes=(".eml",), module="mail"),
        Format(name="mbox", said="a mailbox", suffixes=(".mbox",), module="mailbox", many=True),
        Format(name="feed", said="a feed", suffixes=(".rss", ".atom", ".rdf", ".xml"), module="feed", many=True),
        Format(name="jsonl", said="JSON lines", suffixes=(".jsonl", ".ndjson"), module="lines", many=True),
        Format(name="json", said="JSON", suffixes=(".json",), module="objects", many=True),
        Format(name="csv", said="a table", suffixes=(".csv", ".tsv"), module="rows", many=True),
        Format(
            name="parquet",
            said="a Parquet table",
            suffixes=(".parquet",),
            module="parquet",
            many=True,
            extra="parquet",
            needs=("pyarrow",),
        ),
        Format(
            name="warc",
            said="a web archive",
            suffixes=(".warc", ".warc.gz"),
            module="warc",
            many=True,
            extra="warc",
            needs=("fastwarc",),
        ),
        Format(name="zip", said="a ZIP archive", suffixes=(".zip",), module="archive", many=True),
        Format(
            name="tar", said="a tar archive", suffixes=(*_TAR, ".tgz", ".tbz2", ".txz"), module="archive", many=True
        ),
        Format(name="gzip", said="a gzip file", suffixes=(".gz",), module="archive", many=True),
        Format(name="bzip2", said="a bzip2 file", suffixes=(".bz2",), module="archive", many=True),
        Format(name="xz", said="an xz file", suffixes=(".xz",), module="archive", many=True),
    )
}
PACKED = (".gz", ".bz2", ".xz")
# What a folder's files are told by; these can be anything, and are read only where they are named, or where more of
# the name tells: "news.jsonl.gz".
UNSURE = frozenset({".xml", ".json", ".rdf", *PACKED})


def by_suffix(name: str) -> Format | None:
    """Return the format that a file's name says; the longest suffix counts.

    >>> by_suffix("news.WARC.GZ").name, by_suffix("news.gz").name, by_suffix("news")
    ('warc', 'gzip', None)
    """
    plain = name.lower()
    fitting = [(len(end), each) for each in FORMATS.values() for end in each.suffixes if plain.endswith(end)]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None
