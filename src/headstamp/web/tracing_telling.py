"""Requests, chains and outcomes in the reader's words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from headstamp.accounts.queries import names_of
from headstamp.desk.trace_papers import value_in
from headstamp.desk.wording import amount
from headstamp.tracing.channels import FIELDS
from headstamp.tracing.models import RequestAct
from headstamp.tracing.states import WORDS
from headstamp.tracing.time_to_crime import WORDS as REFUSALS
from headstamp.tracing.time_to_crime import TimeToCrime
from headstamp.web.door import translate


@dataclass(frozen=True, slots=True)
class ToldAct:
    """One line of a request's history."""

    what: str
    at: datetime
    who: str
    note: str


def told_content(content: Mapping[str, str], missing: Iterable[str] = ()) -> list[tuple[str, str, bool]]:
    """(field, value, is missing) of what a request says of the firearm, in the order of writing."""
    lacking = set(missing)
    return [
        (translate(words), value_in(name, content.get(name, ""), get_language() or "en"), name in lacking)
        for name, words in FIELDS.items()
        if content.get(name) or name in lacking
    ]


def told_acts(acts: Iterable[RequestAct]) -> list[ToldAct]:
    found = list(acts)
    names = names_of({each.by for each in found})
    return [
        ToldAct(translate(WORDS[each.act]), each.at, names.get(each.by, each.by), each.note) for each in found
    ]


def time_told(found: TimeToCrime | None) -> str:
    """Time to crime in words: days, from-to where a date is partial, or why it cannot be said."""
    if found is None:
        return ""
    if found.refusal:
        return translate(REFUSALS[found.refusal])
    assert found.least is not None
    assert found.most is not None
    if found.is_exact:
        return ngettext("%(days)s day", "%(days)s days", found.least) % {"days": amount(found.least)}
    return _("%(least)s to %(most)s days") % {"least": amount(found.least), "most": amount(found.most)}
