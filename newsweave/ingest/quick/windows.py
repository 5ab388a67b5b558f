"""The layers that look at the words around (spaCy's MaxoutWindowEncoder), as numpy alone computes them.

Each layer joins a word's vector with those of its neighbours, multiplies, takes the greatest of three pieces, evens out
mean and variance, and adds the result to the vector. thinc does the same and notes what training needs: which piece was
the greatest, and what to do on the way back. Without that, and with the pieces side by side, it takes a quarter less.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from thinc.api import Model

from newsweave.ingest.quick.words import Vectors, no_training

_KNOWN = {"expand_window", "maxout", "layernorm", "dropout"}
_TOGETHER = 2048  # words whose windows are laid out at a time
_SMALL = 1e-8  # what thinc adds to a variance


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layer:
    """One layer.

    Attributes:
        weights: From a window to all pieces; the first pieces of all outputs come first.
        bias: Of all pieces, in that order.
        scale: Of each output, after mean and variance are evened out.
        shift: Added to each.
    """

    weights: Vectors
    bias: Vectors
    scale: Vectors
    shift: Vectors


def look_around(encode: Model[Any, Any]) -> Model[Any, Any] | None:
    """Return a layer that does what an encoder does; None if the encoder is of another sort."""
    leaves = [layer for layer in encode.walk() if not layer.layers]
    blocks = [layer for layer in encode.walk() if layer.layers and layer.layers[0].name == "expand_window"]
    added = {f"residual({block.name})" for block in blocks}
    windows = {layer.attrs["window_size"] for layer in leaves if layer.name == "expand_window"}
    parts = [{each.name: each for each in block.walk()} for block in blocks]
    if (
        {layer.name for layer in leaves} - _KNOWN
        or windows != {1}
        or not added <= {layer.name for layer in encode.walk()}
        or any({"expand_window", "maxout", "layernorm"} - part.keys() for part in parts)
        or any(part["maxout"].get_dim("nI") != 3 * part["maxout"].get_dim("nO") for part in parts)
        or encode.attrs.get("pad", 0) < 1
    ):
        return None
    layers = tuple(_layer(part["maxout"], part["layernorm"]) for part in parts)
    return Model(
        "look_around",
        _forward,
        layers=[encode],
        dims={"nO": encode.maybe_get_dim("nO")},
        attrs={"layers": layers, "pad": encode.attrs["pad"]},
    )


def _layer(maxout: Model[Any, Any], norm: Model[Any, Any]) -> _Layer:
    weights: Any = maxout.get_param("W")  # output, piece, input
    bias: Any = maxout.get_param("b")  # output, piece
    scale: Any = norm.get_param("G")
    shift: Any = norm.get_param("b")
    return _Layer(
        weights=np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(weights.shape[2], -1)),
        bias=np.ascontiguousarray(bias.T.reshape(-1)),
        scale=scale,
        shift=shift,
    )


def _forward(
    model: Model[Any, Any], vectors: Sequence[Vectors], is_train: bool
) -> tuple[list[Vectors], Callable[[Any], Any]]:
    if is_train or not any(map(len, vectors)):
        result: tuple[list[Vectors], Callable[[Any], Any]] = model.layers[0](vectors, is_train)
        return result
    pad = model.attrs["pad"]
    flat, places = _flat(vectors, pad)
    for layer in model.attrs["layers"]:
        flat = _passed(layer, flat)
    return [flat[start:end] for start, end in places], no_training


def _flat(vectors: Sequence[Vectors], pad: int) -> tuple[Vectors, list[tuple[int, int]]]:
    """Join the vectors of documents, with empty ones between and one at each end; tell where each document is."""
    places, end = [], 1 + pad
    for each in vectors:
        places.append((end, end + len(each)))
        end += len(each) + pad
    flat = np.zeros((end + 1, vectors[0].shape[1]), np.float32)
    for (start, stop), each in zip(places, vectors, strict=True):
        flat[start:stop] = each
    return flat, places


def _passed(layer: _Layer, flat: Vectors) -> Vectors:
    """Send vectors through a layer; the first and the last are no words, and stay empty."""
    rows, width = len(flat) - 2, flat.shape[1]
    passed = np.zeros_like(flat)
    window = np.empty((min(rows, _TOGETHER), 3 * width), np.float32)
    pieces = np.empty((len(window), len(layer.bias)), np.float32)
    for start in range(0, rows, _TOGETHER):
        count = min(_TOGETHER, rows - start)
        for side in range(3):
            window[:count, side * width : (side + 1) * width] = flat[start + side : start + side + count]
        many = pieces[:count]
        np.matmul(window[:count], layer.weights, out=many)
        many += layer.bias
        best = passed[start + 1 : start + 1 + count]
        best[:] = many[:, :width]
        for piece in range(width, many.shape[1], width):
            np.maximum(best, many[:, piece : piece + width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        spread = np.einsum("ij,ij->i", best, best) / np.float32(width) + np.float32(_SMALL)
        best /= np.sqrt(spread)[:, None]
        best *= layer.scale
        best += layer.shift
        best += flat[start + 1 : start + 1 + count]
    return passed
