import json
from datetime import timedelta

from django.utils import timezone

from headstamp.audit.actions import recording
from headstamp.audit.models import Entry
from headstamp.audit.verify_offline import verify
from tests.plugins.staff import ClientOf, Staff


def fill(staff: Staff, number: int) -> None:
    with recording(staff.asker("registrar")) as record:
        for each in range(number):
            record.collection(
                "occurrence", f"R{each}", "record_seizure", ["kind"], reason="told by telephone"
            )


def test_the_log_is_paged_by_position(client_of: ClientOf, staff: Staff):
    fill(staff, 230)
    client = client_of("auditor")
    page = client.get("/log/")
    assert page.content.decode().count("<tr>") == 101
    older = page.context["older"]
    second = client.get(f"/log/?before={older}").context["rows"]
    assert second[0]["entry"].position == older - 1
    assert client.get("/log/?before=rubbish").status_code == 200


def test_the_log_is_filtered_by_person_act_record_and_day(client_of: ClientOf, staff: Staff):
    fill(staff, 3)
    client = client_of("auditor")

    def count(query: str) -> int:
        return len(client.get(f"/log/?{query}").context["rows"])

    assert count("who=registrar") == 3
    assert count("who=nobody-of-that-name") == 0
    assert count("subject_kind=occurrence&subject_id=R1") == 1
    assert count("verb=record_seizure") == 3
    assert count("kind=erasure") == 0
    today = timezone.localdate()
    assert count(f"who=registrar&start={today}&end={today}") == 3
    assert count(f"who=registrar&end={today - timedelta(days=1)}") == 0
    assert count("start=rubbish") == Entry.objects.count()


def test_an_entry_shows_who_what_and_why(client_of: ClientOf, staff: Staff):
    fill(staff, 1)
    position = Entry.objects.get(verb="record_seizure").position
    page = client_of("auditor").get(f"/log/{position}/").content.decode()
    assert "told by telephone" in page
    assert Entry.objects.get(position=position).hash in page
    assert client_of("auditor").get("/log/999999/").status_code == 404


def test_the_copy_can_be_checked_without_the_application(client_of: ClientOf, staff: Staff):
    fill(staff, 5)
    answer = client_of("auditor").post("/log/export/", {"recipient": "court of audit"})
    lines = [json.loads(line) for line in b"".join(answer.streaming_content).decode().splitlines()]
    assert answer["Content-Disposition"].startswith("attachment")
    assert verify(lines).is_whole
    assert lines[-1]["verb"] == "export_log"


def test_the_button_says_whether_the_log_is_whole(client_of: ClientOf, staff: Staff):
    fill(staff, 2)
    page = client_of("auditor").post("/log/verify/").content.decode()
    assert "The log is whole" in page


def test_the_log_shows_nobody_a_reading_right_they_lack(client_of: ClientOf, staff: Staff):
    fill(staff, 1)
    for name in ("administrator", "head_of_unit", "officer", "donor"):
        answer = client_of(name).get("/log/")
        assert answer.status_code == 403
        assert "record_seizure" not in answer.content.decode()
