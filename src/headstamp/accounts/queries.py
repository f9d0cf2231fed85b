"""All reads of accounts. Who manages accounts sees them all; everybody else sees who works in the office."""

from django.db.models import Q, QuerySet

from headstamp.accounts.models import Agency, FactorReset, Unit, User
from headstamp.accounts.permissions import Permission
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotFound
from headstamp.kernel.text import gettext_noop, say


def accounts_visible_to(
    asker: Asker, *, text: str = "", unit_id: int = 0, role: str = "", state: str = ""
) -> QuerySet[User]:
    """Accounts by name, for who manages them or approves resets; empty for others."""
    if not (asker.may(Permission.MANAGE_ACCOUNTS) or asker.may(Permission.APPROVE_RESET)):
        return User.objects.none()
    found = User.objects.select_related("unit__agency")
    for word in text.split():
        found = found.filter(
            Q(username__icontains=word) | Q(first_name__icontains=word) | Q(last_name__icontains=word)
        )
    if unit_id:
        found = found.filter(unit_id=unit_id)
    if role:
        # The roles of one account are a short JSON list of codes: a quoted code is found in its text on both databases.
        found = found.filter(roles__icontains=f'"{role}"')
    if state in ("open", "closed"):
        found = found.filter(is_active=state == "open")
    return found.order_by("username")


def account_to_manage(asker: Asker, account_id: int) -> User:
    """One account, for who manages them or approves resets; NotFound for others."""
    person = accounts_visible_to(asker).filter(pk=account_id).first()
    if person is None:
        raise NotFound(say(gettext_noop("There is no such account.")))
    return person


def units_visible_to(asker: Asker) -> QuerySet[Unit]:
    """All units with their agencies, to choose from; none before sign-in."""
    if asker.id == "0":
        return Unit.objects.none()
    return Unit.objects.select_related("agency").order_by("agency__name", "name")


def agencies_visible_to(asker: Asker) -> QuerySet[Agency]:
    """All agencies; none before sign-in."""
    return (
        Agency.objects.none()
        if asker.id == "0"
        else Agency.objects.prefetch_related("units").order_by("name")
    )


def resets_visible_to(asker: Asker) -> QuerySet[FactorReset]:
    """Requests to remove second factors, waiting ones first."""
    if not (asker.may(Permission.MANAGE_ACCOUNTS) or asker.may(Permission.APPROVE_RESET)):
        return FactorReset.objects.none()
    return FactorReset.objects.select_related("user").order_by("approved_at", "-asked_at")


def names_of(account_ids: set[str]) -> dict[str, str]:
    """Account number to the person's name as colleagues know it, for logs and 'entered by'."""
    numbers = [int(account_id) for account_id in account_ids if account_id.isdigit() and account_id != "0"]
    return {str(user.pk): str(user) for user in User.objects.filter(pk__in=numbers)}


def unit_of(asker: Asker) -> str:
    """The asker's unit with its agency, as papers name it; '' for who belongs to none."""
    unit = Unit.objects.select_related("agency").filter(pk=asker.unit).first()
    return f"{unit.agency.name} · {unit.name}" if unit else ""


def colleagues_visible_to(asker: Asker) -> QuerySet[User]:
    """Open accounts of the asker's jurisdiction, for who chooses the members of a circle; empty for others."""
    if not asker.may(Permission.MANAGE_CIRCLES):
        return User.objects.none()
    found = User.objects.filter(is_active=True, unit__agency__jurisdiction=asker.jurisdiction)
    return found.select_related("unit__agency").order_by("username")
