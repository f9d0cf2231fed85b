"""The entry page: what it takes, what it shows again, what it keeps, and what it never tells."""

from decimal import Decimal

import pytest
from django.test import Client

from headstamp.kernel.asker import Asker
from headstamp.registry.actions import record_occurrence
from headstamp.registry.facts import ItemFacts, MarkFacts, OccurrenceFacts, PersonFacts
from headstamp.registry.models import Draft, Occurrence
from headstamp.vocabulary import codes
from headstamp.web.entry.completing import meant, shown
from tests.cast import Cast, make_asker

TYPED = {
    "kind": "seizure",
    "occurred_on": "5.3.2024",
    "occurred_time": "1430",
    "place.municipality": "Djakovica",
    "context": "traffic_control",
    "visibility": "jurisdiction",
    "items.0.kind": "Pistol",
    "items.0.quantity": "1",
    "items.0.make": "Zastava",
    "items.0.model": "M57",
    "items.0.calibre": "7,62x25",
    "items.0.legal_status": "seized",
    "items.0.marks.0.as_read": "TEST-123",
    "items.0.marks.0.state": "clear",
    "items.0.marks.0.kind": "serial",
    "items.3.kind": "cartridge",
    "items.3.quantity": "36",
    "items.4.quantity": "1",
    "references.0.kind": "police_case",
    "references.0.issuer": "Test police",
    "references.0.number": "2024-7",
}


