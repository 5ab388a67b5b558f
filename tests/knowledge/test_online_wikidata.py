from collections.abc import Iterator
from pathlib import Path

import pytest

from newsweave.errors import ServiceError, UnknownNameError
from newsweave.knowledge.online import Patience, Reconciliation, Wikidata, default_path, open_service
from newsweave.knowledge.online.cache import Cache
from newsweave.knowledge.types import Fit, KnowledgeBase
from newsweave.types import Kind
from tests.knowledge import wikidata_fake as fake
from tests.knowledge.scripted import Asked, Service, Step, service

ONCE = Patience(tries=1, answer=2.0)


@pytest.fixture
def there() -> Iterator[Service]:
    with service(fake.api) as running:
        yield running


@pytest.fixture
def base(there: Service, tmp_path: Path) -> Iterator[Wikidata]:
    opened = open_service("wikidata", cache=tmp_path / "c.sqlite", wikidata_api=f"{there.url}/w/api.php", patience=ONCE)
    assert isinstance(opened, Wikidata)
    yield opened
    opened.close()


def test_a_country_comes_with_all_that_is_known(base: Wikidata) -> None:
    (found,) = base.candidates("Kazakhstan", Kind.PLACE)
    item = found.item
    assert found.fit is Fit.NAME
    assert (item.id, item.kind, item.sort, item.country) == ("wd:Q232", Kind.PLACE, "country", "KZ")
    assert (item.aliases, item.weak, item.people) == (("Republic of Kazakhstan",), ("KAZ", "🇰🇿"), ("Kazakhstani",))
    assert (item.latitude, item.longitude, item.population, item.popularity) == (48.0, 68.0, 19_000_000, 300.0)
    assert (item.start, item.end) == ("1991-12-16", None)
    assert dict(item.links) == {"wikidata": "Q232", "geonames": "1522867"}
    assert item.description == "country in Central Asia"


def test_a_person_is_of_the_country_that_is_not_over(base: Wikidata) -> None:
    (found,) = base.candidates("Nursultan Nazarbaev", Kind.PERSON)
    assert found.fit is Fit.ALIAS
    assert (found.item.country, found.item.start, found.item.end) == ("KZ", "1940-07-06", None)
    assert found.item.sort == "person"


def test_a_name_in_another_spelling_is_found_by_words(base: Wikidata, there: Service) -> None:
    (found,) = base.candidates("Qasym-Zhomart Toqaev", Kind.PERSON)
    assert (found.item.id, found.fit) == ("wd:Q1292", Fit.FOLDED)
    assert found.item.start == "1953"
    assert [asked.fields.get("srsearch") for asked in there.asked if asked.fields["action"] == "query"] == [
        "Qasym-Zhomart Toqaev haswbstatement:P31=Q5"
    ]


def test_a_class_that_is_not_in_the_table_is_climbed(base: Wikidata) -> None:
    (found,) = base.candidates("KNB")
    assert (found.item.kind, found.item.sort, found.item.country) == (Kind.ORG, "organisation", "KZ")


def test_beginnings_of_names_and_pages_about_words_are_no_candidates(base: Wikidata) -> None:
    assert base.candidates("Nazarbayev") == ()
    assert base.candidates("Kazakh") == ()


def test_another_kind_is_no_candidate(base: Wikidata) -> None:
    assert base.candidates("Kazakhstan", Kind.PERSON) == ()


def test_what_is_over_is_former(base: Wikidata) -> None:
    assert [each.item.sort for each in base.candidates("Soviet Union")] == ["former"]


def test_names_share_requests_and_keep_their_order(base: Wikidata, there: Service) -> None:
    names = [("Kazakhstan", Kind.PLACE), ("Nobody Zzyzx", Kind.PERSON), ("Nursultan Nazarbayev", None), ("", None)]
    found = list(base.candidates_of(names))
    assert [[each.item.id for each in some] for some in found] == [["wd:Q232"], [], ["wd:Q1253"], []]
    entities = [asked.fields["ids"] for asked in there.asked if asked.fields["action"] == "wbgetentities"]
    assert entities == ["Q1253|Q232"]
    assert all(asked.fields["maxlag"] == "5" for asked in there.asked)


