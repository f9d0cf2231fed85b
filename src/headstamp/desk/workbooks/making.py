"""The workbooks by name: Roadmap KPIs, UNODC's questionnaire, SDG 16.4.2, EU categories, armed violence."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import BinaryIO

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from headstamp.accounts.permissions import Permission
from headstamp.accounts.queries import names_of
from headstamp.audit.actions import recording
from headstamp.desk.figure_words import period_told, status_told
from headstamp.desk.frozen_words import Names, approved_told, approvers_of
from headstamp.desk.workbooks.counting import Counter
from headstamp.desk.workbooks.footnotes import all_footnotes, with_footnotes
from headstamp.desk.workbooks.iafq import iafq_pages
from headstamp.desk.workbooks.kpis import kpi_pages
from headstamp.desk.workbooks.others import avmp_pages, eu_pages, sdg_pages
from headstamp.desk.workbooks.shape import Page, write
from headstamp.indicators.figure import Status
from headstamp.indicators.queries.figures import counting_for
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid, NotFound
from headstamp.kernel.text import gettext_noop, say

Pages = Callable[[Asker, Counter], list[Page]]

WORKBOOKS: Mapping[str, tuple[Promise, Pages]] = MappingProxyType(
    {
        "kpi": (gettext_lazy("Roadmap KPIs"), kpi_pages),
        "iafq": (gettext_lazy("Illicit Arms Flows Questionnaire (UNODC)"), iafq_pages),
        "sdg-16-4-2": (gettext_lazy("SDG indicator 16.4.2"), sdg_pages),
        "eu-categories": (gettext_lazy("Yearly counts by EU category"), eu_pages),
        "avmp": (gettext_lazy("Monitor of armed violence"), avmp_pages),
    }
)


def workbook(asker: Asker, name: str, year: str, stream: BinaryIO, *, site: str = "") -> int:
    """Write the workbook of a year, counted for the asker; returns how many figures it holds. The log notes it.

    `site` is the address of the office's own pages, so that figures lead to their records by a click.
    Needs the right to see figures; NotFound for a name that is none, Invalid for what is no year.
    """
    asker.must(Permission.SEE_FIGURES)
    if name not in WORKBOOKS:
        message = gettext_noop("There is no workbook “%(name)s”. Use one of: %(known)s.")
        raise NotFound(say(message, name=name[:40], known=", ".join(WORKBOOKS)))
    if not (year.isascii() and year.isdigit() and len(year) == 4 and year > "1000"):
        raise Invalid({"year": [say(gettext_noop("Write a year with four digits."))]})
    title, pages = WORKBOOKS[name]
    with counting_for(asker) as count:
        made = with_footnotes(pages(asker, Counter(count, year)))
        as_of = timezone.localtime(count.view.as_of).strftime("%Y-%m-%d %H:%M")
    names = approvers_of(line.figure for page in made for line in page.lines)
    notes = (
        *_notes(asker, str(title), year, as_of),
        *_closed_notes(made),
        *_frozen_notes(made, names),
        *all_footnotes(),
    )
    written = write(made, stream, notes, site, names)
    # The file is made before the log's transaction, as every export.
    with recording(asker) as log:
        log.disclosure(
            "figures",
            f"{name}:{year}",
            "export_workbook",
            values={"rows": written, "language": get_language()},
            recipient="self",
        )
    return written


def _notes(asker: Asker, title: str, year: str, as_of: str) -> tuple[str, ...]:
    return (
        f"{title} {year}",
        _("Counted for %(who)s from the records that this account may know of, as of %(moment)s.")
        % {"who": names_of({asker.id}).get(asker.id, asker.id), "moment": as_of},
        _("No data is not nought: nothing at all is recorded for the period. Unlike units are never added."),
    )


def _closed_notes(pages: Sequence[Page]) -> Iterator[str]:
    """Why there are no numbers, for who may not count the records."""
    if any(line.figure.status is Status.NOT_PERMITTED for page in pages for line in page.lines):
        yield _(
            "“Not permitted” is neither nought nor no data: this account may not count these records. What was published of them stands below each."
        )


def _frozen_notes(pages: Sequence[Page], names: Names) -> Iterator[str]:
    """Which state the figures have: those of a frozen period are the office's, all others are counted now."""
    frozen = {
        line.figure.period: line.figure for page in pages for line in page.lines if line.figure.approved
    }
    for period, figure in sorted(frozen.items()):
        yield _(
            "%(period)s is frozen, %(approved)s: its figures count all checked records of the office. Where another number would be counted now, it stands beside."
        ) % {"period": period_told(period), "approved": approved_told(figure, names)}
    provisional = {"provisional": status_told(Status.PROVISIONAL)}
    if frozen:
        yield (
            _(
                "All other periods are counted now, so %(provisional)s. Lists of records show them as they are today."
            )
            % provisional
        )
    else:
        yield (
            _("Counted now, so %(provisional)s: what was frozen and issued stands on the page of periods.")
            % provisional
        )
