"""Cases: a member may know of one, and nobody else may know that it exists."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from headstamp.accounts.models import User
from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.cases.models import Case, CaseChange, CaseMember
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotFound
from headstamp.kernel.text import say
from headstamp.registry.actions.finding import NO_SUCH_RECORD


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What a list of cases shows; '' asks nothing. `whose`: "lead" for those that the asker leads, "unit" for his unit's."""

    text: str = ""
    state: str = ""
    whose: str = ""


ANY_CASE = CaseFilter()


def cases_visible_to(asker: Asker, wanted: CaseFilter = ANY_CASE) -> QuerySet[Case]:
    """The cases of which the asker is a member today, as `wanted` asks."""
    if not asker.may(Permission.SEE_RECORDS) or not asker.jurisdiction:
        return Case.objects.none()
    member = CaseMember.objects.filter(case=OuterRef("pk"), account=asker.id, removed_at__isnull=True)
    return Case.objects.filter(Exists(member), _asked(asker, wanted), jurisdiction=asker.jurisdiction)


def _asked(asker: Asker, wanted: CaseFilter) -> Q:
    asked = Q(state=wanted.state) if wanted.state else Q()
    if wanted.whose == "lead":
        asked &= Q(lead=asker.id)
    if wanted.whose == "unit":
        asked &= Q(unit=asker.unit)
    for word in wanted.text.split():
        asked &= Q(title__icontains=word) | Q(number__icontains=word)
    return asked


def case_known(asker: Asker, uid: str) -> Case:
    """The case; NotFound for who is no member, as if there were none."""
    found = cases_visible_to(asker).select_related("unit__agency").filter(uid=uid).first()
    if found is None:
        raise NotFound(say(NO_SUCH_RECORD))
    return found


def open_case(asker: Asker, uid: str) -> Case:
    """The case, to be read: the log notes who opened it."""
    case = case_known(asker, uid)
    with recording(asker) as log:
        log.consultation("case", case.pk, "open_case")
    return case


def members_of(asker: Asker, case: Case) -> QuerySet[CaseMember]:
    """Who may know of the case today, those in it longest first."""
    found = CaseMember.objects.filter(case__in=cases_visible_to(asker).filter(pk=case.pk))
    return found.filter(removed_at__isnull=True).order_by("id")


def changes_of(asker: Asker, case: Case) -> QuerySet[CaseChange]:
    """What became of the case, the last step first."""
    return CaseChange.objects.filter(case__in=cases_visible_to(asker).filter(pk=case.pk)).order_by("-id")


def may_join(asker: Asker) -> QuerySet[User]:
    """Open accounts of the asker's jurisdiction, to choose members from, for who leads cases."""
    if not asker.may(Permission.INVESTIGATE) or not asker.jurisdiction:
        return User.objects.none()
    found = User.objects.filter(is_active=True, unit__agency__jurisdiction=asker.jurisdiction)
    return found.select_related("unit").order_by("last_name", "first_name", "username")


def works_on(asker: Asker, case: Case) -> bool:
    """Whether the asker, a member, may change what is in the case now."""
    return asker.may(Permission.INVESTIGATE) and case.state != "closed"


def leads(asker: Asker, case: Case) -> bool:
    """Whether the asker leads the case."""
    return asker.may(Permission.INVESTIGATE) and case.lead == asker.id
