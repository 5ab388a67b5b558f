"""Which country an office is of where the text does not say: "President Clinton", "Taoiseach Martin".

The names are rows of `data/leaders.toml`, asked only after a title of their sort.
"""

import functools

from newsweave.ingest.lists import read_table
from newsweave.ingest.reading import Reading, Referent
from newsweave.types import Kind

# Offices that one country has, in the words of the English news.
_OFFICES = {
    "secretary of state": "US",
    "attorney general": "US",
    "taoiseach": "IE",
    "tanaiste": "IE",
    "chancellor of the exchequer": "GB",
    "home secretary": "GB",
    "foreign secretary": "GB",
    "home minister": "IN",
}
_SORTS = {
    "president": "president",
    "chancellor": "head",
    "prime minister": "head",
    "premier": "head",
    "pm": "head",
}


def office_country(office: str, name: str) -> str | None:
    """Return the code of the country that an office is of.

    Args:
        office: The title, in small letters.
        name: The name after it, as written.

    >>> office_country("president", "Clinton"), office_country("president", "Hillary Clinton")
    ('US', None)
    """
    if office in _OFFICES:
        return _OFFICES[office]
    leaders = _leaders().get(_SORTS.get(office, ""), {})
    return leaders.get(name)


@functools.cache
def _leaders() -> dict[str, dict[str, str]]:
    data = read_table("leaders")
    return {
        sort: {name: code for code, names in countries.items() for name in names} for sort, countries in data.items()
    }


def is_abroad(reading: Reading, person: Referent, focus: Referent) -> bool:
    """Tell whether a sentence has gone to another country before it names somebody: "is to visit Beijing, to ask"."""
    start, _ = reading.bounds(person.start)
    before = (reading.at(i) for i in range(start, person.start))
    there = {_country(reading, each) for each in before if each and reading.kind(each) is Kind.PLACE}
    return bool(there - {_country(reading, focus), None})


def _country(reading: Reading, place: Referent) -> str | None:
    return place.country if place.group is None else reading.groups[place.group].country
