"""Matrix products by numpy's own library, and by one thread.

spaCy's models spend 44 % of their time in matrix products, which thinc gives to the library blis: 35 GFlops on one
core (AMD EPYC) where the OpenBLAS that comes with numpy does 100. Reading 150 press releases took 8.0 s with blis and
5.3 s without; tags, heads and entities were the same, token by token, also in batches of 1, 8 and 32.

More threads would be slower: the matrices are small, and two processes (`--jobs 2`) use the cores better.
"""

import functools
from collections.abc import Iterator
from contextlib import contextmanager

from spacy.language import Language
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController


def use_numpy(nlp: Language) -> None:
    """Let the models of a pipeline use numpy's library; models on a GPU or with a library of their own stay."""
    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for layer in model.walk() if model is not None else ():
            if type(layer.ops) is NumpyOps:
                layer.ops = ops


@contextmanager
def one_thread() -> Iterator[None]:
    """Hold numpy's library to one thread while something runs."""
    with _controller().limit(limits=1, user_api="blas"):
        yield


@functools.cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()
