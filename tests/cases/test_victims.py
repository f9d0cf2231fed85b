"""Victims are a circle of their own: their helpers see them, and no list, count, page, file, figure or line of the log about a
case tells anybody else of them, not the lead of the case either."""

import ast
import html
import re
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

import headstamp.cases
from headstamp.audit.models import Entry
from headstamp.cases import actions
from headstamp.cases.facts import NeedFacts, VictimFacts
from headstamp.cases.models import Referral, VictimFile
from headstamp.cases.queries.victims import open_victim, person_of, referral_known, victims_visible_to
from headstamp.desk.tables import all_tables
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from headstamp.registry.models import Occurrence, Person
from tests.cases.office import SUSPECT, Investigation
from tests.cast import Cast, make_asker
from tests.web.addresses import addresses

pytestmark = pytest.mark.django_db
WORD = "zq88888x"
NEED = NeedFacts(need="legal", service="legal_aid", provider=WORD, note=WORD)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def office(cast: Cast) -> Investigation:
    return Investigation(cast)


def helped(office: Investigation) -> Referral:
    """A victim who stands in an occurrence of the case, with a referral."""
    occurrence = office.seizure(persons=(SUSPECT,))
    actions.link_record(office.lead, case=office.case.uid, kind="occurrence", uid=occurrence.uid)
    person = Person.objects.get()
    facts = VictimFacts(called=WORD, note=WORD, person=person.uid, occurrence=occurrence.uid)
    victim = actions.record_victim(office.helper, facts=facts)
    return actions.note_need(office.helper, victim=victim.uid, facts=NEED)


def everybody_else(office: Investigation) -> dict[str, Asker]:
    abroad = make_asker("helper_abroad", office.cast.partner_unit, "victim_assistance")
    elsewhere = make_asker("helper_elsewhere", office.cast.other_unit, "victim_assistance")
    people = {name: who for name, who in office.strangers().items() if name != "helper"}
    return people | office.members() | {"abroad": abroad, "elsewhere": elsewhere}


def test_only_helpers_of_the_unit_know_of_a_victim(office: Investigation) -> None:
    referral = helped(office)
    assert list(victims_visible_to(office.helper)) == [referral.victim]
    for name, who in everybody_else(office).items():
        assert not victims_visible_to(who).exists(), name
        with pytest.raises(NotFound):
            open_victim(who, referral.victim.uid)
        with pytest.raises(NotFound):
            referral_known(who, referral.uid)
        with pytest.raises((NotFound, NotAllowed)):
            actions.move_referral(who, referral=referral.uid, act="agree", agreed_by="x")
        with pytest.raises((NotFound, NotAllowed)):
            actions.note_need(who, victim=referral.victim.uid, facts=NEED)


def test_nothing_is_told_to_a_service_before_the_victim_agrees(office: Investigation) -> None:
    uid = helped(office).uid
    with pytest.raises(Conflict):
        actions.move_referral(office.helper, referral=uid, act="refer")
    with pytest.raises(Invalid):
        actions.move_referral(office.helper, referral=uid, act="agree")
    actions.move_referral(office.helper, referral=uid, act="agree", agreed_by="her mother", on="2024-03")
    actions.move_referral(office.helper, referral=uid, act="refer")
    made = actions.move_referral(office.helper, referral=uid, act="decline")
    assert (made.state, made.agreed_by) == ("declined", "")
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.update(state="referred")


def test_the_helper_sees_the_person_only_as_the_register_lets_him(office: Investigation) -> None:
    victim = helped(office).victim
    assert person_of(office.helper, victim)
    Person.objects.update(visibility="restricted", circle=office.case.circle_id)
    assert person_of(office.helper, victim) is None


