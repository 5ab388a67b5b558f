"""Which documents are not extracted, and what is said of them: in a language without a pipeline, or too long."""

import re
from itertools import islice

from newsweave.config import Config
from newsweave.errors import DocumentError, LanguageError, LimitError, ModelError
from newsweave.ingest import nlp
from newsweave.ingest.languages import primary
from newsweave.types import Document

# What spaCy will make of it, near enough; a run of letters without end is cut as `nlp.shadow` cuts it.
_WORD = re.compile(r"\w{1,256}|[^\w\s]")


def refusal(document: Document, config: Config) -> DocumentError | None:
    """Say why a document is not extracted; None if it is."""
    return _foreign(document, config) or _long(document, config)


def pipeline(document: Document, config: Config) -> str | None:
    """Return the pipeline that reads a document; None if there is none for its language. "und" and "mul" are tried.

    Raises:
        ModelError: The pipeline is not installed, or is for another language.
    """
    theirs = primary(document.language)
    named = dict(config.languages).get(theirs)
    if named is None:
        return config.model if theirs in {nlp.load(config.model).lang, "und", "mul"} else None
    if (lang := nlp.load(named).lang) not in {theirs, "xx"}:
        raise ModelError(f"languages -> {theirs}", f"{named} is a pipeline for {lang}", f"name one for {theirs}")
    return named


def _foreign(document: Document, config: Config) -> LanguageError | None:
    if pipeline(document, config):
        return None
    ours, theirs = nlp.load(config.model).lang, primary(document.language)
    cure = f"give --language {theirs}=PIPELINE, or write language: {ours} into its metadata if it is {ours}"
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
