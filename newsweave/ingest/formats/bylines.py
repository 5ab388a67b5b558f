"""Who wrote an article and what it is called, without what stands around both: posts, agencies, names of sites.

By Ann Porter, Staff Writer                     Ann Porter
Doug Stanglin, USA TODAY (usatoday.com)         Doug Stanglin
Rain in Leeds - The Daily Example               Rain in Leeds
"""

import re

_BY = re.compile(r"^(?:[Bb][Yy]|P(?:ar|AR))\s+(?=[^\W\d_])")
_POST = (
    r"(?:writer|reporter|correspondent|editor|columnist|contributor|producer|journalist|photographer|freelance"
    r"|staff|news\s?desk|newsroom)s?"
)
_IS_POST = re.compile(rf"(?:[\w’'.&-]+\s){{0,4}}{_POST}(?:\s(?:in|at|for|of)\s[\w’'. -]{{1,40}})?\.?", re.I)
_HAS_POST = re.compile(
    rf"\s+(?:senior|chief|staff|special|associate|deputy|managing|lead|contributing|foreign|political|business|local)\s"
    rf"(?:\w+\s){{0,3}}{_POST}$",
    re.I,
)
_AGENCIES = frozenset(
    "ap afp reuters upi pa dpa efe ansa tass xinhua bloomberg associatedpress agencefrancepresse pamedia "
    "pressassociation theassociatedpress unitedpressinternational wires agencies".split()
)
_NO_NAME = re.compile(r"\b(?:logged|log in|sign (?:in|up)|subscribe|account|cookies?|https?:|www\.)", re.I)
_MAIL = re.compile(r"[<(\[]?\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}\b[>)\]]?")
_DOMAIN = re.compile(r"\.(?:com|org|net|info|news|co\.[a-z]{2}|com\.[a-z]{2}|[a-z]{2})$")
_LETTERS = re.compile(r"[\W_]+")
_PART = re.compile(r"\s+[|•·»–—-]+\s+|(?<=\w):{1,2}\s+|\s+:{1,2}\s+|\s*\|\s*")
_SITE = 5  # words of a site's name with its section: "TIME NewsFeed"


def byline(words: str, publisher: str = "") -> str:
    """Return the names of authors, a post or an agency if nobody is named.

    >>> byline("By Ann Porter, Staff Writer"), byline("Doug Stanglin, USA TODAY", "usatoday.com")
    ('Ann Porter', 'Doug Stanglin')
    >>> byline("Reuters"), byline("Andrea Stone Senior Washington Correspondent")
    ('Reuters', 'Andrea Stone')
    """
    parts = [_HAS_POST.sub("", _BY.sub("", _MAIL.sub("", each).strip())).strip() for each in words.split(",")]
    sites = {_folded(publisher), _folded(_DOMAIN.sub("", publisher.lower()))}
    named = [each for each in parts if _folded(each) not in sites | {""} and not _NO_NAME.search(each)]
    persons = [each for each in named if _folded(each) not in _AGENCIES and not _IS_POST.fullmatch(each)]
    return ", ".join(dict.fromkeys(persons or named))


def headline(title: str, publisher: str = "", heading: str = "") -> str:
    """Return a title without the name of the site behind or before it.

    Args:
        title: What the page is called.
        publisher: The site's name.
        heading: The page's one heading of the first rank.

    >>> headline("Rain in Leeds - CNN.com", "CNN"), headline("TechCrunch | Rain: what we know", "TechCrunch")
    ('Rain in Leeds', 'Rain: what we know')
    >>> headline("Rain in Leeds | Weather | The Daily", heading="Rain in Leeds")
    'Rain in Leeds'
    >>> headline("Rain in Leeds | The Daily", "The Daily", heading="The Daily")
    'Rain in Leeds'
    """
    heading = " ".join(heading.split())
    site = _folded(_DOMAIN.sub("", publisher.lower()))
    if (
        heading
        and _folded(heading) != site
        and title != heading
        and (title.startswith(heading) or title.endswith(heading))
    ):
        rest = title.removeprefix(heading) if title.startswith(heading) else title.removesuffix(heading)[::-1]
        if _PART.match(rest if rest.startswith((" ", "|", ":")) else f" {rest}"):
            return heading
    while len(site) > 1 and (marks := list(_PART.finditer(title))):
        first, last = marks[0], marks[-1]
        if _is_site(title[last.end() :], site):
            title = title[: last.start()]
        elif _folded(title[: first.start()]) == site:
            title = title[first.end() :]
        else:
            break
    return title


def _is_site(words: str, site: str) -> bool:
    folded = _folded(_DOMAIN.sub("", words.lower()))
    return folded == site or (folded.startswith(site) and len(site) > 3 and len(words.split()) < _SITE)


def _folded(words: str) -> str:
    return _LETTERS.sub("", words.lower().removeprefix("the "))
