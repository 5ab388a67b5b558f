"""Bytes in, extractions out: reading documents, and extracting what each says.

Names are loaded on first use: spaCy only when a document is extracted.
"""

import gc
import importlib
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsweave.ingest.extraction import extract
    from newsweave.ingest.jobs.many import extract_all
    from newsweave.ingest.readers import read
    from newsweave.ingest.recipes import recipe

__all__ = ["extract", "extract_all", "forget", "read", "recipe"]

_MODULES = {"extract": "extraction", "extract_all": "jobs.many", "read": "readers", "recipe": "recipes"}


def forget() -> None:
    """Let go of the models, which take some 250 MB each: what is extracted next loads them again."""
    if nlp := sys.modules.get(f"{__name__}.nlp"):
        nlp.load.cache_clear()
        gc.collect()


def __getattr__(name: str) -> object:
    """Load a public name on first use."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(importlib.import_module(f"{__name__}.{_MODULES[name]}"), name)
    return value
