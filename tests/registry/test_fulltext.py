"""Words find records in any script, with or without diacritics, finished or not; the index stands and follows its rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from headstamp.accounts.roles import permissions_of
from headstamp.kernel.asker import Asker
from headstamp.registry import search_index
from headstamp.registry.facts import (
    ItemFacts,
    MarkFacts,
    OccurrenceFacts,
    PersonFacts,
    PlaceFacts,
    ReferenceFacts,
    VehicleFacts,
)
from headstamp.registry.filters import ItemFilter, OccurrenceFilter
from headstamp.registry.fulltext import build_search_texts, search_text_from, words_of
from headstamp.registry.models import Occurrence, Person, SearchText
from headstamp.registry.queries import count_of, items_visible_to, matching, occurrences_visible_to, page_of
from headstamp.registry.queries import search as searching
from headstamp.registry.search_rows import search_text_of
from tests.cast import Cast
from tests.registry import rows

_ASKER = Asker(id="1", unit=1, jurisdiction="XK", permissions=permissions_of(["registrar"]))


def _finds(cast: Cast, text: str) -> int:
    return occurrences_visible_to(cast.registrar, OccurrenceFilter(text=text)).count()


@pytest.fixture
def made(cast: Cast) -> Occurrence:
    record = rows.occurrence(
        cast.unit, municipality="gjakove", narrative="Пиштољ нађен испод седишта, жута врећа"
    )
    item = rows.item(record, "AB-123 456", make="Crvena Zastava", model="M-57", calibre="7,62×25 mm")
    rows.reference(item, "KT 45/2021")
    rows.person(record, "Đorđević", given_name="Љубица")
    rows.findable(record)
    return record


@pytest.mark.parametrize(
    "typed",
    ["Djakovica", "Đakovica", "Ђаковица", "Gjakova", "gjakovë", "Gjak", "pistolj", "zuta vreca", "žuta vre", "crvena m57",
     "m-57 zastava", "ab123456", "AB-123", "kt 45", "45/2021", "Djordjevic", "ljubica djor", "pistoletë", "пиштол"],
)  # fmt: skip
def test_it_finds_a_record_however_it_is_typed(cast: Cast, made: Occurrence, typed: str) -> None:
    assert _finds(cast, typed) == 1


@pytest.mark.parametrize(
    "typed",
    [
        "Prizren",
        "djakovic mitrovica",
        "123456",
        "!!",
        '"',
        "*",
        "OR",
        "NEAR(",
        "pistolj AND nista",
        "'",
        "a:b",
    ],
)
def test_it_does_not_find_what_is_not_there(cast: Cast, made: Occurrence, typed: str) -> None:
    assert _finds(cast, typed) == 0


@pytest.mark.django_db
@given(st.text(max_size=60))
def test_no_text_breaks_a_search(text: str) -> None:
    SearchText.objects.filter(matching(_ASKER, text, "occurrence_id")).exists()


@pytest.mark.parametrize("few", [0, 15_000])
def test_a_frequent_word_and_a_rare_one_find_alike(
    cast: Cast, made: Occurrence, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(searching, "FEW", few)
    found = items_visible_to(cast.registrar, ItemFilter(text="djakovica"))
    assert count_of(found).number == len(page_of(found).rows) == 1


def test_the_index_follows_changes_and_deletions(cast: Cast, made: Occurrence) -> None:
    made.narrative = "otišao vozom"
    made.save()
    rows.findable(made)
    assert (_finds(cast, "vozom"), _finds(cast, "vreca")) == (1, 0)
    SearchText.objects.filter(occurrence=made).delete()
    assert _finds(cast, "vozom") == 0


@pytest.mark.django_db
def test_the_index_stands_after_all_migrations() -> None:
    assert search_index.missing(connection) == []


@pytest.mark.django_db
def test_a_missing_part_of_the_index_is_named() -> None:
    search_index.drop(connection)
    assert search_index.missing(connection)
    search_index.install(connection)
    assert search_index.missing(connection) == []


def test_facts_in_memory_and_rows_read_back_give_the_same_text(cast: Cast, made: Occurrence) -> None:
    from_rows = search_text_of(made)
    facts = OccurrenceFacts(
        kind="seizure",
        narrative=made.narrative,
        place=PlaceFacts(municipality="gjakove"),
        items=(
            ItemFacts(
                kind="pistol", make="Crvena Zastava", model="M-57", calibre="7,62×25 mm",
                marks=(MarkFacts(as_read="AB-123 456"),), references=(ReferenceFacts(kind="court", issuer="Court", number="KT 45/2021"),),
            ),
        ),
        persons=(PersonFacts(role="holder", category="suspect", family_name="Đorđević", given_name="Љубица"),),
    )  # fmt: skip
    told = search_text_from(made.pk, facts)
    for column in ("marks", "things", "narrative", "places", "numbers", "persons"):
        assert getattr(told, column) == getattr(from_rows, column), column


def test_many_search_texts_are_built_without_a_database() -> None:
    facts = OccurrenceFacts(kind="seizure", vehicles=(VehicleFacts(registration="01-234-AB"),))
    built = build_search_texts((number, facts) for number in range(100))
    assert len(built) == 100
    assert "01234ab" in built[0].persons
    assert "01234ab" not in built[0].numbers


def test_a_deleted_person_is_not_found_by_name(cast: Cast, made: Occurrence) -> None:
    Person.objects.update(deleted_at=rows.NOW)
    rows.findable(made)
    assert _finds(cast, "djordjevic") == 0


@given(st.text(max_size=300))
def test_words_are_what_the_engines_take_for_words(text: str) -> None:
    for word in words_of(text):
        assert word
        assert not set(word) & set(" '\"*:()-_")


@pytest.mark.django_db
@pytest.mark.parametrize("more", [{}, {"year": "2021"}])
def test_a_word_of_many_records_is_counted_by_the_index_and_listed_by_the_date(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, more: dict[str, str]
) -> None:
    """The way that lists a page of many is four times the work of counting them."""
    monkeypatch.setattr(searching, "FEW", 0)
    for number in range(3):
        rows.findable(
            rows.item(rows.occurrence(cast.unit, occurred_on="2021-05-06"), f"T-{number}").occurrence
        )
    wanted, _problems = ItemFilter.from_params({"text": "pistol", **more})
    found = items_visible_to(cast.registrar, wanted)
    with CaptureQueriesContext(connection) as asked:
        assert (count_of(found).number, len(page_of(found).rows)) == (3, 3)
    *counted, listed = (query["sql"] for query in asked.captured_queries)
    assert ["+ 0)" in sql for sql in counted] == ([True] if more else [False, False])
    assert "+ 0)" in listed
