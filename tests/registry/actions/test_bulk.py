"""Rows of files into the register: created, grouped, unchanged, refused; with their provenance."""

import pytest

from headstamp.audit.models import Entry
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, NotAllowed, NotFound
from headstamp.registry.actions import (
    check_occurrence,
    complete_source,
    copies_that_differ,
    edit_occurrence,
    lock_occurrence,
    open_source,
    undo_source,
)
from headstamp.registry.actions.bulk import apply_rows, foresee_rows
from headstamp.registry.actions.bulk_joining import settle_source
from headstamp.registry.filters import OccurrenceFilter
from headstamp.registry.models import (
    Item,
    LegalStatus,
    Mark,
    Occurrence,
    OtherGoods,
    Place,
    Reference,
    Revision,
    SearchText,
    SourceRow,
    Statement,
)
from headstamp.registry.queries import items_visible_to, occurrences_visible_to
from headstamp.registry.search_rows import search_text_of

from .conftest import Cast
from .intake import row, take_in


def test_a_row_becomes_an_occurrence_with_its_item(registrar: Asker) -> None:
    taken = take_in(
        registrar, [row("1", occurrence__reference="12/2021", occurrence__reference_kind="police_case")]
    )
    assert taken.words == ["created"]
    item = Item.objects.get()
    assert (item.item_class, item.make, item.make_code, item.municipality, item.has_serial) == (
        "firearm",
        "Zastava",
        "zastava",
        "peje",
        True,
    )
    assert item.occurrence.source == item.source == taken.source
    assert (Mark.objects.get().folded, LegalStatus.objects.get().status) == ("t100", "seized")
    assert Reference.objects.get().issuer == "test-register"
    assert copies_that_differ() == 0


def test_the_row_is_kept_whole_with_what_was_looked_up(registrar: Asker) -> None:
    take_in(registrar, [row("1")])
    kept, said = SourceRow.objects.get(), Statement.objects.get()
    assert kept.cells["item.make"] == "Zastava"
    assert (kept.key, kept.outcome, kept.item, kept.occurrence) == (
        "1",
        "created",
        Item.objects.get(),
        Occurrence.objects.get(),
    )
    assert (said.subject_kind, said.subject_id, said.row) == ("item", kept.item_id, kept)
    assert said.said == {"item.kind": ["Pistolë", "pistol"]}


def test_the_search_text_is_what_the_rows_themselves_give(registrar: Asker) -> None:
    take_in(
        registrar,
        [row("1", "A"), row("2", "A", item__kind="revolver", occurrence__narrative="Đakovica")],
        chunk=1,
    )
    found = SearchText.objects.get()
    anew = search_text_of(Occurrence.objects.get())
    for column in ("marks", "things", "narrative", "places", "numbers", "persons"):
        assert sorted(getattr(found, column).split()) == sorted(getattr(anew, column).split())


def test_records_of_a_file_are_invisible_until_it_is_complete(registrar: Asker) -> None:
    taken = take_in(registrar, [row("1")], complete=False)
    assert not items_visible_to(registrar).exists()
    take_in(registrar, [row("2")], source=taken.source)
    assert items_visible_to(registrar).count() == 2


def test_items_that_join_a_standing_record_are_found_once_the_file_is_whole(registrar: Asker) -> None:
    """A hit before the last chunk would tell of an item that nobody may see yet."""
    take_in(registrar, [row("1", "A")])
    taken = take_in(registrar, [row("2", "A", item__model="Quetzal")], complete=False)
    word, number = OccurrenceFilter(text="quetzal"), occurrences_visible_to(registrar).count()
    assert (number, occurrences_visible_to(registrar, word).count()) == (1, 0)
    standing = Occurrence.objects.get()
    edit_occurrence(registrar, uid=standing.uid, version=standing.version, changes={"narrative": "edited"})
    assert not occurrences_visible_to(registrar, word).exists()
    complete_source(registrar, source=taken.source)
    settle_source(source=taken.source)
    assert occurrences_visible_to(registrar, word).count() == 1
    assert complete_source(registrar, source=taken.source).pk == taken.source.pk
    settle_source(source=taken.source)
    undo_source(registrar, source=taken.source, pause=lambda: None)
    assert not occurrences_visible_to(registrar, word).exists()


@pytest.mark.parametrize("chunk", [1, 2, 10])
def test_rows_of_a_group_share_one_occurrence_across_chunks(registrar: Asker, chunk: int) -> None:
    rows = [row("1", "A"), row("2", "A"), row("3", "B"), row("4", "A")]
    take_in(registrar, rows, chunk=chunk)
    assert sorted(Occurrence.objects.values_list("items__position", flat=True)) == [1, 1, 2, 3]
    assert Occurrence.objects.count() == 2
    assert not Revision.objects.exists()


def test_what_rows_of_a_group_say_unlike_each_other_is_kept_as_contested(registrar: Asker) -> None:
    take_in(registrar, [row("1", "A"), row("2", "A", occurrence__occurred_on="2021-03-05")])
    assert Occurrence.objects.get().occurred_on == "2021-03-04"
    assert Statement.objects.get(kind="contested").said == {"occurred_on": ["2021-03-05", "2021-03-04"]}


def test_a_further_row_fills_what_the_first_left_empty(registrar: Asker) -> None:
    take_in(registrar, [row("1", "A"), row("2", "A", occurrence__context="house_search")])
    assert set(Item.objects.values_list("context", flat=True)) == {"house_search"}


def test_places_in_the_same_words_are_one_place(registrar: Asker) -> None:
    take_in(registrar, [row(str(n), occurrence__place_text="Bridge") for n in range(5)])
    assert Place.objects.count() == 1


