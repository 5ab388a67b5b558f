"""A small Wikidata: entities in its own JSON, and an api.php over them."""

from typing import Any

from tests.knowledge.scripted import Asked, Step


def statement(pid: str, value: Any, rank: str = "normal", **qualifiers: Any) -> dict[str, Any]:
    """Write a statement; no value is "somevalue"."""
    snak: dict[str, Any] = {"snaktype": "value" if value is not None else "somevalue", "property": pid}
    if value is not None:
        snak["datavalue"] = {"value": value}
    told = {name: [{"snaktype": "value", "datavalue": {"value": each}}] for name, each in qualifiers.items()}
    return {"mainsnak": snak, "rank": rank, "type": "statement"} | ({"qualifiers": told} if told else {})


def thing(qid: str) -> dict[str, Any]:
    """Write a value that is an item."""
    return {"entity-type": "item", "numeric-id": int(qid[1:]), "id": qid}


def day(text: str, precision: int = 11) -> dict[str, Any]:
    """Write a time."""
    return {"time": f"+{text}T00:00:00Z", "precision": precision}


def entity(
    qid: str,
    name: str = "",
    *statements: dict[str, Any],
    aliases: tuple[str, ...] = (),
    description: str = "",
    wikis: int = 1,
    language: str = "en",
) -> dict[str, Any]:
    """Write an entity, empty maps as lists where there is nothing in them."""
    claims: dict[str, list[Any]] = {}
    for each in statements:
        claims.setdefault(each["mainsnak"]["property"], []).append(each)
    pages = ["enwiki", *(f"x{number}wiki" for number in range(1, wikis))][:wikis]
    return {
        "type": "item",
        "id": qid,
        "labels": {language: {"language": language, "value": name}} if name else [],
        "descriptions": {"en": {"language": "en", "value": description}} if description else [],
        "aliases": {"en": [{"language": "en", "value": alias} for alias in aliases]} if aliases else [],
        "claims": claims or [],
        "sitelinks": {page: {"site": page, "title": name} for page in pages} if pages else [],
    }


def instance(qid: str, **more: Any) -> dict[str, Any]:
    """Write "is a"."""
    return statement("P31", thing(qid), **more)


KAZAKHSTAN = entity(
    "Q232",
    "Kazakhstan",
    instance("Q3624078"),
    statement("P17", thing("Q232")),
    statement("P297", "KZ"),
    statement("P298", "KAZ"),
    statement("P1566", "1522867"),
    statement("P571", day("1991-12-16")),
    statement("P625", {"latitude": 48.0, "longitude": 68.0, "globe": "http://www.wikidata.org/entity/Q2"}),
    statement("P1082", {"amount": "+16000000", "unit": "1"}, P585=day("2009-01-01")),
    statement("P1082", {"amount": "+19000000", "unit": "1"}, P585=day("2021-01-01")),
    statement("P1549", {"text": "Kazakhstani", "language": "en"}),
    statement("P1549", {"text": "Kasache", "language": "de"}),
    aliases=("Republic of Kazakhstan", "KAZ", "🇰🇿"),
    description="country in Central Asia",
    wikis=300,
)
NAZARBAYEV = entity(
    "Q1253",
    "Nursultan Nazarbayev",
    instance("Q5"),
    statement("P27", thing("Q15180"), P582=day("1991-12-26")),
    statement("P27", thing("Q232")),
    statement("P569", day("1940-07-06")),
    statement("P570", None),
    aliases=("Nursultan Nazarbaev",),
    description="President of Kazakhstan from 1991 to 2019",
    wikis=120,
)
TOKAYEV = entity(
    "Q1292",
    "Kassym-Jomart Tokayev",
    instance("Q5"),
    statement("P27", thing("Q232"), "preferred"),
    statement("P27", thing("Q15180"), "deprecated"),
    statement("P569", day("1953-00-00", 9)),
    wikis=90,
)
SECURITY = entity(
    "Q4200",
    "National Security Committee",
    instance("Q9001"),
    statement("P17", thing("Q232")),
    aliases=("KNB",),
    description="intelligence agency",
    wikis=20,
)
AGENCY = entity("Q9001", "intelligence service of a country", statement("P279", thing("Q9002")), wikis=0)
SERVICE = entity("Q9002", "secret service", statement("P279", thing("Q327333")), wikis=0)
SOVIET = entity("Q15180", "Soviet Union", instance("Q3024240"), statement("P576", day("1991-12-26")), wikis=200)
PAGE = entity("Q77", "Nazarbayev", instance("Q4167410"))
ALL = {each["id"]: each for each in (KAZAKHSTAN, NAZARBAYEV, TOKAYEV, SECURITY, AGENCY, SERVICE, SOVIET, PAGE)}


def names(each: dict[str, Any]) -> list[str]:
    """Return the names that a search looks at."""
    aliases = each["aliases"]["en"] if isinstance(each["aliases"], dict) else []
    return [each["labels"]["en"]["value"], *(alias["value"] for alias in aliases)]


def api(asked: Asked) -> Step:
    """Answer as api.php does: beginnings of names, words anywhere, entities."""
    fields = asked.fields
    if fields["action"] == "wbgetentities":
        ids = fields["ids"].split("|")
        return Step(body={"entities": {qid: ALL.get(qid, {"id": qid, "missing": ""}) for qid in ids}, "success": 1})
    if fields["action"] == "wbsearchentities":
        start = fields["search"].casefold()
        found = [qid for qid, each in ALL.items() if any(name.casefold().startswith(start) for name in names(each))]
        return Step(body={"search": [{"id": qid} for qid in found]})
    last = fields["srsearch"].removesuffix(" haswbstatement:P31=Q5").split()[-1].casefold()[:2]
    found = [qid for qid, each in ALL.items() if any(last in name.casefold() for name in names(each))]
    return Step(body={"query": {"search": [{"title": qid} for qid in [*found, "Talk:Q5"]]}})
