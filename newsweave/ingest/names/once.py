"""What several steps ask of a Doc is worked out once and kept with it: plain values alone, no Token and no Span."""

import functools
from collections.abc import Callable
from typing import TypeVar

from spacy.tokens import Doc

_T = TypeVar("_T")


def once(step: Callable[[Doc], _T]) -> Callable[[Doc], _T]:
    """Let a function of a Doc remember its answer in the Doc itself, which goes when the Doc goes.

    >>> import spacy
    >>> calls = []
    >>> length = once(lambda doc: calls.append(doc) or len(doc))
    >>> doc = spacy.blank("en")("Rain fell.")
    >>> length(doc), length(doc), len(calls)
    (3, 3, 1)
    """
    key = f"{step.__module__}.{step.__qualname__}"

    @functools.wraps(step)
    def kept(doc: Doc) -> _T:
        if key not in doc.user_data:
            doc.user_data[key] = step(doc)
        answer: _T = doc.user_data[key]
        return answer

    return kept
