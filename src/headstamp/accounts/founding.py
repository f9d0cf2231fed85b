"""The first agency, unit and accounts of an empty office: the only writes that nobody with a right asks for."""

from django.conf import settings

from headstamp.accounts.links import link_for
from headstamp.accounts.models import Agency, Unit, User
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid
from headstamp.kernel.text import gettext_noop, say
from headstamp.vocabulary.codes import is_code

CONSOLE = "console"


def is_founded() -> bool:
    """Whether the office has anybody at all."""
    return User.objects.exists()


def found_office(
    *,
    jurisdiction: str = "",
    agency: str = "Firearms Focal Point",
    unit: str = "Firearms Focal Point",
    system_user: str = "",
) -> User:
    """Make the office's own agency and unit and the account `console` (registrar and analyst, no sign-in).

    `jurisdiction` '' takes the setting HEADSTAMP_JURISDICTION.
    """
    with recording(Asker(id="0", system_user=system_user)) as log:
        home_agency = Agency.objects.create(
            code="office",
            name=agency,
            jurisdiction=jurisdiction or settings.HEADSTAMP_JURISDICTION,
            kind="police",
        )
        home_unit = Unit.objects.create(agency=home_agency, code="ffp", name=unit)
        console = User(username=CONSOLE, unit=home_unit, roles=["registrar", "analyst"])
        console.set_unusable_password()
        console.save()
        log.administration("agency", str(home_agency.pk), "found_office", fields=("name", "jurisdiction"))
        log.administration("account", str(console.pk), "make_account", fields=("username", "unit", "roles"))
    return console


def name_office(
    *, jurisdiction: str, agency: str, unit: str, administrator: str, system_user: str = ""
) -> str:
    """Name the founded office and make its first administrator; returns the path of a link that works once.

    Raises Conflict once any person but `console` has an account: from then on administrators do this.
    """
    if User.objects.exclude(username=CONSOLE).exists():
        raise Conflict(
            say(
                gettext_noop("This office has an administrator already. Sign in as that person to change it.")
            )
        )
    if not is_code("jurisdictions", jurisdiction):
        raise Invalid(
            {
                "jurisdiction": [
                    say(
                        gettext_noop(
                            "Unknown jurisdiction %(code)s. `headstamp codes jurisdictions` prints the codes."
                        ),
                        code=jurisdiction,
                    )
                ]
            }
        )
    if not administrator.strip():
        raise Invalid({"administrator": [say(gettext_noop("Give the first administrator a user name."))]})
    with recording(Asker(id="0", system_user=system_user)) as log:
        own_unit = Unit.objects.select_related("agency").get(agency__code="office", code="ffp")
        own_unit.name, own_unit.agency.name, own_unit.agency.jurisdiction = unit, agency, jurisdiction
        own_unit.save(update_fields=["name"])
        own_unit.agency.save(update_fields=["name", "jurisdiction"])
        person = User(username=administrator.strip(), unit=own_unit, roles=["administrator", "auditor"])
        person.set_unusable_password()
        person.save()
        log.administration("agency", str(own_unit.agency.pk), "name_office", fields=("name", "jurisdiction"))
        log.administration("account", str(person.pk), "make_account", fields=("username", "unit", "roles"))
        return link_for(person, made_by="0")
