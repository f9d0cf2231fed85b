"""Agencies and their units."""

from django.utils.text import slugify

from headstamp.accounts.models import Agency, Unit
from headstamp.accounts.policy import must_manage
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid
from headstamp.kernel.folding import fold
from headstamp.kernel.text import gettext_noop, say
from headstamp.vocabulary.codes import is_code


def make_agency(asker: Asker, *, name: str, jurisdiction: str, kind: str = "", code: str = "") -> Agency:
    """A new agency of a jurisdiction."""
    must_manage(asker)
    chosen = code.strip() or _code(name)
    errors = {}
    if not name.strip():
        errors["name"] = [say(gettext_noop("Write the agency's name."))]
    if not is_code("jurisdictions", jurisdiction):
        errors["jurisdiction"] = [say(gettext_noop("Choose a jurisdiction from the list."))]
    if Agency.objects.filter(code=chosen).exists():
        errors["name"] = [say(gettext_noop("There is an agency of this name already."))]
    if errors:
        raise Invalid(errors)
    with recording(asker) as record:
        agency = Agency.objects.create(code=chosen, name=name.strip(), jurisdiction=jurisdiction, kind=kind)
        record.administration("agency", agency.pk, "make_agency", ("name", "jurisdiction", "kind"))
    return agency


def make_unit(asker: Asker, *, agency_id: int, name: str, code: str = "") -> Unit:
    """A new unit of an agency."""
    must_manage(asker)
    agency = Agency.objects.filter(pk=agency_id).first()
    if agency is None:
        raise Invalid({"agency": [say(gettext_noop("Choose an agency from the list."))]})
    chosen = code.strip() or _code(name)
    if not chosen:
        raise Invalid({"name": [say(gettext_noop("Write the unit's name."))]})
    if Unit.objects.filter(agency=agency, code=chosen).exists():
        raise Invalid({"name": [say(gettext_noop("The agency has a unit of this name already."))]})
    with recording(asker) as record:
        unit = Unit.objects.create(agency=agency, code=chosen, name=name.strip())
        record.administration("unit", unit.pk, "make_unit", ("name", "agency"))
    return unit


def set_unit_policy(asker: Asker, *, unit_id: int, tells: bool) -> Unit:
    """Whether others of the jurisdiction who search a whole number learn that the unit has a record of it, and no more."""
    must_manage(asker)
    with recording(asker) as record:
        unit = Unit.objects.select_for_update().filter(pk=unit_id).first()
        if unit is None:
            raise Invalid({"unit": [say(gettext_noop("Choose a unit from the list."))]})
        unit.tells_that_a_record_exists = tells
        unit.save(update_fields=["tells_that_a_record_exists"])
        values = {"tells_that_a_record_exists": tells}
        record.administration("unit", unit.pk, "set_unit_policy", tuple(values), values=values)
    return unit


def _code(name: str) -> str:
    return slugify(fold(name))[:40]
