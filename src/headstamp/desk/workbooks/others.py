"""SDG 16.4.2, yearly counts by EU category, and the monitor of armed violence."""

from django.utils.translation import gettext as _

from headstamp.desk.figure_words import period_told, said
from headstamp.desk.workbooks.counting import Counter
from headstamp.desk.workbooks.shape import Line, Page
from headstamp.indicators.declared import measures
from headstamp.indicators.period import Every
from headstamp.indicators.queries.entered import media_counts
from headstamp.kernel.asker import Asker

SEIZED = ("firearms-seized", "components-seized", "ammunition-seized")
WEAPONS = ("firearms-in-incidents",)
APART, SUICIDES = {"is_suicide": "no"}, {"is_suicide": "yes"}


def sdg_pages(_asker: Asker, count: Counter) -> list[Page]:
    """Single years and two years together, with the denominator by how the arms came in."""
    headings = (_("What"), _("Period"))
    return [
        Page(_("16.4.2"), headings, count.over_time(("sdg-16-4-2",), Every.YEAR)),
        Page(_("16.4.2 over two years"), headings, count.over_time(("sdg-16-4-2",), Every.TWO_YEARS)),
        Page(
            _("Denominator"),
            (*headings, _("Kind of occurrence")),
            count.over_time(("arms-for-tracing",), Every.YEAR, "occurrence_kind"),
        ),
    ]


def eu_pages(_asker: Asker, count: Counter) -> list[Page]:
    """Seized by category of Annex I of Directive (EU) 2021/555; the shape of Regulation (EU) 2025/41, article 32(1)(e)."""
    note = _(
        "Yearly totals without personal data, shaped for Regulation (EU) 2025/41, article 32(1)(e), which applies from 12 February 2029. The report itself is the Commission's."
    )
    confirmed = _("Confirmed by an examiner")
    headings = (_("What"), _("Category"))
    return [
        Page(_("By category"), headings, count.lines(SEIZED, "eu_category"), (note,)),
        Page(
            _("Confirmed"),
            (*headings, confirmed),
            count.lines(SEIZED, "eu_category", "is_eu_category_confirmed"),
        ),
        Page(
            _("Every year"),
            (_("What"), _("Period"), _("Category")),
            count.over_time(SEIZED, Every.YEAR, "eu_category"),
        ),
    ]


def avmp_pages(_asker: Asker, count: Counter) -> list[Page]:
    """Incidents by context and outcome, weapons, victims; suicides apart; media counts on a sheet of their own."""
    what, context = _("What"), _("Context of the incident")
    persons = ("persons-killed", "persons-injured")
    note = (
        _(
            "From the office's own records; counts of media are on a sheet of their own and never added to them."
        ),
    )
    return [
        Page(
            _("Incidents"),
            (what, context),
            count.lines(("incidents",), "incident_context", only=APART),
            (*note, _("Suicides and attempts stand on a sheet of their own.")),
        ),
        Page(_("Outcome"), (what, _("Outcome")), count.lines(("incidents",), "incident_outcome", only=APART)),
        Page(_("Killed and injured"), (what, context), count.lines(persons, "incident_context")),
        Page(
            _("Weapons"),
            (what, _("Type")),
            count.lines(WEAPONS, "kind", only=APART),
        ),
        Page(_("Victims"), (what, _("Sex"), _("Age group")), count.lines(("victims",), "sex", "age_group")),
        Page(
            _("Perpetrators"),
            (what, _("Sex"), _("Age group")),
            count.lines(("shooters",), "sex", "age_group"),
        ),
        Page(_("Places"), (what, _("Municipality")), count.lines(("incidents",), "municipality", only=APART)),
        Page(_("Suicides"), (what,), count.lines(("incidents-suicide", "suicide-deaths"))),
        Page(_("Weapons of suicides"), (what, _("Type")), count.lines(WEAPONS, "kind", only=SUICIDES)),
        Page(_("Media"), (what, _("Period")), _media(count)),
    ]


def _media(count: Counter) -> list[Line]:
    return [
        Line((said(measure.title), period_told(figure.period)), figure)
        for measure in measures().values()
        for figure in media_counts(measure.id, measure.title, count.counting.standing)
    ]