def test_no_module_of_cases_but_the_victims_own_reads_them() -> None:
    """No arrow leads from a case to a victim, so no list, count, file or figure of cases can tell of one."""
    root = Path(headstamp.cases.__file__).parent
    own = {
        "models/__init__.py",
        "actions/__init__.py",
        "actions/victims.py",
        "queries/victims.py",
        "models/victim.py",
    }
    told = {"VictimFile", "Referral", "ReferralChange", "victim"}
    wrong = []
    for path in root.rglob("*.py"):
        name = str(path.relative_to(root))
        if name in own or name.startswith("migrations"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (
                (node.module or "").endswith(("victim", "victims"))
                or told & {each.name for each in node.names}
            ):
                wrong.append(name)
    assert wrong == []
    related = {field.name for field in VictimFile._meta.get_fields() if field.is_relation}
    assert related == {"unit", "person", "occurrence", "referrals"}


def test_no_table_of_figures_holds_victims_files() -> None:
    told = [(table.name, column.name) for table in all_tables() for column in table.columns]
    assert not [
        each for each in told if "victim" in each[0] or "referral" in each[0] or "referral" in each[1]
    ]


def client_of(asker: Asker) -> Client:
    client = Client()
    client.force_login(Cast.user_of(asker), backend=BACKEND)
    return client


def pages_of(client: Client, office: Investigation) -> dict[str, str]:
    """Every address without a parameter, the pages of the case, its records and the log, as text."""
    occurrence, person = Occurrence.objects.get(), Person.objects.get()
    case = reverse("case", args=[office.case.uid])
    tabs = re.findall(r"show=(\w+)", client.get(case).content.decode())
    urls = [f"{case}?show={name}" for name in dict.fromkeys(tabs)]
    urls += [address.url for address in addresses() if not address.is_library and not address.kwargs]
    urls += [
        reverse("occurrence", args=[occurrence.uid]),
        reverse("item", args=[occurrence.items.get().uid]),
        reverse("person", args=[person.uid]),
        reverse("sheet", args=[occurrence.uid]),
        "/search/?q=" + WORD, "/people/?q=" + WORD, "/cases/?text=" + WORD, "/occurrences/?text=" + WORD,
        "/complete/persons/?q=zq", "/cases/",
    ]  # fmt: skip
    return {url: _text(client, url) for url in urls if not url.startswith(("/accounts/logout", "/sign-out"))}


def _text(client: Client, url: str) -> str:
    answer = client.get(url)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = html.unescape(content.decode("utf-8", "replace"))
    return re.sub(r"csrfmiddlewaretoken[^>]*>|\"X-CSRFToken\": \"\w+\"|X-Request-Id.*|nonce=\S+", "", text)


@pytest.mark.usefixtures("without_second_factor")
@pytest.mark.parametrize("name", ["lead", "head", "auditor", "analyst", "administrator"])
def test_no_page_tells_of_a_victim(office: Investigation, name: str) -> None:
    """Not by its word, not by its identifier: of every page, list, export, search and the log."""
    referral = helped(office)
    who = getattr(office, name, None) or getattr(office.cast, name)
    for url, text in pages_of(client_of(who), office).items():
        assert referral.uid not in text, url
        assert referral.victim.uid not in text, url
        if WORD not in url:  # what he typed himself is no news to him
            assert WORD not in text, url


@pytest.mark.usefixtures("without_second_factor")
def test_the_pages_of_a_case_are_the_same_with_a_victim_and_without(office: Investigation) -> None:
    """Not even a number differs."""
    referral = helped(office)
    client, case = client_of(office.lead), reverse("case", args=[office.case.uid])
    tabs = ("overview", "occurrences", "tasks", "enquiries", "persons", "proceedings", "files")
    urls = [f"{case}?show={tab}" for tab in tabs] + [reverse("cases"), reverse("case_tasks"), reverse("home")]
    with_it = [_text(client, url) for url in urls]
    referral.changes.all().delete()
    referral.delete()
    VictimFile.objects.all().delete()
    assert [_text(client, url) for url in urls] == with_it


def test_the_log_names_no_record_beside_a_victim_s_file(office: Investigation) -> None:
    start = Entry.objects.count()
    referral = helped(office)
    actions.move_referral(office.helper, referral=referral.uid, act="agree", agreed_by=WORD)
    open_victim(office.helper, referral.victim.uid)
    by_helper = list(Entry.objects.filter(position__gt=start, actor=office.helper.id).values())
    assert {each["subject_kind"] for each in by_helper} == {"victim"}
    assert {each["subject_id"] for each in by_helper} == {str(referral.victim_id)}
    assert not [row for row in Entry.objects.values_list() if WORD in str(row)]
    others = Entry.objects.exclude(actor=office.helper.id)
    assert not others.filter(verb__in=("record_victim", "note_need", "move_referral")).exists()


@pytest.mark.usefixtures("without_second_factor")
def test_a_helper_works_on_the_pages(office: Investigation) -> None:
    client = client_of(office.helper)
    made = client.post(reverse("victim_new"), {"called": "A. B.", "sex": "female", "opened_on": "2024-03"})
    assert made.status_code == 302
    victim = VictimFile.objects.get()
    new = client.post(reverse("need_new", args=[victim.uid]), {"need": "medical", "service": "health"})
    assert new.status_code == 302
    referral = Referral.objects.get()
    for act, typed in (("agree", {"agreed_by": "herself"}), ("refer", {}), ("help", {"note": "treated"})):
        assert client.post(reverse("referral_move", args=[referral.uid, act]), typed).status_code == 302
    text = _text(client, reverse("victim", args=[victim.uid]))
    for words in ("A. B.", "Medical care", "Hospital or doctor", "Helped", "Agreed by herself", "treated"):
        assert words in text
    assert "A. B." in _text(client, reverse("victims"))
    assert client_of(office.lead).get(reverse("victims")).status_code == 403
