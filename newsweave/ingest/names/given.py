"""Given names: in front of another name they tell a person, and mostly which pronoun takes the person up.

The names are in `data/given_names.toml`.
"""

import functools

from newsweave.ingest.lists import read_table

_LONGEST = 4  # words of a name that a given name may begin


@functools.cache
def given_names() -> dict[str, str]:
    """Map given names to the pronoun for their bearers: he, she or both."""
    return {name: sort for sort, names in read_table("given_names").items() for name in names}


def given_name(form: str) -> str | None:
    """Return the given name that begins a name; None if none does, or if nothing follows it.

    >>> given_name("Anna Berg"), given_name("Jean-Luc Moreau"), given_name("Anna"), given_name("Anna 2")
    ('Anna', 'Jean-Luc', None, None)
    """
    words = form.split()
    if not 1 < len(words) <= _LONGEST or not words[-1][:1].isalpha() or not words[1][:1].isalpha():
        return None
    first = words[0]
    known = given_names()
    found = first if first in known else first.partition("-")[0]
    return found if found in known else None


def pronoun_of(form: str) -> str | None:
    """Return the pronoun for the bearer of a full name, where its given name tells.

    >>> pronoun_of("Anna Berg"), pronoun_of("Berg"), pronoun_of("Kim Berg")
    ('she', None, None)
    """
    given = given_name(form)
    sort = given_names()[given] if given else None
    return sort if sort != "both" else None
