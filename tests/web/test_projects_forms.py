"""Writing projects on pages: what is typed is what is kept, mistakes stand at their boxes, nothing is lost, who may not is refused."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from headstamp.kernel.asker import Asker
from headstamp.programme.actions import edit_project, publish_project, recommend, record_indicator
from headstamp.programme.models import Indicator, Mechanism, Output, Project, Recommendation
from headstamp.programme.told import indicator_told, output_told, project_told
from headstamp.registry.models import Draft
from tests.cast import Cast
from tests.leaks.conftest import client_of
from tests.programme.office import BOUND, PROJECT, TOLD, manager, project, training

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]


@pytest.fixture
def keeper(cast: Cast) -> Asker:
    return manager(cast)


@pytest.fixture
def client(keeper: Asker) -> Client:
    client = Client()
    client.force_login(Cast.user_of(keeper))
    return client


def boxes(page: str) -> dict[str, Any]:
    """What a form holds when it is opened, as the browser would send it back."""
    form = page.split('id="entry"')[1].split("</form>")[0]
    sent: dict[str, Any] = {
        html.unescape(name): html.unescape(value)
        for name, value in re.findall(
            r'<input class="form-control[^>]*? name="([^"]+)"[^>]*? value="([^"]*)"', form
        )
    }
    sent |= dict(re.findall(r'type="hidden" name="(version|base|draft)" value="([^"]*)"', form))
    sent["base"] = html.unescape(sent["base"])
    for name, text in re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.S):
        sent[name] = html.unescape(text)
    for name, inner in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        sent[name] = next(iter(re.findall(r'value="([^"]*)" selected', inner)), "")
    for name, value in re.findall(r'type="checkbox" name="([^"]+)"[^>]* value="([^"]*)" checked', form):
        sent.setdefault(name, [])
        sent[name].append(value)
    return sent


def opened(client: Client, name: str, *args: str) -> dict[str, Any]:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return boxes(answer.content.decode())


def sent(client: Client, url: str, data: dict[str, Any], status: int = 302) -> str:
    answer = client.post(url, {**data, "save": "yes"})
    page = answer.content.decode()
    assert answer.status_code == status, re.findall(r"invalid-feedback[^>]*>([^<]*)", page)
    return html.unescape(page)


def test_a_project_is_recorded_as_it_is_typed(client: Client) -> None:
    sent(client, reverse("mechanism_new"), {"name": "Invented fund", "reach": "Kosovo*, AL"})
    fund = Mechanism.objects.get()
    assert fund.reach == ["XK", "AL"]
    typed = {
        "title": "Lamps for an invented border", "status": "running", "starts_on": "1/2023", "mechanism": fund.uid,
        "jurisdictions": "Kosovo*, Albania", "partners": "Invented Agency\n\nAnother one", "goals": ["goal-3"], "kpis": ["kpi-7", "kpi-8"],
        "money.0.kind": "budget", "money.0.amount": "120000.50", "money.0.currency": "eur", "money.0.printed": "€ 120,000.50",
        "money.1.kind": "spent", "money.1.amount": "10", "money.1.currency": "EUR", "money.1.year": "2023",
        "lines.0.kind": "risk", "lines.0.text": "Rain.",
    }  # fmt: skip
    sent(client, reverse("project_new"), typed)
    made = project_told(Project.objects.get())
    assert (made.code, made.starts_on, made.mechanism) == (
        "lamps-for-an-invented-border",
        "2023-01",
        fund.uid,
    )
    assert (made.jurisdictions, made.partners) == (("XK", "AL"), ("Invented Agency", "Another one"))
    assert (made.goals, made.kpis) == (("goal-3",), ("kpi-7", "kpi-8"))
    assert [(row.kind, str(row.amount), row.currency, row.year) for row in made.money] == [
        ("budget", "120000.50", "EUR", ""),
        ("spent", "10.00", "EUR", "2023"),
    ]
    assert [(line.kind, line.text) for line in made.lines] == [("risk", "Rain.")]


def test_a_form_that_is_opened_and_saved_changes_nothing(client: Client, keeper: Asker) -> None:
    of = project(keeper)
    made = training(keeper, of)
    told, bound = (record_indicator(keeper, project=of.uid, facts=facts) for facts in (TOLD, BOUND))
    for name, record in (
        ("project_edit", of),
        ("output_edit", made),
        ("indicator_edit", told),
        ("indicator_edit", bound),
    ):
        sent(client, reverse(name, args=[record.uid]), opened(client, name, record.uid))
        record.refresh_from_db()
        assert record.version == 1, name
    assert project_told(Project.objects.get()) == PROJECT


def test_a_change_is_saved_with_its_reason_and_stands_in_the_history(
    client: Client, keeper: Asker, cast: Cast
) -> None:
    of = project(keeper)
    change = {"status": "completed", "goals": ["goal-2"], "reason": "The final report says so."}
    sent(client, reverse("project_edit", args=[of.uid]), opened(client, "project_edit", of.uid) | change)
    shown = html.unescape(client.get(reverse("project", args=[of.uid])).content.decode())
    assert "<del>Running</del>" in shown
    assert "The final report says so." in shown
    publish_project(keeper, uid=of.uid)
    assert (
        "The final report says so."
        not in client_of(cast, "donor").get(reverse("project", args=[of.uid])).content.decode()
    )


def test_what_is_wrong_stands_at_its_box_and_nothing_is_lost(client: Client) -> None:
    typed = {
        "title": "", "status": "running", "starts_on": "soon", "jurisdictions": "Atlantis", "objective": "Keep this text.",
        "money.0.kind": "budget", "money.0.amount": "", "money.0.currency": "euro",
    }  # fmt: skip
    shown = sent(client, reverse("project_new"), typed, 422)
    assert "Keep this text." in shown
    for path in ("starts_on", "jurisdictions", "money-0-amount"):
        assert f'id="box-{path}-error"' in shown
    shown = sent(
        client, reverse("project_new"), {"title": "", "money.0.amount": "5", "money.0.currency": "euro"}, 422
    )
    for path in ("title", "code", "money-0-currency"):
        assert f'id="box-{path}-error"' in shown
    assert not Project.objects.exists()


def test_two_who_edit_at_once_lose_nothing(client: Client, keeper: Asker) -> None:
    of = project(keeper)
    form = opened(client, "project_edit", of.uid)
    edit_project(keeper, uid=of.uid, version=1, changes={"title": "Another title"})
    shown = sent(client, reverse("project_edit", args=[of.uid]), form | {"objective": "My text."}, 409)
    assert "<ins>Another title</ins>" in shown
    assert "My text." in shown
    sent(client, reverse("project_edit", args=[of.uid]), boxes(shown))
    of.refresh_from_db()
    assert (of.title, of.objective) == ("Another title", "My text.")


def test_a_training_whose_numbers_do_not_add_up_is_kept_and_said(client: Client, keeper: Asker) -> None:
    of = project(keeper)
    numbers = (("12", ""), ("7", "male"), ("4", "female"))
    typed = {
        "kind": "training",
        "title": "Looking in the dark",
        "level": "basic",
        "place": "Invented town",
    } | {
        f"numbers.{at}.{name}": text
        for at, (value, sex) in enumerate(numbers)
        for name, text in (("unit", "attendances"), ("value", value), ("sex", sex), ("audience", ""))
    }
    sent(client, reverse("output_new", args=[of.uid]), typed)
    made = output_told(Output.objects.get())
    assert [(str(row.value), row.sex) for row in made.numbers] == [
        ("12.00", ""),
        ("7.00", "male"),
        ("4.00", "female"),
    ]
    shown = html.unescape(client.get(reverse("project", args=[of.uid])).content.decode())
    assert shown.count("12 is told, the parts give 11.") == 2  # the word after saving, and the page's own
    assert "Basic" in shown


def test_a_number_without_a_value_is_asked_for(client: Client, keeper: Asker) -> None:
    of = project(keeper)
    typed = {"kind": "training", "title": "x", "numbers.0.unit": "sessions", "numbers.0.sex": "male"}
    assert 'id="box-numbers-0-value-error"' in sent(client, reverse("output_new", args=[of.uid]), typed, 422)


def test_a_result_belongs_to_another_of_its_project(client: Client, keeper: Asker) -> None:
    of = project(keeper)
    training(keeper, of)
    sent(
        client,
        reverse("output_new", args=[of.uid]),
        {"kind": "manual", "title": "A manual", "parent": "training"},
    )
    made = Output.objects.get(code="a-manual")
    assert made.parent is not None
    assert opened(client, "output_edit", made.uid)["parent"] == "training"


def test_a_recommendation_is_noted_and_followed_up(client: Client, keeper: Asker) -> None:
    made = training(keeper, project(keeper))
    url = reverse("recommendation_new", args=[made.uid])
    assert "box-due_on-error" in sent(client, url, {"text": "Buy lamps.", "due_on": "2024"}, 422)
    sent(client, url, {"text": "Buy lamps.", "owner": "Invented department", "due_on": "1.2.2024"})
    noted = Recommendation.objects.get()
    assert (noted.owner, str(noted.due_on)) == ("Invented department", "2024-02-01")
    url = reverse("recommendation_edit", args=[noted.uid])
    form = opened(client, "recommendation_edit", noted.uid)
    assert "box-outcome-error" in sent(client, url, form | {"done_on": "2024-03-01"}, 422)
    sent(client, url, form | {"done_on": "2024-03-01", "outcome": "Bought."})
    noted.refresh_from_db()
    assert (str(noted.done_on), noted.outcome, noted.version) == ("2024-03-01", "Bought.", 2)


def test_an_indicator_is_bound_in_the_words_of_the_lists(client: Client, keeper: Asker) -> None:
    of = project(keeper)
    typed = {
        "title": "Firearms seized", "measure": "firearms-seized", "where.0.column": "municipality", "where.0.codes": "Prizren; Pejë",
        "points.0.kind": "target", "points.0.period": "2022-H1", "points.0.value": "20",
    }  # fmt: skip
    sent(client, reverse("indicator_new", args=[of.uid]), typed)
    assert indicator_told(Indicator.objects.get()).where == BOUND.where
    wrong = typed | {"title": "Another", "where.0.codes": "Atlantis"}
    assert 'id="box-where-0-codes-error"' in sent(client, reverse("indicator_new", args=[of.uid]), wrong, 422)


def test_drafts_of_recommendations_and_mechanisms_are_kept(client: Client, keeper: Asker) -> None:
    made = training(keeper, project(keeper))
    noted = recommend(keeper, output=made.uid, text="Buy lamps.")
    for name, of, form in (
        ("mechanism_new", "", "mechanism"),
        ("recommendation_new", made.uid, "recommendation"),
        ("recommendation_edit", noted.uid, "recommendation_edit"),
    ):
        arguments = [of] if of else []
        url = reverse(name, args=arguments)
        key = opened(client, name, *arguments)["draft"]
        field = "name" if form == "mechanism" else "text"
        assert client.post(reverse("draft", args=[form, key]), {field: "Half a sentence"}).status_code == 204
        assert "Half a sentence" in client.get(f"{url}?draft={key}").content.decode()


def test_a_draft_is_kept_for_who_writes_it(client: Client, keeper: Asker) -> None:
    key = opened(client, "project_new")["draft"]
    assert client.post(reverse("draft", args=["project", key]), {"title": "Half a title"}).status_code == 204
    assert Draft.objects.get().data == {"title": "Half a title"}
    shown = client.get(f"{reverse('project_new')}?draft={key}").content.decode()
    assert "Half a title" in shown
    client.post(reverse("project_new"), {"draft": key, "title": "A title", "save": "yes"})
    assert not Draft.objects.exists()


def test_it_is_published_withdrawn_deleted_and_brought_back(
    client: Client, keeper: Asker, cast: Cast
) -> None:
    of = project(keeper)
    donor = client_of(cast, "donor")
    url = reverse("project", args=[of.uid])
    client.post(reverse("project_publish", args=[of.uid]))
    assert donor.get(url).status_code == 200
    form = opened(client, "project_withdraw", of.uid)
    assert "box-reason-error" in sent(client, reverse("project_withdraw", args=[of.uid]), form, 422)
    sent(client, reverse("project_withdraw", args=[of.uid]), form | {"reason": "a mistake in it"})
    assert donor.get(url).status_code == 404
    remove = reverse("project_remove", args=["project", of.uid])
    sent(client, remove, opened(client, "project_remove", "project", of.uid) | {"reason": "entered twice"})
    assert client.get(url).status_code == 404
    assert "entered twice" in client.get(reverse("projects_removed")).content.decode()
    back = reverse("project_restore", args=["project", of.uid])
    client.post(back, {"reason": ""})
    assert client.get(url).status_code == 404
    client.post(back, {"reason": "it was not"})
    assert client.get(url).status_code == 200


def test_parts_are_removed_and_brought_back_each_by_itself(client: Client, keeper: Asker) -> None:
    of = project(keeper)
    made = training(keeper, of)
    parts = {
        "recommendation": recommend(keeper, output=made.uid, text="Buy lamps."),
        "indicator": record_indicator(keeper, project=of.uid, facts=TOLD),
        "output": made,
    }
    for kind, record in parts.items():
        url = reverse("project_remove", args=[kind, record.uid])
        sent(client, url, opened(client, "project_remove", kind, record.uid) | {"reason": "a mistake"})
        record.refresh_from_db()
        assert record.deleted_at, kind
    for kind, record in reversed(parts.items()):
        client.post(reverse("project_restore", args=[kind, record.uid]), {"reason": "no mistake"})
        record.refresh_from_db()
        assert not record.deleted_at, kind
    assert client.get(reverse("project_remove", args=["none-such", made.uid])).status_code == 404


def test_nobody_else_writes_and_no_page_offers_it(cast: Cast, keeper: Asker) -> None:
    of = project(keeper)
    made = training(keeper, of)
    writing = [
        reverse("project_new"),
        reverse("project_edit", args=[of.uid]),
        reverse("output_new", args=[of.uid]),
        reverse("output_edit", args=[made.uid]),
        reverse("indicator_new", args=[of.uid]),
        reverse("project_remove", args=["project", of.uid]),
        reverse("projects_removed"),
    ]
    for name in (
        "registrar",
        "analyst",
        "head",
        "reader",
        "officer",
        "partner",
        "donor",
        "auditor",
        "administrator",
    ):
        client = client_of(cast, name)
        assert {client.get(url).status_code for url in writing} == {403}, name
    shown = client_of(cast, "reader").get(reverse("project", args=[of.uid])).content.decode()
    assert not [url for url in writing if url in shown]
