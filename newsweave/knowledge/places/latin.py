"""Which of the many names in gazetteers an English text may use."""

import unicodedata

_SHORTEST = 4  # shorter ones are airport codes ("ALA") and words


def is_latin(name: str) -> bool:
    """Tell whether every letter of a name is Latin."""
    return all(not letter.isalpha() or unicodedata.name(letter, "").startswith("LATIN") for letter in name)


def is_name(name: str) -> bool:
    """Tell whether a listed alternate may be a name in an English text: Latin, of four letters, with a capital.

    >>> is_name("Nur-Sultan"), is_name("ALA"), is_name("kheiyf"), is_name("Астана")
    (True, False, False, False)
    """
    return (
        len(name) >= _SHORTEST
        and name[0].isupper()
        and not name.isupper()
        and not any(letter.isdigit() or letter in ",;()=" for letter in name)
        and is_latin(name)
    )
