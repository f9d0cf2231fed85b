"""A lead is no hit until one examiner compared and a second one verified; guns are inferred, found, and found not to be it."""

import pytest

from headstamp.forensics import actions
from headstamp.forensics.facts import End, EntryFacts
from headstamp.forensics.models import Lead, Recovery
from headstamp.forensics.queries import (
    figures_of,
    gun_known,
    guns_visible_to,
    hits_visible_to,
    leads_visible_to,
)
from headstamp.forensics.queries.guns import standing
from headstamp.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.cast import Cast
from tests.forensics.office import Laboratory, opinion

pytestmark = pytest.mark.django_db


@pytest.fixture
def lab(cast: Cast) -> Laboratory:
    return Laboratory(cast)


def test_a_name_is_refused_only_to_who_reads_it_already(lab: Laboratory) -> None:
    hidden = lab.lead(lab.case(visibility="unit"), lab.case())
    actions.infer_gun(lab.first, lead=hidden.uid, name="G")
    with pytest.raises(Conflict, match="of this name"):
        actions.infer_gun(lab.first, lead=lab.lead().uid, name="G")
    made = actions.infer_gun(lab.outside, lead=lab.lead().uid, name="G")
    assert made.name == "G"


def test_a_lead_is_a_hit_only_when_a_second_examiner_verified_it(lab: Laboratory) -> None:
    lead = lab.lead()
    assert not hits_visible_to(lab.first).exists()
    with pytest.raises(Conflict):
        actions.verify_lead(lab.second, lead=lead.uid, opinion=opinion())
    actions.compare_lead(lab.first, lead=lead.uid, opinion=opinion())
    assert not hits_visible_to(lab.first).exists()
    with pytest.raises(NotAllowed, match="yourself"):
        actions.verify_lead(lab.first, lead=lead.uid, opinion=opinion())
    assert actions.verify_lead(lab.second, lead=lead.uid, opinion=opinion()).is_hit
    assert [each.pk for each in hits_visible_to(lab.first)] == [lead.pk]


def test_leads_and_hits_are_counted_apart(lab: Laboratory) -> None:
    lab.lead()
    lab.hit()
    actions.exclude_lead(lab.first, lead=lab.lead().uid, opinion=opinion())
    compared = lab.lead()
    actions.compare_lead(lab.first, lead=compared.uid, opinion=opinion())
    told = figures_of(lab.first)
    assert (told.leads, told.hits, told.excluded, told.undecided) == (4, 1, 1, 2)


def test_who_disagrees_makes_it_a_lead_again_and_both_opinions_stay(lab: Laboratory) -> None:
    lead = lab.lead()
    actions.compare_lead(lab.first, lead=lead.uid, opinion=opinion())
    with pytest.raises(NotAllowed):
        actions.disagree_with_lead(lab.first, lead=lead.uid, opinion=opinion())
    lead = actions.disagree_with_lead(lab.second, lead=lead.uid, opinion=opinion("too few lines"))
    assert (lead.state, lead.examiner, lead.decided_on) == ("lead", "", None)
    assert list(lead.steps.order_by("id").values_list("act", "by")) == [
        ("note", lab.first.id), ("compare", lab.first.id), ("disagree", lab.second.id),
    ]  # fmt: skip


def test_a_hit_that_is_opened_again_no_longer_counts(lab: Laboratory) -> None:
    lead = lab.hit()
    actions.reopen_lead(lab.second, lead=lead.uid, opinion=opinion("wrong exhibit"))
    assert not hits_visible_to(lab.first).exists()
    assert Lead.objects.get().verifier == ""


def test_two_ends_have_one_lead_whichever_way_it_is_noted(lab: Laboratory) -> None:
    one, other = lab.case(), lab.case()
    lab.lead(one, other)
    with pytest.raises(Conflict, match="noted already"):
        lab.lead(other, one)
    with pytest.raises(Conflict, match="two ends"):
        lab.lead(one, one)


def test_an_occurrence_can_be_an_end(lab: Laboratory) -> None:
    case, shooting = lab.case(), lab.occurred(kind="incident")
    lead = actions.note_lead(
        lab.first, one=End(occurrence=shooting.uid), other=End(case.uid), opinion=opinion("list")
    )
    assert (lead.one_item, lead.other_occurrence) == (case, shooting)
    with pytest.raises(Conflict, match="noted already"):
        actions.note_lead(lab.first, one=End(case.uid), other=End(occurrence=shooting.uid), opinion=opinion())


def test_examiner_laboratory_day_and_basis_are_asked_for(lab: Laboratory) -> None:
    lead = lab.lead()
    with pytest.raises(Invalid) as error:
        actions.compare_lead(lab.first, lead=lead.uid, opinion=opinion(" "))
    assert set(error.value.fields) == {"basis"}


