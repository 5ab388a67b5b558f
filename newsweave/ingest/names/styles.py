"""Monarchs, princes and popes: a given name alone, which the style before it makes a name: "Pope Francis"."""

from collections import Counter

from spacy.tokens import Doc

from newsweave.ingest.names.coreference import Group
from newsweave.ingest.names.cues import cues
from newsweave.types import Kind


def styled(doc: Doc, group: Group) -> tuple[str, int] | None:
    """Return the name of a person with the style that it has most often, and how often; None if it needs none.

    "Pope Francis flew to Juba. Francis met refugees." gives ("Pope Francis", 1).
    """
    if group.kind is not Kind.PERSON or any(name.end - name.start > 1 for name in group.names):
        return None
    found: Counter[str] = Counter()
    for name in group.names:
        style = _style(doc, name.start)
        if style:
            found[f"{style} {doc[name.start].text}"] += 1
    return found.most_common(1)[0] if found else None  # of several as frequent ones, the first in the text


def _style(doc: Doc, start: int) -> str:
    """Return the style that stands before a name, as it is written; nothing if none does."""
    for size in (2, 1):
        before = [token.text for token in doc[max(start - size, 0) : start]]
        style = " ".join(before)
        if style.lower() in cues().styles and all(word.istitle() for word in before):
            return style
    return ""
