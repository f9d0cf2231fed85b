"""Indicators are kept as told; a bound one names a measure and codes that it can be chosen by, and has no number of its own."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid
from headstamp.programme.actions import edit_indicator, publish_project, record_indicator, withdraw_project
from headstamp.programme.facts import IndicatorFacts, PointFacts, WhereFacts
from headstamp.programme.queries import indicators_visible_to
from headstamp.programme.told import indicator_told
from headstamp.registry.models import Revision
from tests.cast import Cast
from tests.programme.office import BOUND, TOLD, manager, project


@pytest.fixture
def asker(cast: Cast) -> Asker:
    return manager(cast)


@pytest.mark.parametrize("facts", [TOLD, BOUND, IndicatorFacts("bare", "Bare")])
def test_an_indicator_reads_back_as_it_was_told(asker: Asker, facts: IndicatorFacts) -> None:
    assert indicator_told(record_indicator(asker, project=project(asker).uid, facts=facts)) == facts


def test_a_change_is_kept_with_what_stood_before(asker: Asker) -> None:
    made = record_indicator(asker, project=project(asker).uid, facts=TOLD)
    edit_indicator(asker, uid=made.uid, version=1, changes={"unit": "lights"}, reason="the document says so")
    told = Revision.objects.get(subject_kind="indicator", subject_id=made.pk)
    assert (told.changes, told.reason) == ({"unit": ["lamps", "lights"]}, "the document says so")


@pytest.mark.parametrize(
    ("changes", "at"),
    [
        ({"title": ""}, "title"),
        ({"direction": "left"}, "direction"),
        ({"measure": "none-such"}, "measure"),
        ({"where": (WhereFacts("sex", "female"),)}, "where.0.column"),
        ({"where": (WhereFacts("municipality", "none-such"),)}, "where.0.codes"),
        ({"measure": ""}, "where.0.column"),
        ({"points": (PointFacts("actual", "2022", Decimal(1), evidence="x"),)}, "points.0.kind"),
        ({"points": (PointFacts("target", "all", Decimal(1)),)}, "points.0.period"),
        ({"points": (PointFacts("target", "2022-5", Decimal(1)),)}, "points.0.period"),
        ({"points": (PointFacts("target", "2022", Decimal("NaN")),)}, "points.0.value"),
        ({"points": (PointFacts("target", "2022", Decimal(1)),) * 2}, "points.1.period"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(asker: Asker, changes: dict[str, Any], at: str) -> None:
    with pytest.raises(Invalid) as refused:
        record_indicator(asker, project=project(asker).uid, facts=replace(BOUND, **changes))
    assert at in refused.value.fields


def test_what_was_reached_needs_its_evidence(asker: Asker) -> None:
    bare = replace(TOLD, points=(PointFacts("actual", "2023", Decimal(7)),))
    with pytest.raises(Invalid) as refused:
        record_indicator(asker, project=project(asker).uid, facts=bare)
    assert list(refused.value.fields) == ["points.0.evidence"]


def test_a_donor_sees_it_once_it_is_published(cast: Cast, asker: Asker) -> None:
    of = project(asker)
    record_indicator(asker, project=of.uid, facts=TOLD)
    assert (indicators_visible_to(cast.reader).count(), indicators_visible_to(cast.donor).count()) == (1, 0)
    publish_project(asker, uid=of.uid)
    record_indicator(asker, project=of.uid, facts=BOUND)
    assert (indicators_visible_to(cast.reader).count(), indicators_visible_to(cast.donor).count()) == (2, 1)
    withdraw_project(asker, uid=of.uid, reason="a mistake in it")
    assert not indicators_visible_to(cast.donor).exists()
    assert not indicators_visible_to(cast.partner).exists()