def test_an_entry_names_its_system_and_what_was_entered(lab: Laboratory) -> None:
    case, day = lab.case(), opinion().on
    made = actions.enter_ballistics(
        lab.first, of=End(case.uid), facts=EntryFacts("ibis", day, "X-1", cases=2)
    )
    assert (made.item, made.cases) == (case, 2)
    for facts in (
        EntryFacts("ibis", day),
        EntryFacts("none-such", day, cases=1),
        EntryFacts("", day, cases=1),
    ):
        with pytest.raises(Invalid):
            actions.enter_ballistics(lab.first, of=End(case.uid), facts=facts)


def test_a_lead_is_known_to_who_may_know_of_both_ends(lab: Laboratory) -> None:
    hidden = lab.case(visibility="unit")
    lead = lab.lead(lab.case(), hidden)
    assert leads_visible_to(lab.second).filter(pk=lead.pk).exists()
    assert not leads_visible_to(lab.outside).exists()
    assert figures_of(lab.outside).leads == 0
    with pytest.raises(NotFound):
        actions.compare_lead(lab.outside, lead=lead.uid, opinion=opinion())
    with pytest.raises(NotFound):
        actions.note_lead(lab.outside, one=End(lab.case().uid), other=End(hidden.uid), opinion=opinion())


def test_an_inferred_gun_joins_incidents_dashed_until_they_are_hits(lab: Laboratory) -> None:
    middle = lab.case()
    hit, lead = lab.hit(middle, lab.case()), lab.lead(middle, lab.case())
    gun = actions.infer_gun(lab.first, lead=hit.uid, name="Invented gun 1")
    actions.join_lead(lab.first, gun=gun.uid, lead=lead.uid)
    assert [each.lead.is_hit for each in standing(gun_known(lab.first, gun.uid))] == [True, False]
    for joined in (hit, lead):
        with pytest.raises(Conflict, match="already"):
            actions.infer_gun(lab.first, lead=joined.uid, name="Invented gun 2")


def test_a_lead_that_names_a_firearm_or_is_excluded_infers_no_gun(lab: Laboratory) -> None:
    with pytest.raises(Conflict, match="firearm"):
        actions.infer_gun(lab.first, lead=lab.lead(lab.item(), lab.case()).uid, name="G")
    excluded = lab.lead()
    actions.exclude_lead(lab.first, lead=excluded.uid, opinion=opinion())
    with pytest.raises(Conflict, match="excluded"):
        actions.infer_gun(lab.first, lead=excluded.uid, name="G")


def test_a_recovered_gun_is_said_and_unsaid_and_nothing_is_overwritten(lab: Laboratory) -> None:
    gun, pistol = actions.infer_gun(lab.first, lead=lab.hit().uid, name="G"), lab.item()
    actions.say_recovered(lab.first, gun=gun.uid, item=pistol.uid, opinion=opinion())
    actions.say_not_recovered(lab.second, gun=gun.uid, opinion=opinion("other firing pin"))
    assert list(Recovery.objects.order_by("id").values_list("item", "basis")) == [
        (pistol.pk, "microscope"), (None, "other firing pin"),
    ]  # fmt: skip
    with pytest.raises(Conflict):
        actions.say_not_recovered(lab.second, gun=gun.uid, opinion=opinion())
    with pytest.raises(NotFound):
        actions.say_recovered(lab.first, gun=gun.uid, item=lab.case().uid, opinion=opinion())


def test_a_lead_leaves_a_gun_with_a_reason_and_the_last_one_stays(lab: Laboratory) -> None:
    middle = lab.case()
    one, other = lab.hit(middle, lab.case()), lab.hit(middle, lab.case())
    gun = actions.infer_gun(lab.first, lead=one.uid, name="G")
    actions.join_lead(lab.first, gun=gun.uid, lead=other.uid)
    with pytest.raises(Invalid):
        actions.part_lead(lab.first, gun=gun.uid, lead=one.uid, reason="")
    actions.part_lead(lab.first, gun=gun.uid, lead=one.uid, reason="Excluded meanwhile")
    assert [each.lead_id for each in standing(gun_known(lab.first, gun.uid))] == [other.pk]
    with pytest.raises(Conflict, match="Leave one"):
        actions.part_lead(lab.first, gun=gun.uid, lead=other.uid, reason="r")


def test_a_gun_is_known_to_who_may_know_of_all_that_it_joins(lab: Laboratory) -> None:
    gun = actions.infer_gun(lab.first, lead=lab.hit().uid, name="G")
    assert guns_visible_to(lab.outside).exists()
    pistol = lab.item(visibility="unit")
    actions.say_recovered(lab.first, gun=gun.uid, item=pistol.uid, opinion=opinion())
    assert not guns_visible_to(lab.outside).exists()
    with pytest.raises(NotFound):
        actions.say_not_recovered(lab.outside, gun=gun.uid, opinion=opinion())


def test_two_who_note_one_lead_at_one_moment(lab: Laboratory, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second looked before the first had written: the table's law speaks, and he is told as if he had looked after it."""
    one, other = lab.case(), lab.case()
    lab.lead(one, other)
    monkeypatch.setattr("django.db.models.query.QuerySet.exists", lambda self: False)
    with pytest.raises(Conflict, match="noted already"):
        lab.lead(one, other)