def test_fifty_entities_a_request(tmp_path: Path) -> None:
    def many(asked: Asked) -> Step:
        if asked.fields["action"] == "wbgetentities":
            ids = asked.fields["ids"].split("|")
            return Step(body={"entities": {qid: fake.entity(qid, f"N {qid}", fake.instance("Q515")) for qid in ids}})
        number = int(asked.fields["search"].split()[1])
        return Step(body={"search": [{"id": f"Q{number * 20 + at}"} for at in range(1, 21)]})

    with service(many) as there:
        base = open_service("wikidata", cache=tmp_path / "c", wikidata_api=there.url, patience=ONCE)
        list(base.candidates_of([(f"N {number}", None) for number in range(6)]))
        base.close()
    sizes = [len(asked.fields["ids"].split("|")) for asked in there.asked if "ids" in asked.fields]
    assert sizes == [50, 50, 20]


def test_entities_that_an_answer_had_no_room_for_are_asked_for_again(tmp_path: Path) -> None:
    def small(asked: Asked) -> Step:
        if asked.fields["action"] == "wbgetentities":
            ids = [qid for qid in asked.fields["ids"].split("|") if qid != "Q3"]
            cities = [fake.entity(qid, "Acme", fake.instance("Q515")) for qid in ids[: 0 if len(ids) > 4 else 2]]
            return Step(body={"entities": {each["id"]: each for each in cities}})
        return Step(body={"search": [{"id": f"Q{number}"} for number in range(1, 8)]})

    with service(small) as there:
        base = open_service("wikidata", cache=tmp_path / "c", wikidata_api=there.url, patience=ONCE)
        assert [each.item.id for each in base.candidates("Acme")] == [f"wd:Q{number}" for number in (1, 2, 4, 5, 6, 7)]
        base.close()


def test_an_item_by_its_id(base: Wikidata) -> None:
    item = base.item("wd:Q1253")
    assert item is not None
    assert item.name == "Nursultan Nazarbayev"
    assert base.item("Q999999") is None
    assert base.item("gn:1; DROP") is None


def test_nothing_is_asked_twice_and_a_run_repeats_offline(there: Service, tmp_path: Path) -> None:
    names = [("Kazakhstan", None), ("Qasym-Zhomart Toqaev", Kind.PERSON), ("Nobody Zzyzx", None), ("KNB", Kind.ORG)]
    options = {"cache": tmp_path / "c.sqlite", "wikidata_api": there.url, "patience": ONCE}

    def run(**more: bool) -> tuple[list[object], str, int]:
        base = open_service("wikidata", **options, **more)  # type: ignore[arg-type]
        found: list[object] = list(base.candidates_of(names))
        told = (found, base.fingerprint, len(there.asked))
        base.close()
        return told

    first, _, asked = run()
    second, _, asked_again = run()
    offline, fingerprint, _ = run(offline=True)
    assert first == second == offline
    assert asked == asked_again == len(there.asked)
    assert run(offline=True)[1] == fingerprint


def test_offline_what_is_not_known_has_no_candidates(there: Service, tmp_path: Path) -> None:
    base = open_service("wikidata", cache=tmp_path / "c", wikidata_api=there.url, offline=True)
    assert base.candidates("Kazakhstan") == ()
    assert base.item("wd:Q232") is None
    assert there.asked == []
    base.close()


