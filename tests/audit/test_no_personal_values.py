"""Whatever is typed, no entry and no export holds it."""

import io

import pytest
from django.forms.models import model_to_dict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headstamp.audit.actions import export_jsonl, record_failed_sign_in, recording
from headstamp.audit.heads import verify_chain
from headstamp.audit.models import Entry
from headstamp.kernel.asker import Asker
from tests.audit.tampering import AUDITOR, REGISTRAR

# At least six characters, one of them no part of an id: what a person types, not what code is made of.
typed = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=6, max_size=30
).filter(lambda text: any(not (c.isascii() and (c.isalnum() or c in '_.:/-"[], {}')) for c in text.strip()))


@pytest.mark.django_db(transaction=True)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed, typed, typed, typed)
def test_no_entry_and_no_export_holds_what_was_typed(
    name: str, reason: str, recipient: str, value: str
) -> None:
    start = Entry.objects.count()
    with recording(Asker(id="7", reason=reason)) as record:
        record.alteration("person", 4, "correct_person", ["family_name"], values={"family_name": value})
        record.disclosure("person", 4, "print_sheet", recipient=recipient, reason=reason)
    record_failed_sign_in(name, address="10.1.2.3")
    stream = io.StringIO()
    export_jsonl(AUDITOR, stream)
    stored = [str(model_to_dict(entry)) for entry in Entry.objects.filter(position__gt=start)]
    for text in (name, reason, recipient, value, "10.1.2.3"):
        assert not any(text in row for row in stored)
        assert text not in stream.getvalue()
    assert verify_chain().is_whole


@pytest.mark.django_db
@given(typed)
def test_what_is_typed_is_refused_where_a_name_or_an_id_belongs(text: str) -> None:
    for attempt in (
        ("item", text, "read_item"),
        (text, 1, "read_item"),
        ("item", 1, text),
        ("item", 1, "read_item", [text]),
    ):
        with pytest.raises(ValueError, match="no typed values"), recording(REGISTRAR) as record:
            record.consultation(*attempt)
    assert not Entry.objects.exists()
