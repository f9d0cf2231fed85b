"""Rows that changed since they were taken in: the record follows, what was mended by hand stays."""

from headstamp.audit.models import Entry
from headstamp.kernel.asker import Asker
from headstamp.registry.actions import (
    check_occurrence,
    copies_that_differ,
    delete_occurrence,
    edit_item,
    edit_occurrence,
)
from headstamp.registry.models import (
    Item,
    LegalStatus,
    Mark,
    Occurrence,
    OtherGoods,
    Revision,
    SearchText,
    SourceRow,
    Statement,
)
from headstamp.registry.search_rows import search_text_of

from .conftest import Cast
from .intake import row, take_in


def test_a_changed_row_changes_its_item_and_keeps_what_stood_there(registrar: Asker) -> None:
    take_in(registrar, [row("1")])
    later = take_in(registrar, [row("1", item__model="M57", mark__serial="T-101")])
    assert later.words == ["updated"]
    revision = Revision.objects.get()
    assert (revision.batch, revision.verb, revision.version) == (later.source.batch, "take_in", 2)
    assert revision.changes["model"] == ["", "M57"]
    assert Mark.objects.get().as_read == "T-101"
    assert (Item.objects.get().model, Item.objects.get().version) == ("M57", 2)
    assert SourceRow.objects.count() == 2
    assert Entry.objects.filter(verb="take_in", subject_kind="item").count() == 1


def test_a_changed_date_moves_the_occurrence_and_the_copies(registrar: Asker) -> None:
    take_in(registrar, [row("1", "A"), row("2", "A")])
    changed = {"occurrence__occurred_on": "2021-04-01", "occurrence__municipality": "prizren"}
    assert take_in(registrar, [row("1", "A", **changed), row("2", "A", **changed)]).words == [
        "updated",
        "updated",
    ]
    assert set(Item.objects.values_list("occurred_on", "municipality")) == {("2021-04-01", "prizren")}
    assert copies_that_differ() == 0


def test_rows_of_a_group_that_disagree_move_nothing(registrar: Asker) -> None:
    take_in(registrar, [row("1", "A"), row("2", "A")])
    rows = [
        row("1", "A", occurrence__occurred_on="2021-04-01"),
        row("2", "A", occurrence__occurred_on="2021-04-02"),
    ]
    take_in(registrar, rows)
    assert Occurrence.objects.get().occurred_on == "2021-03-04"


def test_what_was_mended_by_hand_stays(registrar: Asker) -> None:
    take_in(registrar, [row("1")])
    item = Item.objects.get()
    edit_item(registrar, uid=item.uid, version=1, changes={"calibre": "9x19"})
    edit_occurrence(registrar, uid=item.occurrence.uid, version=1, changes={"occurred_on": "2021-03-05"})
    changed = row("1", item__calibre="9x18", item__model="M57", occurrence__occurred_on="2021-03-06")
    assert take_in(registrar, [changed]).words == ["updated"]
    item.refresh_from_db()
    assert (item.calibre, item.model, item.occurred_on) == ("9x19", "M57", "2021-03-05")
    contested = Statement.objects.get(kind="contested", subject_kind="item")
    assert contested.said["calibre"] == ["9x18", "9x19"]


def test_a_change_in_a_column_that_means_nothing_here_changes_no_record(registrar: Asker) -> None:
    take_in(registrar, [row("1")])
    assert take_in(registrar, [row("1", unmapped="x")]).words == ["unchanged"]
    assert take_in(registrar, [row("1", unmapped="x")]).words == ["unchanged"]
    assert (SourceRow.objects.count(), Revision.objects.count()) == (2, 0)


def test_a_changed_legal_status_is_dated_and_the_old_one_kept(registrar: Asker) -> None:
    take_in(registrar, [row("1")])
    take_in(registrar, [row("1", item__legal_status="returned", item__legal_status_on="2022")])
    assert list(LegalStatus.objects.order_by("id").values_list("status", "since")) == [
        ("seized", ""),
        ("returned", "2022"),
    ]


def test_goods_follow_their_row(registrar: Asker) -> None:
    goods = {"item__kind": None, "goods__kind": "cannabis", "goods__unit": "kg"}
    take_in(registrar, [row("1", **goods, goods__quantity="1")])
    assert take_in(registrar, [row("1", **goods, goods__quantity="2")]).words == ["updated"]
    found = OtherGoods.objects.get()
    assert (found.quantity, found.source_row) == (2, SourceRow.objects.latest("pk"))
    assert Revision.objects.get().subject_kind == "occurrence"


def test_a_checked_record_has_to_be_checked_again(cast: Cast) -> None:
    registrar = cast["registrar"]
    take_in(registrar, [row("1")])
    check_occurrence(cast["head"], uid=Occurrence.objects.get().uid, version=1)
    take_in(registrar, [row("1", item__model="M57")])
    assert (Occurrence.objects.get().status, Item.objects.get().status) == ("entered", "entered")


def test_a_deleted_record_is_not_written_into(cast: Cast) -> None:
    take_in(cast["registrar"], [row("1")])
    delete_occurrence(cast["head"], uid=Occurrence.objects.get().uid, version=1, reason="test")
    taken = take_in(cast["registrar"], [row("1", item__model="M57")])
    assert taken.words == ["refused"]
    assert taken.outcomes[0].message


def test_a_record_whose_row_is_passed_over_now_stays_and_says_so(registrar: Asker) -> None:
    take_in(registrar, [row("1")])
    assert take_in(registrar, [row("1", ignored="subtotal")]).words == ["refused"]
    assert Item.objects.filter(deleted_at__isnull=True).count() == 1


def test_a_row_that_was_passed_over_may_become_a_record(registrar: Asker) -> None:
    take_in(registrar, [row("1", ignored="subtotal")])
    assert take_in(registrar, [row("1")]).words == ["created"]


def test_the_search_text_follows(registrar: Asker) -> None:
    take_in(registrar, [row("1", "A", occurrence__reference="5/21"), row("2", "A")])
    take_in(
        registrar, [row("1", "A", occurrence__reference="5/21", item__model="Crvena", item__reference="EX-1")]
    )
    found, anew = SearchText.objects.get(), search_text_of(Occurrence.objects.get())
    assert "crvena" in found.things
    for column in ("marks", "things", "narrative", "places", "numbers"):
        assert sorted(getattr(found, column).split()) == sorted(getattr(anew, column).split())
