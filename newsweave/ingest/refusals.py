"""Which documents are not extracted, and what is said of them: in a language without a pipeline, or too long."""

import re
from itertools import islice

from newsweave.config import Config
from newsweave.errors import DocumentError, LanguageError, LimitError
from newsweave.ingest import nlp
from newsweave.ingest.languages import primary
from newsweave.types import Document

# What spaCy will make of it, near enough; a run of letters without end is cut as `nlp.shadow` cuts it.
_WORD = re.compile(r"\w{1,256}|[^\w\s]")


def refusal(document: Document, config: Config) -> DocumentError | None:
    """Say why a document is not extracted; None if it is."""
    return _foreign(document, config) or _long(document, config)


def _foreign(document: Document, config: Config) -> LanguageError | None:
    """Refuse a language that the pipeline does not read; "und" and "mul" are tried."""
    ours, theirs = nlp.load(config.model).lang, primary(document.language)
    if theirs in {ours, "und", "mul"}:
        return None
    cure = f"give --model a pipeline for {theirs}, or write language: {ours} into its metadata if it is {ours}"
    return LanguageError(_thing(document), f"is in the language {document.language!r}", cure)


def _long(document: Document, config: Config) -> LimitError | None:
    """Refuse a text that would take long: 40,000 words take some ten seconds."""
    most = config.longest
    if len(document.text) <= most or sum(1 for _ in islice(_WORD.finditer(document.text), most + 1)) <= most:
        return None
    problem = f"has more than {most:,} words and punctuation marks"
    return LimitError(_thing(document), problem, "cut it into its articles, or raise the limit with --longest")


def _thing(document: Document) -> str:
    return document.source or document.id
