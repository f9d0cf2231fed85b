"""The office's own lists: files taken in and accounts. What each can be asked for, and what it holds as a file."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from headstamp.accounts.models import User
from headstamp.accounts.permissions import Permission
from headstamp.accounts.queries import accounts_visible_to, names_of
from headstamp.accounts.roles import ROLE_NAMES
from headstamp.desk.exporting import Exported, Rows, in_chunks, yes_no
from headstamp.intake.models import Batch, State
from headstamp.intake.queries import batches_visible_to
from headstamp.kernel.asker import Asker
from headstamp.registry.asking import Filter, Shape, asked
from headstamp.registry.filters import unit_name


def _roles() -> list[tuple[str, Any]]:
    return list(ROLE_NAMES.items())


def _states() -> list[tuple[str, Any]]:
    return [("open", _("open")), ("closed", _("closed"))]


@dataclass(frozen=True, slots=True)
class AccountFilter(Filter):
    """What the list of accounts shows."""

    text: str = asked("text", _("Name or user name"), Shape.TEXT)
    unit: str = asked("unit", _("Unit"), Shape.NUMBER, name_of=unit_name)
    role: str = asked("role", _("Role"), offered=_roles)
    state: str = asked("state", _("State"), offered=_states)


@dataclass(frozen=True, slots=True)
class BatchFilter(Filter):
    """What the list of files taken in shows."""

    name: str = asked("name", _("File"), Shape.TEXT)
    state: str = asked("state", _("State"), choices=State)


def accounts_for_list(asker: Asker, wanted: AccountFilter) -> QuerySet[User]:
    """Accounts as `wanted` asks; empty for who neither manages them nor approves resets."""
    unit = int(wanted.unit) if wanted.unit else 0
    return accounts_visible_to(asker, text=wanted.text, unit_id=unit, role=wanted.role, state=wanted.state)


def batches_for_list(asker: Asker, wanted: BatchFilter) -> QuerySet[Batch]:
    """The unit's files as `wanted` asks; NotAllowed for who may not take files in."""
    found = batches_visible_to(asker)
    if wanted.state:
        found = found.filter(state=wanted.state)
    return found.filter(file_name__icontains=wanted.name) if wanted.name else found


def _accounts(_asker: Asker, found: QuerySet[User]) -> Rows:
    for person in in_chunks(_asker, found):
        unit = person.unit
        yield [
            person.username, person.get_full_name(), unit.agency.name if unit else "", unit.name if unit else "",
            "; ".join(str(ROLE_NAMES.get(role, role)) for role in person.roles), yes_no(person.is_active), person.last_login,
        ]  # fmt: skip


def _batches(_asker: Asker, found: QuerySet[Batch]) -> Rows:
    names = names_of(set(found.order_by().values_list("made_by", flat=True).distinct()))
    for batch in in_chunks(_asker, found):
        yield [
            batch.uid, batch.file_name, batch.get_state_display(), batch.layout_name, batch.created, batch.updated, batch.unchanged,
            batch.other_objects, batch.refused, batch.ignored, names.get(batch.made_by, batch.made_by), batch.made_at, batch.finished_at,
            batch.file_sha256,
        ]  # fmt: skip


ACCOUNTS = Exported(
    subject="account",
    title=_("Accounts"),
    columns=(
        _("User name"), _("Name"), _("Agency"), _("Unit"), _("Roles"), _("Open"), _("Last sign-in"),
    ),
    found=accounts_for_list,
    rows=_accounts,
    rights=(Permission.MANAGE_ACCOUNTS,),
)  # fmt: skip
BATCHES = Exported(
    subject="batch",
    title=_("Files taken in"),
    columns=(
        _("Batch"), _("File"), _("State"), _("Layout"), _("New"), _("Changed"), _("Unchanged"), _("Other objects"), _("Refused"),
        _("Passed over"), _("Who"), _("When"), _("Finished"), _("Checksum (SHA-256)"),
    ),
    found=batches_for_list,
    rows=_batches,
    rights=(Permission.EXPORT_RECORDS, Permission.IMPORT_FILES),
)  # fmt: skip
