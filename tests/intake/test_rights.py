"""Files are taken in by those who may, and each unit sees its own batches only."""

import io
from collections.abc import Callable
from typing import Any

import pytest

from headstamp.accounts.permissions import Permission
from headstamp.intake import actions, queries
from headstamp.intake.models import Batch
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotAllowed, NotFound
from tests.cast import Cast
from tests.intake.office import BAD_ROWS, LAYOUT, ROWS, checked, layout, workbook

pytestmark = pytest.mark.django_db

Act = Callable[[Asker, str], Any]
ON_A_BATCH: dict[str, Act] = {
    "choose_layout": lambda asker, uid: actions.choose_layout(asker, uid=uid, name="sao_paulo"),
    "use_layout": lambda asker, uid: actions.use_layout(asker, uid=uid, layout=layout()),
    "map_columns": lambda asker, uid: actions.map_columns(asker, uid=uid, layout=LAYOUT),
    "answer_lookups": lambda asker, uid: actions.answer_lookups(
        asker, uid=uid, answers={("kinds", "x"): "rifle"}
    ),
    "request_check": lambda asker, uid: actions.request_check(asker, uid=uid),
    "mend_cell": lambda asker, uid: actions.mend_cell(
        asker, uid=uid, sheet="Regjistri", number=7, column="Data", wording=""
    ),
    "mend_cells": lambda asker, uid: actions.mend_cells(asker, uid=uid, cells={}),
    "mend_again": lambda asker, uid: actions.mend_again(asker, uid=uid, cells={}),
    "mending_workbook": lambda asker, uid: actions.mending_workbook(asker, uid=uid, out=io.BytesIO()),
    "take_back": lambda asker, uid: actions.take_back(asker, uid=uid, stream=workbook()),
    "apply_batch": lambda asker, uid: actions.apply_batch(asker, uid=uid),
    "begin_applying": lambda asker, uid: actions.begin_applying(asker, uid=uid),
    "cancel_batch": lambda asker, uid: actions.cancel_batch(asker, uid=uid),
    "resume_batch": lambda asker, uid: actions.resume_batch(asker, uid=uid),
    "undo_batch": lambda asker, uid: actions.undo_batch(asker, uid=uid, reason="x"),
    "save_layout": lambda asker, uid: actions.save_layout(asker, uid=uid, name="ours"),
    "batch_for": lambda asker, uid: queries.batch_for(asker, uid),
    "bad_rows": lambda asker, uid: queries.bad_rows(asker, uid),
    "open_wordings": lambda asker, uid: queries.open_wordings(asker, uid),
    "preview": lambda asker, uid: queries.preview(asker, uid),
    "suggestions": lambda asker, uid: queries.suggestions(asker, uid, "item"),
}
WITHOUT_A_BATCH: dict[str, Callable[[Asker], Any]] = {
    "receive_file": lambda asker: actions.receive_file(asker, stream=workbook(), name="x"),
    "export_layout": lambda asker: actions.export_layout(asker, name="sao_paulo"),
    "batches_visible_to": lambda asker: queries.batches_visible_to(asker).count(),
    "layouts_for": queries.layouts_for,
    "layout_named": lambda asker: queries.layout_named(asker, "sao_paulo"),
    "choices_of_targets": queries.choices_of_targets,
}


@pytest.mark.parametrize("act", ON_A_BATCH.values(), ids=ON_A_BATCH.keys())
def test_another_unit_s_batch_does_not_exist_and_who_may_not_is_told_so(cast: Cast, act: Act) -> None:
    batch = checked(cast.registrar, ROWS + BAD_ROWS)
    before = Batch.objects.filter(uid=batch.uid).values().get()
    for name, asker in cast.everybody():
        if name in ("registrar", "analyst"):
            continue
        expected = NotFound if asker.may(Permission.IMPORT_FILES) else NotAllowed
        with pytest.raises(expected):
            act(asker, batch.uid)
    assert Batch.objects.filter(uid=batch.uid).values().get() == before


@pytest.mark.parametrize("act", WITHOUT_A_BATCH.values(), ids=WITHOUT_A_BATCH.keys())
def test_who_may_not_take_files_in_is_told_so(cast: Cast, act: Callable[[Asker], Any]) -> None:
    for _, asker in cast.everybody():
        if not asker.may(Permission.IMPORT_FILES):
            with pytest.raises(NotAllowed):
                act(asker)


def test_every_action_is_tried_here() -> None:
    assert set(actions.__all__) <= {*ON_A_BATCH, *WITHOUT_A_BATCH}


def test_batches_of_the_own_unit_are_counted_and_no_others(cast: Cast) -> None:
    checked(cast.registrar)
    assert queries.batches_visible_to(cast.analyst).count() == 1
    assert queries.batches_visible_to(cast.partner).count() == 0
