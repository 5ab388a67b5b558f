"""The entity recogniser's decisions, for all words of a batch together.

spaCy goes through a text word by word and asks at each which moves are allowed: to begin an entity (B), to name one of
a single word (U), to go on (I), to end it (L), or none (O). What it decides where no entity is open depends on that
word alone, and where one is open on the word, the one before it and the first of the entity (set_context_tokens in
spaCy's _state.pxd).
So all words are scored as if no entity were open; each entity that begins is followed to its end, all of them a word at
a time; and of those that overlap the first counts. Reading took a third less: spaCy spends most of the time on telling
which of 74 moves are allowed.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span
from thinc.api import NumpyOps

from newsweave.ingest.quick.words import Vectors

NAME = "newsweave_entities"
_STATE = 3  # words that a decision depends on
_NEVER = np.float32(-np.inf)


def fits(recogniser: Any) -> bool:
    """Tell whether a component decides as this module does."""
    if type(recogniser) is not EntityRecognizer or recogniser.cfg["beam_width"] != 1:
        return False
    model = recogniser.model
    lower = model.get_ref("lower")
    return bool(
        model.attrs["has_upper"]
        and not model.attrs["unseen_classes"]
        and isinstance(model.ops, NumpyOps)
        and lower.get_dim("nF") == _STATE
        and lower.get_dim("nP") >= 2
    )


@Language.factory(NAME, default_config={"recogniser": "ner"})
def _make(nlp: Language, name: str, recogniser: str) -> "Entities":  # noqa: ARG001 - spaCy gives it
    return Entities(nlp.get_pipe(recogniser))


class Entities:
    """Finds what a recogniser would; one that `fits`."""

    def __init__(self, recogniser: EntityRecognizer) -> None:
        self._recogniser = recogniser
        model = recogniser.model
        self._vectors = model.get_ref("tok2vec")
        self._hidden = _Hidden(model.get_ref("lower"))
        self._moves = _Moves(recogniser, model.get_ref("upper"))

    def __call__(self, doc: Doc) -> Doc:
        """Find the entities of one document."""
        return next(self.pipe([doc], batch_size=1))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int) -> Iterator[Doc]:
        """Find the entities of documents, so many at a time."""
        documents = iter(stream)
        while docs := list(islice(documents, batch_size)):
            if any(doc.has_annotation("ENT_IOB") for doc in docs):  # what is there must be kept
                yield from self._recogniser.pipe(docs, batch_size=batch_size)
            else:
                self._annotate(docs)
                yield from docs

    def _annotate(self, docs: Sequence[Doc]) -> None:
        ends = np.cumsum([len(doc) for doc in docs]).tolist()
        found = self._found(docs, ends) if ends[-1] else []
        number, start = 0, 0
        for doc, end in zip(docs, ends, strict=True):
            spans = []
            while number < len(found) and found[number][0] < end:
                first, last, label = found[number]
                spans.append(Span(doc, first - start, last - start, label=label))
                number += 1
            doc.set_ents(spans)
            start = end

    def _found(self, docs: Sequence[Doc], ends: list[int]) -> list[tuple[int, int, str]]:
        """List the entities of all documents: first word, word after the last, label."""
        vectors = self._vectors.predict(docs)
        flags = np.concatenate([doc.to_array(["SENT_START", "IS_SPACE"]) for doc in docs])
        closed = np.ones(len(vectors), bool)  # where an entity cannot go on to the next word
        closed[:-1] = flags[1:, 0] == 1
        closed[[end - 1 for end in ends if end]] = True
        alone = self._hidden.part(0, vectors)
        chosen = self._moves.outside(self._hidden.outside(alone), closed, flags[:, 1] == 1)
        until = self._followed(vectors, alone, chosen, closed)
        return self._moves.first(chosen, until)

    def _followed(
        self, vectors: Vectors, alone: Vectors, chosen: NDArray[np.intp], closed: NDArray[np.bool_]
    ) -> NDArray[np.intp]:
        """Follow each entity that begins; return where it ends, by its first word."""
        until = np.arange(1, len(chosen) + 1)
        first = np.flatnonzero(self._moves.begins[chosen])
        at, move = first + 1, chosen[first]
        begun = self._hidden.part(1, vectors[first])
        while len(at):
            state = alone[at] + begun + self._hidden.part(2, vectors[at - 1])
            on = self._moves.go_on(self._hidden.inside(state), move) & ~closed[at]
            until[first[~on]] = at[~on] + 1
            first, at, move, begun = first[on], at[on] + 1, move[on], begun[on]
        return until


class _Hidden:
    """What a decision is made of: a sum over the words that it depends on, and of each pair of pieces the greater."""

    def __init__(self, lower: Any) -> None:
        weights = lower.get_param("W")  # word, output, piece, input
        pad = lower.get_param("pad")[0]  # word, output, piece
        self._weights = [np.ascontiguousarray(each.transpose(2, 1, 0).reshape(each.shape[2], -1)) for each in weights]
        self._missing = [each.T.reshape(-1) for each in pad]
        self._bias = lower.get_param("b").T.reshape(-1)
        self._width = weights.shape[1]

    def part(self, word: int, vectors: Vectors) -> Vectors:
        """Return what a word adds, by its part in the decision: the word itself, the entity's first, the one before."""
        part: Vectors = vectors @ self._weights[word]
        return part

    def outside(self, alone: Vectors) -> Vectors:
        """Return what decides where no entity is open."""
        return self.inside(alone + self._missing[1] + self._missing[2])

    def inside(self, state: Vectors) -> Vectors:
        """Return what decides, of a sum."""
        state = state + self._bias
        best = state[:, : self._width]
        for piece in range(self._width, state.shape[1], self._width):
            best = np.maximum(best, state[:, piece : piece + self._width])
        return best