def test_the_same_file_again_changes_nothing(registrar: Asker) -> None:
    rows = [row("1"), row("2", "A"), row("3", ignored="subtotal")]
    assert take_in(registrar, rows).words == ["created", "created", "ignored"]
    entries = Entry.objects.filter(subject_kind__in=["item", "occurrence"]).count()
    assert take_in(registrar, rows).words == ["unchanged"] * 3
    assert (Item.objects.count(), SourceRow.objects.count(), Revision.objects.count()) == (2, 3, 0)
    assert Entry.objects.filter(subject_kind__in=["item", "occurrence"]).count() == entries


def test_a_repeated_key_is_a_row_of_its_own(registrar: Asker) -> None:
    rows = [row("1"), row("1", ordinal=2, mark__serial="T-101")]
    assert take_in(registrar, rows).words == ["created", "created"]
    assert take_in(registrar, rows).words == ["unchanged", "unchanged"]


def test_other_goods_and_things_that_are_no_weapon_are_other_objects(registrar: Asker) -> None:
    goods = {"item__kind": None, "goods__kind": "cannabis", "goods__quantity": "0.5", "goods__unit": "kg"}
    taken = take_in(registrar, [row("1", "A"), row("2", "A", **goods), row("3", item__kind="knife")])
    assert taken.words == ["created", "other_object", "other_object"]
    assert (OtherGoods.objects.get().occurrence, OtherGoods.objects.get().source_row) == (
        SourceRow.objects.get(key="1").occurrence,
        SourceRow.objects.get(key="2"),
    )


def test_a_number_that_is_taken_stays_where_it_is(registrar: Asker) -> None:
    rows = [row("1", occurrence__reference="7"), row("2", occurrence__reference="7")]
    assert take_in(registrar, rows).words == ["created", "created"]
    assert Reference.objects.get().occurrence == SourceRow.objects.get(key="1").occurrence
    assert SearchText.objects.filter(numbers__contains="7").count() == 2


def test_a_later_file_adds_items_to_a_standing_occurrence_as_a_change(registrar: Asker) -> None:
    take_in(registrar, [row("1", "A")])
    later = take_in(registrar, [row("2", "A")])
    revision = Revision.objects.get()
    assert (revision.subject_kind, revision.batch, len(revision.changes["items"][1])) == (
        "occurrence",
        later.source.batch,
        2,
    )
    assert Occurrence.objects.get().version == 2


def test_a_locked_occurrence_takes_no_rows(cast: Cast) -> None:
    registrar, head = cast["registrar"], cast["head"]
    take_in(registrar, [row("1", "A")])
    found = Occurrence.objects.get()
    check_occurrence(head, uid=found.uid, version=1)
    lock_occurrence(head, uid=found.uid, version=2)
    taken = take_in(registrar, [row("1", "A", item__model="M57"), row("2", "A"), row("3")])
    assert taken.words == ["refused", "refused", "created"]
    assert taken.outcomes[0].message
    assert taken.outcomes[1].message


def test_one_entry_for_each_new_occurrence(registrar: Asker) -> None:
    take_in(registrar, [row("1", "A"), row("2", "A"), row("3")])
    entries = Entry.objects.filter(subject_kind="occurrence", verb="take_in")
    assert entries.count() == 2
    assert all(len(entry.digest) == 64 and entry.batch for entry in entries)


def test_another_unit_s_register_of_the_same_name_is_another_register(cast: Cast) -> None:
    take_in(cast["registrar"], [row("1", "A")])
    taken = take_in(cast["stranger"], [row("1", "A", item__model="M57")])
    assert taken.words == ["created"]
    assert Occurrence.objects.count() == 2


def test_a_closed_source_takes_no_rows(registrar: Asker) -> None:
    taken = take_in(registrar, [row("1")])
    with pytest.raises(Conflict):
        apply_rows(registrar, source=taken.source, rows=[row("2")], batch=taken.source.batch)


def test_nobody_writes_into_another_unit_s_source(cast: Cast) -> None:
    taken = take_in(cast["registrar"], [row("1")], complete=False)
    with pytest.raises(NotFound):
        apply_rows(cast["stranger"], source=taken.source, rows=[row("2")], batch=taken.source.batch)
    for who in ("reader", "head", "donor", "nobody"):
        with pytest.raises(NotAllowed):
            apply_rows(cast[who], source=taken.source, rows=[row("2")], batch=taken.source.batch)
        with pytest.raises(NotAllowed):
            open_source(cast[who], name="x", register="x", sha256="", batch="")


def test_what_is_foreseen_is_what_happens(registrar: Asker) -> None:
    take_in(registrar, [row("1"), row("2")])
    rows = [
        row("1"),
        row("2", item__model="M57"),
        row("3"),
        row("4", ignored="total"),
        row("5", item__kind="knife"),
    ]
    foreseen = [outcome.outcome for outcome in foresee_rows(registrar, register="test-register", rows=rows)]
    assert foreseen == [outcome.outcome for outcome in take_in(registrar, rows).outcomes]


def test_the_same_rows_of_a_killed_chunk_are_taken_in_once(registrar: Asker) -> None:
    taken = take_in(registrar, [row("1", "A"), row("2", "A")], complete=False)
    again = take_in(registrar, [row("1", "A"), row("2", "A"), row("3", "A")], source=taken.source)
    assert again.words == ["unchanged", "unchanged", "created"]
    assert (Occurrence.objects.count(), Item.objects.count()) == (1, 3)
