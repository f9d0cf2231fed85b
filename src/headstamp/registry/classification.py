"""What each field of the office's tables is: personal, operational or technical; whether it may leave; whether it may be published.

A field that no room classifies fails a test, so that a new column cannot slip into an export or a figure unseen.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Sort(StrEnum):
    """What a field tells."""

    PERSONAL = "personal"  # tells of a person, or is free text that may
    OPERATIONAL = "operational"  # tells of the work
    TECHNICAL = "technical"  # keeps the system running; tells nothing outside it


@dataclass(frozen=True, slots=True)
class Handling:
    """May leave: in an export, a sheet or an answer, by a person with the right. May be published: counted in figures
    for the public, after disclosure control."""

    sort: Sort
    may_leave: bool
    may_publish: bool


NAMED = Handling(Sort.PERSONAL, may_leave=True, may_publish=False)
SECRET = Handling(Sort.PERSONAL, may_leave=False, may_publish=False)
COUNTED = Handling(Sort.OPERATIONAL, may_leave=True, may_publish=True)
TOLD = Handling(Sort.OPERATIONAL, may_leave=True, may_publish=False)
KEPT = Handling(Sort.OPERATIONAL, may_leave=False, may_publish=False)
TECHNICAL = Handling(Sort.TECHNICAL, may_leave=False, may_publish=False)

_BY_WORD = {
    "named": NAMED,
    "secret": SECRET,
    "counted": COUNTED,
    "told": TOLD,
    "kept": KEPT,
    "technical": TECHNICAL,
}


def fields(**names: str) -> Mapping[str, Handling]:
    """Fields by how they are handled, names parted by spaces: `fields(named="alias", technical="id uid")`."""
    listed = ((name, _BY_WORD[word]) for word, text in names.items() for name in text.split())
    return MappingProxyType(_once(listed))


def _once(listed: Iterator[tuple[str, Handling]]) -> dict[str, Handling]:
    found: dict[str, Handling] = {}
    for name, handling in listed:
        if name in found:
            raise ValueError(f"{name} is classified twice")
        found[name] = handling
    return found


_RECORDED = {
    "technical": "id uid version",
    "kept": "created_at created_by changed_at changed_by deleted_at deleted_by",
    "secret": "deleted_reason",
}


def _record(**names: str) -> Mapping[str, Handling]:
    """A recorded and owned table: what all of them have, and its own."""
    own = {"told": "unit", "counted": "jurisdiction", "kept": "visibility circle"}
    words = dict.fromkeys([*_RECORDED, *own, *names])
    return fields(
        **{
            word: " ".join((_RECORDED.get(word, ""), own.get(word, ""), names.get(word, "")))
            for word in words
        }
    )


CLASSIFIED: Mapping[str, Mapping[str, Handling]] = MappingProxyType(
    {
        "registry.Occurrence": _record(
            counted="kind occurred_on municipality context concealment detection equipment transport legal_ground "
            "criminal_context",
            told="status occurred_until occurred_time reported_on place detection_equipment operation found_in_check",
            kept="source checked_by checked_at locked_by locked_at",
            named="narrative",
        ),
        "registry.Item": _record(
            counted="item_class kind quantity quantity_unit make_code calibre_code country_of_manufacture converted_from "
            "is_craft_made is_printed is_reactivated national_category eu_category origin dispatch destination legal_status "
            "has_serial occurrence_kind occurred_on municipality context",
            told="occurrence position make model calibre year_of_manufacture action barrel_mm overall_mm capacity transit "
            "legal_status_on status",
            kept="source eu_category_by",
            named="description",
        ),
        "registry.LegalStatus": fields(
            technical="id",
            counted="status since quantity",
            told="item decision",
            kept="recorded_at recorded_by",
        ),
        "registry.Tracing": fields(
            technical="id",
            counted="result diverted_in diverted_on left_by",
            told="item",
            kept="recorded_at recorded_by",
        ),
        "registry.Mark": fields(
            technical="id folded", counted="kind state", told="item part as_read", named="notes"
        ),
        "registry.IncidentFacts": fields(
            technical="id", counted="context outcome killed injured is_suicide relation", told="occurrence"
        ),
        "registry.OtherGoods": fields(
            technical="id",
            counted="kind quantity unit",
            told="occurrence",
            named="description",
            kept="source_row",
        ),
        "registry.LinkedCrime": fields(technical="id", counted="crime", told="occurrence"),
        "registry.Reference": fields(technical="id folded", told="kind issuer number occurrence item"),
        "registry.Check": _record(
            counted="context happened_on is_tally checks_made checks_with_find joint_with municipality",
            told="status place area_m2 detector operation",
            kept="source checked_by checked_at locked_by locked_at",
            named="notes",
        ),
        "registry.HouseSearch": fields(
            technical="id",
            told="check_made order_number started_at ended_at",
            named="witnesses findings photo_list signatures",
        ),
        "registry.Operation": _record(
            counted="starts_on ends_on is_intelligence_led joint_with",
            told="name",
            kept="plan",
            named="outcome",
        ),
        "registry.OperationUnit": fields(technical="id", told="operation unit"),
        "registry.Person": _record(
            named="family_name given_name alias born_on sex nationality document", secret="notes"
        ),
        "registry.PersonRole": fields(
            technical="id told_as",
            counted="role category age_group",
            named="occurrence person is_assessment age",
        ),
        "registry.Group": _record(named="name alias", told="is_established", secret="notes"),
        "registry.GroupMember": fields(
            technical="id", named="group person role from_on to_on is_established"
        ),
        "registry.Vehicle": _record(
            technical="folded",
            named="registration make",
            counted="kind jurisdiction_of_registration carrier_nationality",
        ),
        "registry.VehicleUse": fields(technical="id", named="occurrence vehicle role"),
        "registry.Place": fields(
            technical="id",
            counted="settlement municipality crossing jurisdiction kind",
            named="text latitude longitude",
            told="precision",
        ),
        "registry.Attachment": fields(
            technical="id sha256 derived_sha256 thumbnail_sha256 size",
            told="occurrence item media_type",
            named="name caption",
            kept="added_at added_by deleted_at deleted_by",
        ),
        "registry.Circle": fields(
            technical="id origin", kept="until jurisdiction created_at created_by", secret="name reason"
        ),
        "registry.CircleMember": fields(
            technical="id", kept="circle unit added_at added_by", secret="account"
        ),
        "registry.Draft": fields(technical="id form key changed_at", secret="owner data"),
        "registry.SearchText": fields(
            technical="occurrence marks things places numbers", secret="narrative persons"
        ),
        "registry.Source": fields(
            technical="id sha256 batch", told="kind register name", kept="state unit created_at created_by"
        ),
        "registry.SourceRow": fields(
            technical="id sheet number key ordinal digest group_key outcome",
            kept="source register occurrence item check_made",
            secret="cells",
        ),
        "registry.Telling": fields(technical="id what part", kept="row"),
        "registry.Statement": fields(
            technical="id subject_kind subject_id", kept="kind source row at by", secret="said said_by"
        ),
        "registry.ReadText": fields(technical="id digest", kept="occurrence at by"),
        "registry.Settlement": fields(technical="id", kept="statement field outcome at by", secret="reason"),
        "registry.Revision": fields(
            technical="id subject_kind subject_id version batch", kept="at by verb", secret="reason changes"
        ),
        "accounts.Agency": fields(technical="id code", told="name kind", counted="jurisdiction"),
        "accounts.Unit": fields(technical="id code", told="agency name", kept="tells_that_a_record_exists"),
        "accounts.User": fields(
            technical="id is_superuser is_staff groups user_permissions language theme must_change_password",
            kept="last_login is_active date_joined unit roles",
            secret="password username first_name last_name email",
        ),
        "accounts.OneTimeLink": fields(technical="id digest", kept="user made_at made_by expires_at used_at"),
        "accounts.FactorReset": fields(
            technical="id", kept="user asked_by asked_at approved_by approved_at", secret="reason"
        ),
        "audit.Entry": fields(
            technical="position fields digest reason_digest batch address_digest previous_hash hash",
            kept="at kind verb actor actor_unit system_user subject_kind subject_id recipient",
        ),
        "audit.Head": fields(technical="id position hash"),
        "audit.Words": fields(technical="position", secret="reason recipient"),
        "jobs.Lease": fields(technical="worker until started_at"),
        "jobs.Schedule": fields(technical="name next_at last_at"),
    }
)


def handling_of(model_label: str, field: str) -> Handling:
    """How a field of the register, the accounts or the log is handled; KeyError if nobody has said."""
    return CLASSIFIED[model_label][field]
