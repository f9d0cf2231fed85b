"""A frozen figure in the reader's words: who approved it and when, and what would be counted in its place now."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from headstamp.accounts.queries import names_of
from headstamp.desk.figure_words import number_told
from headstamp.desk.publication.periods import TABLES, counts_told
from headstamp.indicators.declared import measures
from headstamp.indicators.figure import Figure, Status

Names = Mapping[str, str]


def approvers_of(figures: Iterable[Figure]) -> Names:
    """The names of who approved the figures, in one query."""
    ids = {each.approved.approved_by for each in figures if each.approved}
    return names_of(ids) if ids else {}


def approved_told(figure: Figure, names: Names) -> str:
    """“edition 2, approved by A. B. on 3 March 2023: a report came late”; '' for what is not frozen."""
    approved = figure.approved
    if approved is None:
        return ""
    words = {
        "edition": approved.edition,
        "who": names.get(approved.approved_by, approved.approved_by),
        "when": date_format(timezone.localtime(approved.approved_at), "SHORT_DATE_FORMAT"),
        "cause": approved.cause,
    }
    if approved.cause:
        return _("edition %(edition)s, approved by %(who)s on %(when)s: %(cause)s") % words
    return _("edition %(edition)s, approved by %(who)s on %(when)s") % words


def now_told(figure: Figure) -> str:
    """What would be counted now, with the records that changed since; '' where it is the same."""
    approved = figure.approved
    if approved is None or not approved.differs:
        return ""
    status = Status.PROVISIONAL if approved.now is not None else Status.NO_DATA
    number = number_told(replace(figure, value=approved.now, status=status))
    changes = changes_since(figure)
    if changes:
        return _("would now be %(number)s (%(changes)s)") % {"number": number, "changes": changes}
    return _("would now be %(number)s") % {"number": number}


def changes_since(figure: Figure) -> str:
    """Which checked records were added, changed and removed since the edition: “Items: 1 added”."""
    approved, measure = figure.approved, measures().get(figure.id)
    words = counts_told(approved.changes) if approved and approved.changes else ""
    return f"{TABLES.get(measure.table, measure.table)}: {words}" if words and measure else ""
