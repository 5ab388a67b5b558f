from dataclasses import replace

from newsweave.graph.show.shown import shown
from newsweave.graph.show.wording import heading
from newsweave.ids import make_document
from tests.factory import make_extraction


def test_what_follows_from_a_fact_is_not_shown_beside_it() -> None:
    said = make_extraction().statements[0]
    follows = replace(said, id="s2", predicate="agent_of", derived=True)
    assert shown([follows, said]) == (said,)


def test_what_follows_from_elsewhere_is_shown() -> None:
    follows = replace(make_extraction().statements[0], derived=True)
    assert shown([follows]) == (follows,)


def test_a_document_is_called_by_its_title_its_file_or_its_first_words() -> None:
    text = "Three ministers of the new cabinet met in Norburg on Monday evening."
    assert heading(make_document(text, title="The  cabinet\nmeets", source="a.txt")) == "The cabinet meets"
    assert heading(make_document(text, source="in/a.txt")) == "in/a.txt"
    assert heading(make_document(text, source="in.jsonl#7")) == "Three ministers of the new cabinet met in …"
    assert heading(replace(make_document(text, source="in.jsonl#7"), text="")) == "in.jsonl#7"
