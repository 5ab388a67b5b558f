"""What an e-mail forwards or answers: the heads that mail programs write before another's words, and what these say.

-----Original Message-----                  ---------- Forwarded message ---------
From: Ann Porter <ann@daily.example>        From: Ann Porter <ann@daily.example>
Sent: Monday, February 12, 2024 9:00 AM     Date: Mon, Feb 12, 2024 at 9:00 AM
"""

import re
from email.utils import parseaddr

_FORWARDED = re.compile(r"^\s*(?:fwd?|wg|tr|rv|i|enc|doorst)\s?:", re.I)
_PREFIXES = re.compile(r"^(?:\s*(?:re|aw|sv|fwd?|wg|tr|rv|antw|enc|doorst)\s?(?:\[\d{1,3}\])?:)+\s*", re.I)
_FIELD = (
    "(?:From|Von|De|Date|Sent|Gesendet|Datum|Envoyé|Date d’envoi|Enviado|Fecha|To|An|À|Para|Cc|Subject|Betreff|Objet"
    "|Asunto|Reply-To)"
)
_REST = r"\*?\s?:[^\n]{0,500}\n"
_HEAD = re.compile(
    r"^(?:[ \t]*(?:-{2,20}[^\n-]{1,60}-{2,20}|_{10,100}|Begin forwarded message:)[ \t]*\n\s{0,20})?"
    rf"(?P<fields>\*?(?:From|Von|De){_REST}(?:\*?{_FIELD}{_REST}(?:[ \t]+[^\n]{{0,500}}\n){{0,20}}){{1,8}})\s{{0,20}}",
    re.M,
)
_NAMES = {"author": "From|Von|De", "published": "Date|Sent|Gesendet|Datum|Envoyé|Enviado|Fecha"}
_NAMES["title"] = "Subject|Betreff|Objet|Asunto"
_LONGEST = 500  # letters of a sender
_BARE = re.compile(r"[\"']|\s*\([^()]{1,80}\)\s*$|\s*<[^<>]*>\s*$")


def is_forward(subject: str) -> bool:
    """Tell by its subject whether an e-mail forwards another.

    >>> is_forward("Fwd: Rain in Leeds"), is_forward("Re: Rain in Leeds")
    (True, False)
    """
    return _FORWARDED.match(subject) is not None


def bare(subject: str) -> str:
    """Return a subject without what answers and forwards put before it.

    >>> bare("Re: FW: Rain in Leeds")
    'Rain in Leeds'
    """
    return _PREFIXES.sub("", subject)


def inner(text: str) -> tuple[int, dict[str, str]]:
    r"""Find the head of what an e-mail forwards: where the words behind it begin, and what it says under our keys.

    >>> inner("Look!\n\n---- Forwarded message ----\nFrom: Ann <a@b.example>\nDate: 6 Jan 2022\n\nRain fell.")
    (77, {'author': 'Ann', 'published': '6 Jan 2022'})
    """
    found = _HEAD.search(text)
    if not found:
        return 0, {}
    said = {}
    for key, names in _NAMES.items():
        line = re.search(rf"^\*?(?:{names})\*?\s?:\*?[ \t]*([^\n]+)", found["fields"], re.M)
        if line and line[1].strip():
            said[key] = line[1].strip()
    if "author" in said:
        said["author"] = person(said["author"])
    return found.end(), said


def person(sender: str) -> str:
    """Return the name in a sender, the first name first.

    >>> person('"Porter, Ann (The Daily)" <ann@daily.example>'), person("Ann Porter <ann@daily.example>")
    ('Ann Porter', 'Ann Porter')
    """
    before, angle, _ = sender[:_LONGEST].partition("<")
    name = before if angle else parseaddr(before)[0] or ("" if "@" in before else before)
    name = _BARE.sub("", _BARE.sub("", name.strip())).strip()
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma and len(name.split()) <= 4 and "," not in first else name
