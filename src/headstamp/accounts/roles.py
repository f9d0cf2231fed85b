"""Roles as printable bundles of permissions, and presets that suit most offices."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from headstamp.accounts.permissions import Permission as P

_LOOK = frozenset({P.SEE_RECORDS, P.SEE_FIGURES, P.SEE_PUBLISHED})

ROLES: Mapping[str, frozenset[P]] = MappingProxyType(
    {
        "registrar": _LOOK | {P.SEE_PERSONS, P.ENTER_RECORDS, P.IMPORT_FILES, P.EXPORT_RECORDS},
        "analyst": _LOOK | {P.SEE_PERSONS, P.SEE_ALL_UNITS, P.OPEN_RESTRICTED, P.IMPORT_FILES, P.EXPORT_RECORDS, P.CHECK_RECORDS, P.EDIT_VOCABULARY, P.JUDGE_SIGNALS, P.JUDGE_CANDIDATES},
        "investigator": _LOOK | {P.SEE_PERSONS, P.OPEN_RESTRICTED, P.ENTER_RECORDS, P.MANAGE_CIRCLES, P.PLAN_OPERATIONS, P.EXPORT_RECORDS, P.INVESTIGATE},
        "examiner": _LOOK | {P.EXAMINE, P.ENTER_RECORDS, P.JUDGE_CANDIDATES},
        "store_keeper": _LOOK | {P.KEEP_STORE},
        "victim_assistance": _LOOK | {P.SEE_PERSONS, P.ASSIST_VICTIMS},
        "exchange_officer": _LOOK | {P.SEE_PERSONS, P.EXCHANGE, P.EXPORT_RECORDS},
        "programme_officer": frozenset({P.SEE_FIGURES, P.SEE_PUBLISHED, P.MANAGE_PROGRAMME, P.IMPORT_FILES}),
        "head_of_unit": _LOOK
        | {
            P.SEE_PERSONS, P.SEE_ALL_UNITS, P.OPEN_RESTRICTED, P.CHECK_RECORDS, P.LOCK_RECORDS, P.DELETE_RECORDS, P.APPROVE, P.MANAGE_CIRCLES,
            P.PLAN_OPERATIONS, P.EXPORT_RECORDS, P.EDIT_VOCABULARY, P.APPROVE_RESET, P.JUDGE_SIGNALS, P.JUDGE_CANDIDATES,
            P.INVESTIGATE,
        },
        "administrator": frozenset({P.MANAGE_ACCOUNTS, P.SEE_PUBLISHED}),
        "auditor": frozenset({P.READ_LOG, P.SEE_PUBLISHED}),
        "reader": _LOOK,
        "donor": frozenset({P.SEE_PUBLISHED}),
    }
)  # fmt: skip

ROLE_NAMES: Mapping[str, Promise] = MappingProxyType(
    {
        "registrar": _("Registrar"),
        "analyst": _("Analyst"),
        "investigator": _("Investigator"),
        "examiner": _("Examiner"),
        "store_keeper": _("Store keeper"),
        "victim_assistance": _("Victim assistance"),
        "exchange_officer": _("Exchange officer"),
        "programme_officer": _("Programme officer"),
        "head_of_unit": _("Head of unit"),
        "administrator": _("Administrator"),
        "auditor": _("Auditor"),
        "reader": _("Reader"),
        "donor": _("Donor"),
    }
)

PRESETS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "officer": ("registrar", "analyst", "investigator"),
        "examiner_and_store": ("examiner", "store_keeper"),
        "head": ("head_of_unit",),
        "administrator_with_auditor": ("administrator", "auditor"),
    }
)

PRESET_NAMES: Mapping[str, Promise] = MappingProxyType(
    {
        "officer": _("Officer"),
        "examiner_and_store": _("Examiner and store"),
        "head": _("Head"),
        "administrator_with_auditor": _("Administrator with auditor"),
    }
)


def permissions_of(roles: Iterable[str]) -> frozenset[str]:
    """All that the roles together allow; an unknown role allows nothing."""
    return frozenset(str(permission) for role in roles for permission in ROLES.get(role, ()))
