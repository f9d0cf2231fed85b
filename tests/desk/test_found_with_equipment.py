"""What was found with a donated piece reaches its donor through what is published, and nothing of other pieces does."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from headstamp.desk.measures import all_measures
from headstamp.desk.projects.page import project_page
from headstamp.desk.publication.making import publish
from headstamp.desk.publication.pictures import Picture
from headstamp.indicators import declared
from headstamp.indicators.actions import freeze
from headstamp.indicators.models import Release
from headstamp.indicators.queries.periods import period_named
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid
from headstamp.programme.actions import publish_project
from headstamp.programme.facts import OutputFacts
from headstamp.programme.models import Project
from headstamp.registry.actions import check_occurrence, record_occurrence
from headstamp.registry.facts import ItemFacts, OccurrenceFacts
from headstamp.registry.models import Occurrence
from headstamp.snapshot.actions import refresh
from headstamp.vocabulary import codes
from tests.cast import Cast
from tests.programme.office import manager, project, training

HANDED = OutputFacts(code="radars", kind="equipment", title="A radar for an invented unit")
LINES = """codes:
  - {code: radar_1, all: Radar one, means: ground_radar, handed_over: lights/radars}
  - {code: scanner_9, all: Scanner nine, means: xray}
"""


@pytest.fixture
def pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An office's list of two pieces, one of them handed over by a project; few figures, nothing drawn."""
    (tmp_path / "equipment.yaml").write_text(LINES, encoding="utf-8")
    codes.use_overlay(tmp_path)
    few = tuple(
        each
        for each in all_measures()
        if each.id in ("seizures-and-finds", "firearms-seized-found-surrendered")
    )
    monkeypatch.setattr(declared, "_hand", [lambda: few])
    monkeypatch.setattr(Picture, "draw", lambda _picture: b"<svg/>")
    yield
    codes.use_overlay(None)


@pytest.fixture
def keeper(cast: Cast) -> Asker:
    """Who manages the programme."""
    return manager(cast)


@pytest.fixture
def office(cast: Cast, keeper: Asker, pieces: None) -> Cast:
    """Three finds of 2021 with the radar, one with the scanner, one with nothing named; all checked."""
    for equipment in ("radar_1", "radar_1", "radar_1", "scanner_9", ""):
        item = ItemFacts(kind="pistol", legal_status="found")
        facts = OccurrenceFacts(kind="find", occurred_on="2021-05-02", equipment=equipment, items=(item,))
        record_occurrence(cast.registrar, facts=facts)
    for found in Occurrence.objects.all():
        check_occurrence(cast.head, uid=found.uid, version=found.version)
    of = project(keeper)
    training(keeper, of, HANDED)
    publish_project(keeper, uid=of.uid)
    refresh()
    return cast


def told(asker: Asker, uid: str) -> list[tuple[str, str, str, str]]:
    """Piece, figure, number and status of every line that the asker reads on the project's page."""
    return [
        (piece.name, line.figure.id, line.number, str(line.figure.status))
        for output in project_page(asker, uid).outputs
        for piece in output.pieces
        for line in piece.lines
    ]


@pytest.mark.django_db
def test_an_analyst_reads_what_the_handed_over_piece_found_with_its_records(office: Cast) -> None:
    uid = _project_uid()
    assert told(office.analyst, uid) == [
        ("Radar one", "seizures-and-finds", "3", "provisional"),
        ("Radar one", "firearms-seized-found-surrendered", "3", "provisional"),
    ]
    (piece,) = project_page(office.analyst, uid).outputs[0].pieces
    assert "equipment=radar_1" in piece.lines[0].records


@pytest.mark.django_db
def test_a_donor_reads_of_it_only_what_was_published(office: Cast, keeper: Asker) -> None:
    uid = _project_uid()
    assert told(office.donor, uid) == []
    freeze(office.head, period=period_named("2021"))
    publish(office.head, note="First")
    expected = [
        ("Radar one", "seizures-and-finds", "3", "published"),
        ("Radar one", "firearms-seized-found-surrendered", "3", "published"),
    ]
    assert told(office.donor, uid) == expected
    assert told(keeper, uid) == expected
    (piece,) = project_page(office.donor, uid).outputs[0].pieces
    assert [line.records for line in piece.lines] == ["", ""]


@pytest.mark.django_db
def test_a_release_names_no_piece_that_no_project_handed_over(office: Cast) -> None:
    freeze(office.head, period=period_named("2021"))
    publish(office.head, note="First")
    text = str(Release.objects.get().content)
    assert "radar_1" in text
    assert "scanner_9" not in text


@pytest.mark.django_db
def test_a_piece_that_the_office_does_not_know_is_refused(office: Cast) -> None:
    with pytest.raises(Invalid):
        record_occurrence(office.registrar, facts=OccurrenceFacts(kind="find", equipment="radar_2"))


def _project_uid() -> str:
    return Project.objects.get().uid