class _Moves:
    """The recogniser's moves, and how well each fits a word.

    Attributes:
        begins: For each move where no entity is open, whether it begins one of several words.
    """

    def __init__(self, recogniser: EntityRecognizer, upper: Any) -> None:
        names = [recogniser.moves.get_class_name(number) for number in range(recogniser.moves.n_moves)]
        weights, bias = upper.get_param("W"), upper.get_param("b")
        outside = [number for number, name in enumerate(names) if name[0] in "BUO" and name != "U-"]
        sorts = np.array([names[number][0] for number in outside])
        self._labels = [names[number][2:] for number in outside]
        self._weights, self._bias = np.ascontiguousarray(weights[outside].T), bias[outside]
        self.begins = sorts == "B"
        self._some = np.flatnonzero(sorts != "O")
        (self._none,) = np.flatnonzero(sorts == "O")
        go_on = [names.index(f"I-{label}") if label else 0 for label in self._labels]
        end = [names.index(f"L-{label}") if label else 0 for label in self._labels]
        # To go on against to end, as one difference; of two that are equal spaCy takes the one that is listed first.
        self._go_on = weights[go_on], bias[go_on]
        self._end = weights[end], bias[end]
        self._on_first = np.array([one < other for one, other in zip(go_on, end, strict=True)])

    def outside(self, hidden: Vectors, closed: NDArray[np.bool_], blank: NDArray[np.bool_]) -> NDArray[np.intp]:
        """Choose a move for each word, as if no entity were open."""
        scores = hidden @ self._weights + self._bias
        scores[np.ix_(closed, self.begins)] = _NEVER
        scores[np.ix_(np.flatnonzero(blank), self._some)] = _NEVER
        chosen: NDArray[np.intp] = scores.argmax(axis=1)
        return chosen

    def go_on(self, hidden: Vectors, move: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Tell for each word whether the entity that a move has begun would rather go on than end."""
        on, end = (
            np.einsum("ij,ij->i", hidden, weights[move]) + bias[move] for weights, bias in (self._go_on, self._end)
        )
        rather: NDArray[np.bool_] = (on > end) | (self._on_first[move] & (on == end))
        return rather

    def first(self, chosen: NDArray[np.intp], until: NDArray[np.intp]) -> list[tuple[int, int, str]]:
        """List the entities from the left; one that begins within another is none."""
        found, free = [], 0
        for start in np.flatnonzero(chosen != self._none).tolist():
            if start >= free:
                free = int(until[start])
                found.append((start, free, self._labels[chosen[start]]))
        return found
