"""The work list of pairs, a pair side by side, and a gun's story on its page: what they show, to whom, at what cost."""

import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from headstamp.audit.models import Entry
from headstamp.kernel.asker import Asker
from headstamp.matching.actions import judge_candidate
from headstamp.matching.following import follow
from headstamp.matching.models import Candidate, Judgement
from headstamp.registry.actions import attach_file, edit_item, set_visibility
from headstamp.snapshot.actions import refresh
from tests.cast import Cast
from tests.matching.guns import ZASTAVA, gun, pair

READERS = {"registrar", "analyst", "head", "reader", "officer", "partner"}


@pytest.fixture(autouse=True)
def _without_second_factor(settings) -> None:  # type: ignore[no-untyped-def]
    settings.HEADSTAMP_REQUIRE_MFA = False


def client_of(asker: Asker) -> Client:
    client = Client()
    if asker.id != "0":
        client.force_login(Cast.user_of(asker), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def page_of(asker: Asker, address: str) -> str:
    return client_of(asker).get(address).content.decode()


def sent(asker: Asker, found: Candidate, **typed: object) -> object:
    given = {"word": "same", "reason": "the same scratches", "seen": 0} | typed
    return client_of(asker).post(f"/same-gun/{found.uid}/", given)


def test_the_list_is_for_who_may_see_records(cast: Cast) -> None:
    may = {name for name, asker in cast.everybody() if client_of(asker).get("/same-gun/").status_code == 200}
    assert may == READERS


def test_an_empty_list_says_what_will_stand_there(cast: Cast) -> None:
    assert "Nothing waits for a judgement" in page_of(cast.reader, "/same-gun/")
    gun(cast.registrar, "C-128765")
    assert "Still comparing" in page_of(cast.reader, "/same-gun/")
    follow()
    assert "Still comparing" not in page_of(cast.reader, "/same-gun/")


def test_a_pair_shows_both_records_what_agrees_and_how_the_evidence_adds_up(cast: Cast) -> None:
    gun(cast.registrar, "C-128765", **ZASTAVA)
    gun(cast.registrar, "C-I28765", make="zastava", model="M57", calibre="9x19")
    follow()
    found = Candidate.objects.get()
    page = page_of(cast.reader, f"/same-gun/{found.uid}/")
    for told in ("C-128765", "C-I28765", "same make", "other calibre", "how the evidence adds up"):
        assert told in page or told.capitalize() in page, told
    assert page.count('class="is-agree"') >= 2
    assert page.count('class="is-differ"') == 1
    assert 'class="is-look_alike">I<' in page
    assert "Keep it and go on" not in page
    assert "style=" not in page


def test_whoever_looks_at_a_pair_is_noted_at_both_records(cast: Cast) -> None:
    found = pair(cast.registrar)
    page_of(cast.reader, f"/same-gun/{found.uid}/")
    entries = Entry.objects.filter(verb="compare_item", actor=cast.reader.id)
    assert {entry.subject_id for entry in entries} == {str(found.one_id), str(found.other_id)}


def test_a_pair_with_a_hidden_record_looks_as_one_that_does_not_exist(cast: Cast) -> None:
    found = pair(cast.registrar)
    of = found.other.occurrence
    set_visibility(cast.registrar, uid=of.uid, version=of.version, visibility="unit")
    client = client_of(cast.officer)
    hidden, none = client.get(f"/same-gun/{found.uid}/"), client.get(f"/same-gun/{'0' * 26}/")
    assert hidden.status_code == none.status_code == 404
    assert found.uid not in page_of(cast.officer, "/same-gun/")
    assert found.uid not in page_of(cast.officer, f"/items/{found.one.uid}/")
    assert found.uid in page_of(cast.reader, f"/items/{found.one.uid}/")


def test_a_judgement_leads_to_the_next_pair_and_back(cast: Cast) -> None:
    first, second = pair(cast.registrar), pair(cast.registrar, number="X-34567891")
    answer = sent(cast.analyst, first)
    assert answer.url == f"/same-gun/{second.uid}/?before={first.uid}"  # type: ignore[attr-defined]
    page = page_of(cast.analyst, answer.url)  # type: ignore[attr-defined]
    assert f'href="/same-gun/{first.uid}/#judgements"' in page
    last = sent(cast.analyst, second)
    assert last.url == f"/same-gun/?before={second.uid}"  # type: ignore[attr-defined]


def test_only_who_may_judge_is_offered_it_and_can(cast: Cast) -> None:
    found = pair(cast.registrar)
    offered = {
        name
        for name, asker in cast.everybody()
        if "data-judging" in page_of(asker, f"/same-gun/{found.uid}/")
    }
    assert offered == {"analyst", "head"}
    for asker in (cast.reader, cast.registrar, cast.officer):
        assert sent(asker, found).status_code == 403  # type: ignore[attr-defined]
    assert not Judgement.objects.exists()


@pytest.mark.parametrize(
    "typed", [{"word": ""}, {"reason": " "}, {"word": "perhaps"}, {"seen": "x"}, {"word": "withdrawn"}]
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(cast: Cast, typed: dict[str, str]) -> None:
    answer = sent(cast.analyst, pair(cast.registrar), **typed)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    if "reason" not in typed:
        assert "the same scratches" in answer.content.decode()  # type: ignore[attr-defined]
    assert not Judgement.objects.exists()


def test_a_judgement_is_taken_back_on_the_page(cast: Cast) -> None:
    found = pair(cast.registrar)
    made = judge_candidate(cast.head, uid=found.uid, word="same", reason="both seen")
    assert "Taken back" in page_of(cast.analyst, f"/same-gun/{found.uid}/")
    sent(cast.analyst, found, word="withdrawn", reason="wrong pair", seen=made.pk)
    page = page_of(cast.analyst, f"/same-gun/{found.uid}/")
    assert "superseded" in page
    assert "wrong pair" in page
    assert found.uid in page_of(cast.analyst, "/same-gun/")


def test_a_judgement_given_meanwhile_is_not_passed_over(cast: Cast) -> None:
    found = pair(cast.registrar)
    judge_candidate(cast.head, uid=found.uid, word="different", reason="other frame")
    assert sent(cast.analyst, found).status_code == 409  # type: ignore[attr-defined]


def test_a_record_that_changed_since_its_judgement_says_so(cast: Cast) -> None:
    found = pair(cast.registrar)
    judge_candidate(cast.head, uid=found.uid, word="same", reason="both seen")
    edit_item(cast.registrar, uid=found.one.uid, version=1, changes={"model": "M70"})
    page = page_of(cast.analyst, f"/same-gun/{found.uid}/")
    assert "A record was changed since it was judged" in page
    assert "Still comparing" in page


def test_a_gun_s_page_tells_its_whole_story_and_the_next_step(cast: Cast) -> None:
    made = [gun(cast.registrar, "C-128765", **ZASTAVA, on=f"202{year}-03-04") for year in (1, 2, 3)]
    assert "Still comparing" in page_of(cast.analyst, f"/items/{made[0].uid}/")
    follow()
    found = Candidate.objects.order_by("id")
    judge_candidate(cast.analyst, uid=found[0].uid, word="same", reason="both seen")
    page = page_of(cast.analyst, f"/items/{made[0].uid}/")
    assert f'href="/items/{made[1].uid}/"' in page
    assert "1 other record may be this gun" in page
    assert "Next step: open the pair" in page
    assert "Next step: ask somebody who may judge" in page_of(cast.reader, f"/items/{made[0].uid}/")


def test_a_contradiction_is_shown_on_the_gun_s_page(cast: Cast) -> None:
    made = [gun(cast.registrar, "C-128765", **ZASTAVA) for _ in range(3)]
    follow()
    words = dict(zip(Candidate.objects.order_by("one", "other"), ("same", "different", "same"), strict=True))
    for each, word in words.items():
        judge_candidate(cast.analyst, uid=each.uid, word=word, reason="looked")
    for item in made:
        assert "contradict each other" in page_of(cast.reader, f"/items/{item.uid}/")


def test_photos_stand_beside_each_other(cast: Cast) -> None:
    found = pair(cast.registrar)
    assert "No photo" in page_of(cast.reader, f"/same-gun/{found.uid}/")
    attach_file(cast.registrar, target=found.one, stream=io.BytesIO(png()), name="number.png")
    assert f"/attachments/{found.one.uid}/" in page_of(cast.reader, f"/same-gun/{found.uid}/")


def png() -> bytes:
    from PIL import Image  # noqa: PLC0415

    out = io.BytesIO()
    Image.new("RGB", (20, 20), "grey").save(out, "PNG")
    return out.getvalue()


def test_home_says_how_many_wait_to_who_may_judge(cast: Cast) -> None:
    pair(cast.registrar)
    refresh()
    told = {name for name, asker in cast.everybody() if "may be one gun and waits" in page_of(asker, "/")}
    assert told == {"analyst", "head"}


def test_the_list_leaves_as_a_file_without_restricted_records(cast: Cast) -> None:
    found = pair(cast.registrar)
    judge_candidate(cast.analyst, uid=found.uid, word="same", reason="both seen")
    answer = client_of(cast.analyst).get("/same-gun/export.csv", {"judged": "any", "reason": "case 12"})
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert found.uid in text
    assert "One gun" in text
    assert "both seen" not in text
    assert Entry.objects.filter(verb="export_candidates").count() == 1
    assert client_of(cast.reader).get("/same-gun/export.csv").status_code == 403


def test_pages_ask_as_much_of_many_as_of_few(cast: Cast) -> None:
    costs = []
    for count in (3, 5):
        made = [gun(cast.registrar, "C-128765", **ZASTAVA) for _ in range(count)]
        follow()
        client = client_of(cast.analyst)
        for address in (
            "/same-gun/",
            f"/same-gun/{Candidate.objects.latest('id').uid}/",
            f"/items/{made[0].uid}/",
        ):
            client.get(address)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            costs.append(len(asked))
    assert costs[:3] == costs[3:], costs
    assert max(costs) <= 40