def _as(asker: Asker, **extra: str) -> Client:
    client = Client(headers=extra)
    client.force_login(Cast.user_of(asker), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture(autouse=True)
def _without_second_factor(without_second_factor: None) -> None:
    pass


def test_it_saves_an_occurrence_with_its_items(cast: Cast) -> None:
    answer = _as(cast.registrar).post("/enter/", TYPED)
    record = Occurrence.objects.get()
    assert answer.headers["Location"] == f"/occurrences/{record.uid}/"
    assert (record.occurred_on, record.occurred_time, record.municipality) == (
        "2024-03-05",
        "14:30",
        "gjakove",
    )
    pistol, rounds = record.items.order_by("position")
    assert (pistol.make_code, pistol.calibre, pistol.calibre_code) == ("zastava", "7,62x25", "7.62x25")
    assert (pistol.legal_status, pistol.legal_status_on) == ("seized", "2024-03-05")
    assert pistol.marks.get().as_read == "TEST-123"
    assert (rounds.quantity, rounds.quantity_unit) == (Decimal(36), "rounds")
    assert record.references.get().number == "2024-7"


def test_what_cannot_be_read_is_said_at_its_box_and_everything_is_shown_again(cast: Cast) -> None:
    wrong = TYPED | {
        "place.municipality": "Atlantis",
        "items.3.quantity": "2.200",
        "narrative": "Long story <b>",
    }
    answer = _as(cast.registrar).post("/enter/", wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert not Occurrence.objects.exists()
    assert 'id="box-place-municipality-error"' in page
    assert 'id="box-items-1-quantity-error"' in page
    assert page.count("autofocus") == 1
    for text in ("Atlantis", "2.200", "Long story &lt;b&gt;", "TEST-123", "2024-7", "7,62x25"):
        assert text in page


def test_a_reference_that_is_taken_loses_nothing(cast: Cast) -> None:
    client = _as(cast.registrar)
    client.post("/enter/", TYPED)
    answer = client.post("/enter/", TYPED | {"narrative": "The second one"})
    assert answer.status_code == 409
    assert "The second one" in answer.content.decode()
    assert Occurrence.objects.count() == 1


def test_rows_are_added_and_removed_without_script(cast: Cast) -> None:
    client = _as(cast.registrar)
    page = client.post("/enter/", TYPED | {"more": "items"}).content.decode()
    assert 'name="items.2.kind"' in page
    assert "TEST-123" in page
    page = client.post("/enter/", TYPED | {"more": "items.0.marks"}).content.decode()
    assert 'name="items.0.marks.1.as_read"' in page
    page = client.post("/enter/", TYPED | {"less": "items.0"}).content.decode()
    assert "TEST-123" not in page
    assert not Occurrence.objects.exists()


def test_a_draft_is_kept_offered_and_gone_when_saved(cast: Cast) -> None:
    client = _as(cast.registrar)
    assert client.post("/drafts/occurrence/one/", TYPED).status_code == 204
    assert "/enter/?draft=one" in client.get("/enter/").content.decode()
    assert "TEST-123" in client.get("/enter/?draft=one").content.decode()
    client.post("/enter/", TYPED | {"draft": "one"})
    assert not Draft.objects.exists()


def test_a_draft_can_be_thrown_away(cast: Cast) -> None:
    client = _as(cast.registrar)
    client.post("/drafts/occurrence/one/", TYPED)
    client.post("/drafts/occurrence/one/drop/")
    assert not Draft.objects.exists()


def test_nobody_reads_another_s_draft(cast: Cast) -> None:
    _as(cast.registrar).post("/drafts/occurrence/one/", TYPED)
    page = _as(cast.officer).get("/enter/?draft=one").content.decode()
    assert "TEST-123" not in page
    assert "/enter/?draft=one" not in _as(cast.officer).get("/enter/").content.decode()


@pytest.mark.parametrize(
    ("language", "source", "typed", "expected"),
    [
        ("en", "municipalities", "djak", "Gjakovë/Đakovica"),
        ("sr-latn", "occurrence_kinds", "zap", "Zaplena"),
        ("sq", "item_kinds", "pist", "Pistoletë"),
        ("en", "makes", "заст", "Zastava"),
        ("en", "calibres", "7,62x25", "7.62×25 mm Tokarev"),
        ("en", "made_in", "yugosl", ""),
    ],
)
def test_boxes_complete_in_the_reader_s_language(
    cast: Cast, language: str, source: str, typed: str, expected: str
) -> None:
    client = _as(cast.registrar, **{"accept-language": language})
    texts = [one["text"] for one in client.get(f"/complete/{source}/", {"q": typed}).json()["options"]]
    assert any(expected in text for text in texts), texts


def test_every_completed_text_is_understood_when_it_comes_back(cast: Cast) -> None:
    for source in ("municipalities", "places", "search_contexts", "item_kinds", "jurisdictions", "made_in"):
        for name in ("jurisdictions", "historical_states") if source == "made_in" else (source,):
            for language in ("en", "sq", "sr-latn", "sr"):
                wrong = {
                    c
                    for c, _ in codes.choices(name, language)
                    if meant(source, shown(source, c, language), language) != c
                }
                assert wrong == set(), (source, language)


def _person(cast: Cast) -> Occurrence:
    person = PersonFacts(role="possessor", category="suspect", family_name="Invented", given_name="Test")
    return record_occurrence(
        cast.registrar,
        facts=OccurrenceFacts(
            kind="seizure",
            persons=(person,),
            items=(ItemFacts(kind="pistol", make="Ownmake", marks=(MarkFacts(as_read="DUP-1"),)),),
        ),
    )


def test_names_complete_only_with_the_right_to_see_persons(cast: Cast) -> None:
    _person(cast)
    for name, asker in cast.everybody():
        if asker is cast.nobody:
            continue
        said = _as(asker).get("/complete/persons/", {"q": "inv"}).content.decode()
        assert ("Invented" in said) == (name in ("registrar", "analyst", "head", "officer")), name


def test_makes_and_numbers_come_from_visible_records_only(cast: Cast) -> None:
    _person(cast)
    for asker, is_told in ((cast.registrar, True), (cast.officer, True), (cast.partner, False)):
        client = _as(asker)
        assert ("Ownmake" in client.get("/complete/makes/", {"q": "own"}).content.decode()) is is_told
        assert ("/items/" in client.get("/alike/", {"number": "dup 1"}).content.decode()) is is_told


def test_a_number_one_error_away_is_told_with_what_differs_to_who_may_see_it(cast: Cast) -> None:
    item = ItemFacts(kind="pistol", marks=(MarkFacts(as_read="C-128765"),))
    record_occurrence(cast.registrar, facts=OccurrenceFacts(kind="seizure", items=(item,)))
    for asker, is_told in ((cast.registrar, True), (cast.officer, True), (cast.partner, False)):
        page = _as(asker).get("/alike/", {"number": "C123765"}).content.decode()
        assert ("3 read as 8" in page) is is_told
    client = _as(cast.registrar)
    for number in ("C12", "[", "izbrušen", "C199965"):
        assert "/items/" not in client.get("/alike/", {"number": number}).content.decode(), number


def test_a_typed_number_is_compared_with_what_else_is_typed_of_the_gun(cast: Cast) -> None:
    marks = (MarkFacts(as_read="C-1287654"),)
    item = ItemFacts(
        kind="pistol",
        make_code="zastava",
        model="M57",
        calibre_code="7.62x25",
        marks=(*marks, MarkFacts(as_read="izbrušen")),
    )
    record_occurrence(cast.registrar, facts=OccurrenceFacts(kind="seizure", items=(item,)))
    client = _as(cast.registrar)

    def page(**typed: str) -> str:
        return client.get("/alike/", typed).content.decode()

    seen = {"make": "Crvena Zastava", "model": "M57", "calibre": "7,62x25"}
    assert "/items/" not in page(number="C1237664")
    told = page(number="C1237664", **seen)
    assert "same make" in told
    assert "two signs differ" in told
    assert "C-1287654" in page(number="C128?654")
    assert page(number="c 1287654").count("/items/") == 1, "told once"
    assert "/items/" not in page(number="izbrušen")


def test_an_examiner_is_not_asked_for_persons(cast: Cast) -> None:
    client = _as(make_asker("examiner", cast.unit, "examiner"))
    assert "section-persons" not in client.get("/enter/").content.decode()
    client.post("/enter/", TYPED | {"persons.0.role": "possessor", "persons.0.family_name": "X"})
    assert not Occurrence.objects.get().person_roles.exists()
