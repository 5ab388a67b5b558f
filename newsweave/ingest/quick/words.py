"""Each distinct word of a batch is embedded once: a word's vector does not depend on the words around it.

Eight articles of 480 words have some 1,300 distinct ones. Embedding took a third of the time of a model; it is the
product of one vector of 480 or 672 numbers a word with a matrix.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model

Keys: TypeAlias = NDArray[np.uint64]
Vectors: TypeAlias = NDArray[np.float32]

# Layers that make a word's vector of nothing but what FeatureExtractor reads of it, and its static vector.
_KNOWN = {
    "extract_features",
    "list2ragged",
    "ints-getitem",
    "hashembed",
    "static_vectors",
    "maxout",
    "layernorm",
    "dropout",
    "ragged2list",
}
_ODD = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio, as in Fibonacci hashing


def embed_once(embed: Model[Any, Any]) -> Model[Any, Any] | None:
    """Return a layer that does what an embedding does, once for each word; None if the embedding is of another sort."""
    leaves = [layer for layer in embed.walk() if not layer.layers]
    extractors = [layer for layer in leaves if layer.name == "extract_features"]
    if len(extractors) != 1 or any(layer.name not in _KNOWN for layer in leaves):
        return None
    return Model(
        "embed_once", _forward, layers=[embed], dims={"nO": embed.maybe_get_dim("nO")}, attrs=dict(extractors[0].attrs)
    )


class _Words:
    """Distinct words in the place of a Doc, as far as FeatureExtractor and StaticVectors ask for one."""

    def __init__(self, vocab: Vocab, columns: list[int | str], keys: Keys) -> None:
        self.vocab = vocab
        self._columns = columns
        self._keys = keys

    def __len__(self) -> int:
        return len(self._keys)

    def to_array(self, wanted: int | list[int | str]) -> Keys:
        """Return what `Doc.to_array` would: a column for each attribute, or one alone."""
        if isinstance(wanted, list):
            return self._keys[:, [self._columns.index(each) for each in wanted]]
        return np.ascontiguousarray(self._keys[:, self._columns.index(wanted)])


def _forward(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[list[Vectors], Callable[[Any], Any]]:
    embed = model.layers[0]
    if is_train or not any(map(len, docs)):
        result: tuple[list[Vectors], Callable[[Any], Any]] = embed(docs, is_train)
        return result
    columns = [*model.attrs["columns"], docs[0].vocab.vectors.attr]  # the last is what static vectors are found by
    keys = np.concatenate([doc.to_array(columns) for doc in docs])
    first, inverse = _distinct(keys)
    (vectors,) = embed.predict([_Words(docs[0].vocab, columns, keys[first])])
    ends = np.cumsum([len(doc) for doc in docs])[:-1]
    return np.split(vectors[inverse], ends), no_training


def _distinct(keys: Keys) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return where each distinct row stands first, and which of them each row is.

    Rows are told apart by 64 bits; among 10,000 rows two are confused once in some 10^11 batches.
    """
    mixed = keys[:, 0].copy()
    for column in range(1, keys.shape[1]):
        mixed *= _ODD
        mixed ^= mixed >> np.uint64(29)
        mixed += keys[:, column]
    _, first, inverse = np.unique(mixed, return_index=True, return_inverse=True)
    return first, inverse


def no_training(_: Any) -> Any:
    """Stand where thinc has the way back of training."""
    raise ValueError("a pipeline that newsweave has quickened cannot be trained; load it anew")
