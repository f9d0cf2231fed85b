"""Every figure of the programme leads to the rows that it adds up, and to the projects and results that told them."""

from decimal import Decimal

import pytest

from headstamp.desk import rows_of_figure as paging
from headstamp.desk.rows_of_figure import rows_of_figure
from headstamp.indicators.asking import Asked
from headstamp.indicators.counted_rows import counted_rows
from headstamp.indicators.counting import figures
from headstamp.indicators.declared import measure_named
from headstamp.indicators.period import Every
from headstamp.indicators.way import way_to
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid, NotAllowed, NotFound
from headstamp.programme.actions import delete_project, recommend
from headstamp.programme.loading import load_source
from headstamp.programme.measures import MEASURES
from headstamp.snapshot.actions import refresh
from headstamp.snapshot.queries import open_for
from tests.cast import Cast
from tests.programme.office import manager, project, training


@pytest.fixture
def asker(cast: Cast) -> Asker:
    found = manager(cast)
    load_source(found)
    of = training(found, project(found))
    recommend(found, output=of.uid, text="Look again.", due_on="2023-05-01")
    refresh()
    return found


def as_number(text: str) -> Decimal:
    return Decimal(text.replace(",", "") or 0)


def test_the_rows_add_up_to_the_figure_in_every_period_and_bucket(asker: Asker) -> None:
    compared, wrong = 0, []
    for measure in MEASURES:
        for every in (Every.YEAR, Every.HALF_YEAR, Every.ALL):
            for by in [(), *((name,) for name in measure.by)]:
                with open_for(asker) as view:
                    found = figures(view, measure, Asked(every=every, by=by))
                for figure in found:
                    params = way_to(measure, figure)
                    if params is None:
                        continue
                    compared += 1
                    value = as_number(rows_of_figure(asker, measure.id, params).value)
                    if value != (figure.numerator if measure.denominator else figure.value):
                        wrong.append((measure.id, figure.period, dict(figure.by), figure.value, value))
    assert wrong == []
    assert compared > 200


def test_its_lines_are_all_rows_page_by_page_and_name_what_told_them(
    asker: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "SIZE", 10)
    first = rows_of_figure(asker, "results-delivered", {})
    pages = [first]
    while pages[-1].has_next:
        pages.append(rows_of_figure(asker, "results-delivered", {}, pages[-1].page + 1))
    lines = [line for page in pages for line in page.lines]
    assert len(lines) == first.number > 3 * len(first.lines)
    assert len({line.output.uid for line in lines if line.output}) == first.number
    assert all(line.project and line.output and line.output.project_id == line.project.pk for line in lines)


def test_the_lines_of_a_page_cost_the_same_however_many(asker: Asker, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_max_num_queries(14):
        rows_of_figure(asker, "results-delivered", {})


def test_what_was_deleted_since_the_snapshot_is_no_row(asker: Asker) -> None:
    before = rows_of_figure(asker, "attendances", {"year": "2023"})
    [of] = [line.project for line in before.lines if line.project and line.project.code == "lights"]
    delete_project(asker, uid=of.uid, version=of.version, reason="never was")
    after = rows_of_figure(asker, "attendances", {"year": "2023"})
    assert as_number(after.value) == as_number(before.value) - 12


def test_only_who_sees_figures_sees_their_rows(cast: Cast, asker: Asker) -> None:
    for name, who in cast.everybody():
        if name in ("donor", "administrator", "auditor", "nobody"):
            with pytest.raises(NotAllowed):
                rows_of_figure(who, "attendances", {})
    with open_for(cast.partner) as view:
        assert counted_rows(view, measure_named("attendances"), Asked()).number == 0


def test_what_cannot_be_asked_is_said(asker: Asker) -> None:
    with pytest.raises(Invalid, match="no date"):
        rows_of_figure(asker, "attendances", {"year": "soon"})
    with pytest.raises(NotFound):
        rows_of_figure(asker, "attendances-of-nobody", {})
    with pytest.raises(NotFound), open_for(asker) as view:
        counted_rows(view, measure_named("firearms-seized"), Asked())
