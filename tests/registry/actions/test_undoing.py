"""Undoing a file: what it made vanishes, what it changed goes back, what was edited since stays."""

import pytest

from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotAllowed, NotFound
from headstamp.registry.actions import edit_item, undo_source
from headstamp.registry.actions.undoing import UndoResult
from headstamp.registry.models import (
    Item,
    LegalStatus,
    Mark,
    Occurrence,
    OtherGoods,
    Reference,
    SearchText,
    Source,
)
from headstamp.registry.queries import items_visible_to, occurrences_visible_to

from .conftest import Cast
from .intake import Taken, row, take_in


def undo(asker: Asker, taken: Taken) -> UndoResult:
    return undo_source(asker, source=taken.source, pause=lambda: None)


def test_everything_that_the_file_made_vanishes(registrar: Asker) -> None:
    taken = take_in(registrar, [row("1", occurrence__reference="1/21"), row("2")])
    assert undo(registrar, taken).undone == 4
    assert not items_visible_to(registrar).exists()
    assert not occurrences_visible_to(registrar).exists()
    assert Source.objects.get(pk=taken.source.pk).state == Source.State.UNDONE


def test_the_same_file_can_be_taken_in_again(registrar: Asker) -> None:
    rows = [row("1", occurrence__reference="1/21"), row("2", "A")]
    undo(registrar, take_in(registrar, rows))
    assert (Reference.objects.count(), SearchText.objects.count()) == (0, 0)
    assert take_in(registrar, rows).words == ["created", "created"]
    assert items_visible_to(registrar).count() == 2
    assert Reference.objects.count() == 1


def test_a_file_that_stopped_half_way_can_be_undone(registrar: Asker) -> None:
    taken = take_in(registrar, [row("1")], complete=False)
    undo(registrar, taken)
    assert take_in(registrar, [row("1")]).words == ["created"]


def test_records_edited_since_stay_and_are_listed(registrar: Asker) -> None:
    taken = take_in(registrar, [row("1", "A"), row("2", "A"), row("3")])
    edited = Item.objects.get(source_rows__key="1")
    edit_item(registrar, uid=edited.uid, version=1, changes={"model": "M57"})
    result = undo(registrar, taken)
    assert result.kept == (("occurrence", edited.occurrence.uid),)
    assert items_visible_to(registrar).count() == 2
    assert Occurrence.objects.get(pk=edited.occurrence_id).source.kind == Source.Kind.DESK


def test_updates_go_back_to_what_stood_there(registrar: Asker) -> None:
    take_in(registrar, [row("1")])
    changed = row(
        "1",
        item__model="M57",
        item__quantity="1",
        mark__serial="T-101",
        item__legal_status="returned",
        occurrence__occurred_on="2022",
    )
    later = take_in(registrar, [changed])
    assert undo(registrar, later).undone == 2
    item = Item.objects.get()
    assert (item.model, item.legal_status, item.occurred_on) == ("", "seized", "2021-03-04")
    assert (Mark.objects.get().as_read, LegalStatus.objects.get().status) == ("T-100", "seized")
    assert "m57" not in SearchText.objects.get().things.split()
    assert take_in(registrar, [row("1")]).words == ["unchanged"]


def test_an_update_that_somebody_built_on_stays(registrar: Asker) -> None:
    take_in(registrar, [row("1")])
    later = take_in(registrar, [row("1", item__model="M57")])
    item = Item.objects.get()
    edit_item(registrar, uid=item.uid, version=2, changes={"calibre": "9x19"})
    assert undo(registrar, later).kept == (("item", item.uid),)
    assert Item.objects.get().model == "M57"


def test_items_and_goods_added_to_a_standing_occurrence_go_again(registrar: Asker) -> None:
    goods = {"item__kind": None, "goods__kind": "cannabis", "goods__quantity": "1", "goods__unit": "kg"}
    take_in(registrar, [row("1", "A")])
    later = take_in(registrar, [row("2", "A", mark__serial="ZZ-9"), row("3", "A", **goods)])
    undo(registrar, later)
    assert items_visible_to(registrar).count() == 1
    assert not OtherGoods.objects.exists()
    assert "zz9" not in SearchText.objects.get().marks


def test_goods_that_the_file_changed_are_again_what_they_were(registrar: Asker) -> None:
    goods = {"item__kind": None, "goods__kind": "cannabis", "goods__unit": "kg"}
    take_in(registrar, [row("1", **goods, goods__quantity="1")])
    undo(registrar, take_in(registrar, [row("1", **goods, goods__quantity="2")]))
    assert OtherGoods.objects.get().quantity == 1
    assert take_in(registrar, [row("1", **goods, goods__quantity="3")]).words == ["updated"]


def test_undoing_twice_is_undoing_once(registrar: Asker) -> None:
    take_in(registrar, [row("1")])
    later = take_in(registrar, [row("1", item__model="M57"), row("2")])
    undo(registrar, later)
    version = Item.objects.get(source_rows__key="1", source_rows__source=later.source).version
    undo(registrar, later)
    assert Item.objects.get(source_rows__key="1", source_rows__source=later.source).version == version


@pytest.mark.parametrize("who", ["stranger", "partner", "reader", "head", "nobody"])
def test_a_stranger_undoes_nothing(cast: Cast, who: str) -> None:
    taken = take_in(cast["registrar"], [row("1")])
    with pytest.raises((NotAllowed, NotFound)):
        undo(cast[who], taken)
    assert items_visible_to(cast["registrar"]).count() == 1