def test_one_odd_entity_does_not_cost_the_others(tmp_path: Path) -> None:
    def odd(asked: Asked) -> Step:
        if asked.fields["action"] != "wbgetentities":
            return Step(body={"search": [{"id": "Q232"}, {"id": "Q666"}, {"id": 7}, "what", {"nothing": 0}]})
        broken = {"id": "Q666", "labels": {"en": 7}, "claims": {"P31": "?"}}
        return Step(body={"entities": {"Q232": fake.KAZAKHSTAN, "Q666": broken}})

    with service(odd) as there:
        base = open_service("wikidata", cache=tmp_path / "c", wikidata_api=there.url, patience=ONCE)
        assert [each.item.id for each in base.candidates("Kazakhstan")] == ["wd:Q232"]
        base.close()


def test_a_redirected_entity_is_found_under_its_new_id(tmp_path: Path) -> None:
    moved = fake.KAZAKHSTAN | {"redirects": {"from": "Q4", "to": "Q232"}}
    with service([Step(body={"entities": {"Q232": moved}})]) as there:
        base = open_service("wikidata", cache=tmp_path / "c", wikidata_api=there.url, patience=ONCE)
        item = base.item("wd:Q4")
        base.close()
    assert item is not None
    assert item.id == "wd:Q232"


def test_a_service_in_trouble_is_an_error_and_leaves_nothing_in_the_cache(tmp_path: Path) -> None:
    with service([Step(status=503), Step(body={"entities": {"Q232": fake.KAZAKHSTAN}})]) as there:
        base = open_service("wikidata", cache=tmp_path / "c", wikidata_api=there.url, patience=ONCE)
        with pytest.raises(ServiceError, match=r"wikidata: is in trouble \(status 503\); try again later"):
            base.item("Q232")
        assert base.item("Q232") is not None
        base.close()


def test_wrong_json_is_an_error(tmp_path: Path) -> None:
    with service([Step(body=[1, 2])]) as there:
        base = open_service("wikidata", cache=tmp_path / "c", wikidata_api=there.url, patience=ONCE)
        with pytest.raises(ServiceError, match="MediaWiki"):
            base.candidates("Kazakhstan")
        base.close()


def test_both_are_knowledge_bases(base: Wikidata, tmp_path: Path) -> None:
    other = open_service("http://127.0.0.1:9/", cache=tmp_path / "d", offline=True)
    assert isinstance(other, Reconciliation)
    both: list[KnowledgeBase] = [base, other]
    assert [each.candidates("") for each in both] == [(), ()]
    assert base.attribution == ("Contains data from Wikidata (wikidata.org), CC0 1.0.",)
    other.close()


def test_an_unknown_service_names_those_that_are() -> None:
    with pytest.raises(UnknownNameError, match="did you mean wikidata"):
        open_service("wikidaat")
    with pytest.raises(ServiceError, match="can be read and changed on the way; use https://, or allow http"):
        open_service("http://example.org/reconcile")


# --- the cache


def test_answers_age_and_those_that_found_nothing_sooner(tmp_path: Path) -> None:
    now = [1_000_000.0]
    cache = Cache(tmp_path / "deep" / "c.sqlite", now=lambda: now[0])
    cache.put("s", {"full": [1], "empty": [], "none": None})
    now[0] += 6 * 86_400
    assert cache.get("s", ["full", "empty", "none", "other"]) == {"full": [1], "empty": [], "none": None}
    now[0] += 2 * 86_400
    assert cache.get("s", ["full", "empty", "none"]) == {"full": [1]}
    now[0] += 30 * 86_400
    assert cache.get("s", ["full"]) == {}
    cache.close()
    old = Cache(tmp_path / "deep" / "c.sqlite", offline=True, now=lambda: now[0])
    assert old.get("s", ["full", "empty"]) == {"full": [1], "empty": []}
    old.close()


def test_a_file_that_is_no_cache_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "c").write_bytes(b"this is no database" * 100)
    with pytest.raises(ServiceError, match="cannot be used as a cache"):
        Cache(tmp_path / "c")


def test_the_cache_is_where_caches_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NEWSWEAVE_CACHE", str(tmp_path))
    assert default_path() == tmp_path / "online.sqlite"
