"""Words with a hyphen that the tokenizer keeps whole: "co-founded", "vice-president", "half-brother".

spaCy cuts at every hyphen between letters, and the parser then reads "co" as a word of its own: "Anna Berg co" is who
founded the firm. Kept whole, they are tagged and parsed by their endings, and rows of tables match them.
"""

from collections.abc import Iterator

from spacy.language import Language

from newsweave.ingest.lists import read_table


def keep_whole(nlp: Language) -> None:
    """Teach a tokenizer the words of `data/hyphens.toml`, in small letters, as a first word and as in a title."""
    add = getattr(nlp.tokenizer, "add_special_case", None)
    if add is None:  # a tokenizer of another sort
        return
    for word in wholes():
        for form in {word, word.capitalize(), "-".join(part.capitalize() for part in word.split("-"))}:
            add(form, [{"ORTH": form}])


def wholes() -> Iterator[str]:
    """Yield the words of the table, in small letters.

    >>> "co-founded" in wholes(), "editor-in-chief" in wholes()
    (True, True)
    """
    for row in read_table("hyphens")["row"]:
        for first in row["first"]:
            yield from (f"{first}-{last}" for last in row["last"])
