"""What is published of the portfolio stands on the public site: nothing else of it, nothing worked out, both footnotes apart."""

import html
import json
import re
from dataclasses import replace

import pytest

from headstamp.desk.publication.making import archive_content, publish
from headstamp.desk.publication.pictures import Picture
from headstamp.indicators.actions import freeze
from headstamp.indicators.queries.periods import period_named
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict
from headstamp.programme.actions import edit_project, publish_project, recommend, record_indicator
from headstamp.programme.facts import ProjectFacts
from headstamp.programme.loading import load_source
from headstamp.programme.models import Output, Project
from tests.cast import Cast
from tests.desk.test_publication import _Page, _resolved, files_of
from tests.indicators.office import few_measures, office
from tests.programme.office import BOUND, PROJECT, TOLD, manager, project, training

__all__ = ["few_measures", "office"]


@pytest.fixture(autouse=True)
def no_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Picture, "draw", lambda _picture: b"<svg/>")


@pytest.fixture
def frozen(office: Cast) -> Cast:
    freeze(office.head, period=period_named("2022"))
    return office


@pytest.fixture
def keeper(frozen: Cast) -> Asker:
    return manager(frozen)


def text_of(content: bytes) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", content.decode())).split())


def test_the_four_projects_stand_by_mechanism_and_jurisdiction(frozen: Cast, keeper: Asker) -> None:
    load_source(keeper)
    publish(frozen.head)
    files = files_of(frozen)
    for language in ("en", "sq", "sr-Latn"):
        for each in Project.objects.all():
            page = text_of(files[f"{language}/project-{each.code}.html"])
            assert each.title in page
        assert "Kosovo*" in files[f"{language}/projects.html"].decode() or language != "en"
    listed = text_of(files["en/projects.html"])
    assert "Mechanism not stated" in listed
    assert listed.split("By jurisdiction")[1].count("Kosovo*") >= 1


def test_a_status_that_nobody_told_stays_unsaid(frozen: Cast, keeper: Asker) -> None:
    load_source(keeper)
    publish(frozen.head)
    files = files_of(frozen)
    statuses = re.findall(
        r"<td>(?:<span class=\"badge\">(\w+)</span>)?</td>", files["en/projects.html"].decode()
    )
    assert sorted(statuses) == ["", "Completed", "Completed", "Completed"]
    unsaid = Project.objects.get(status="")
    head = files[f"en/project-{unsaid.code}.html"].decode().split("<dl>")[0]
    assert "badge" not in head


def test_printed_forms_and_what_does_not_add_up_are_kept(frozen: Cast, keeper: Asker) -> None:
    load_source(keeper)
    publish(frozen.head)
    wholes = text_of(
        b" ".join(content for name, content in files_of(frozen).items() if name.startswith("en/project-"))
    )
    assert "US$660,000" in wholes
    assert "24 is told, the parts give 24" not in wholes
    assert "Both are kept." in wholes


def test_what_is_not_published_does_not_leave(frozen: Cast, keeper: Asker) -> None:
    shown = project(keeper)
    publish_project(keeper, uid=shown.uid)
    late = training(keeper, shown)
    record_indicator(keeper, project=shown.uid, facts=TOLD)
    recommend(keeper, output=late.uid, text="Zqsecret words")
    hidden = project(keeper, _other("hidden", "Zqhidden title"))
    publish(frozen.head)
    wholes = b" ".join(files_of(frozen).values()).decode(errors="replace")
    assert PROJECT.title in wholes
    for word in ("Zqsecret", "Zqhidden", "Looking in the dark", "Lamps in use", hidden.uid, shown.uid):
        assert word not in wholes, word


def test_a_bound_indicator_is_not_counted_past_disclosure_control(frozen: Cast, keeper: Asker) -> None:
    of = project(keeper)
    record_indicator(keeper, project=of.uid, facts=BOUND)
    record_indicator(keeper, project=of.uid, facts=TOLD)
    publish_project(keeper, uid=of.uid)
    publish(frozen.head)
    page = text_of(files_of(frozen)[f"en/project-{of.code}.html"])
    assert "Lamps in use" in page
    assert BOUND.title not in page


def test_every_page_is_whole_runs_nothing_and_leads_only_to_what_is_there(
    frozen: Cast, keeper: Asker
) -> None:
    load_source(keeper)
    publish(frozen.head)
    files = files_of(frozen)
    names = [name for name in files if name.endswith(".html")]
    assert len([name for name in names if "project" in name]) == 3 * (1 + 4)
    for name in names:
        page = _Page(files[name].decode())
        assert len(set(page.ids)) == len(page.ids), name
        assert not [
            tag for tag, found in page.tags if tag in ("script", "style", "iframe") or "style" in found
        ]
        tables = [tag for tag, _ in page.tags if tag == "table"]
        assert len([tag for tag, _ in page.tags if tag == "caption"]) == len(tables)
        for link in page.links:
            if not link.startswith("#"):
                assert _resolved(name, link) in files, link


def test_a_change_of_the_portfolio_alone_is_something_new(frozen: Cast, keeper: Asker) -> None:
    of = project(keeper)
    publish(frozen.head)
    with pytest.raises(Conflict):
        publish(frozen.head)
    publish_project(keeper, uid=of.uid)
    publish(frozen.head)
    with pytest.raises(Conflict):
        publish(frozen.head)
    edit_project(keeper, uid=of.uid, version=1, changes={"title": "Other lamps"})
    third = publish(frozen.head)
    told = json.loads(files_of(frozen)["release.json"])
    assert (third.number, told["projects"]) == (3, 1)


def test_the_disclaimer_the_contact_and_the_cookies_stand_there(frozen: Cast, settings) -> None:  # type: ignore[no-untyped-def]
    settings.HEADSTAMP_PUBLIC_DISCLAIMER = "Funded by an invented funder, whose views these need not be."
    settings.HEADSTAMP_PUBLIC_CONTACT = "press@example.org"
    publish(frozen.head, footnotes=["undp"])
    files = files_of(frozen)
    for name in ("en/index.html", "sq/about.html", "en/cookies.html"):
        page = text_of(files[name])
        assert "Funded by an invented funder" in page
        assert "press@example.org" in page
        assert "1244" in page
    cookies = text_of(files["en/cookies.html"])
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME):
        assert name in cookies


def test_a_donor_takes_the_same_archive(frozen: Cast, keeper: Asker) -> None:
    load_source(keeper)
    publish(frozen.head)
    assert archive_content(frozen.donor)[1] == archive_content(frozen.head)[1]
    assert Output.objects.filter(published_at=None).count() == 0


def _other(code: str, title: str) -> ProjectFacts:
    return replace(PROJECT, code=code, title=title)
