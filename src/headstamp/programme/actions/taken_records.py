"""The records that rows of files tell of, each with how it is found, made, changed and taken back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid, NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.programme.actions.indicators import edit_indicator, record_indicator
from headstamp.programme.actions.outputs import edit_output, record_output
from headstamp.programme.actions.projects import edit_project
from headstamp.programme.actions.removing import remove_indicator, remove_output
from headstamp.programme.facts import IndicatorFacts, OutputFacts
from headstamp.programme.indicator_laws import check_indicator
from headstamp.programme.laws import check_output, check_project
from headstamp.programme.models import Indicator, Output, Project, TakenRow
from headstamp.programme.row_facts import RowTold, from_kept, joined_fields, joined_parts, told_twice
from headstamp.programme.told import indicator_told, output_told, project_told
from headstamp.registry.models import Revision

_TWICE = say(gettext_noop("This period is told already, by another row or by an officer."))
_GONE = say(gettext_noop("There is no such record, or you may not know of it."))
# A baseline is a number or nothing; history keeps numbers as text.
_NUMBERS = ("baseline",)


@dataclass(frozen=True, slots=True)
class TakenRecord:
    """One kind of record. `parts` names the facts' field that rows add numbers to; without `make` a row never makes one."""

    kind: str
    parts: str
    model: type[Any]
    told: Callable[[Any], Any]
    check: Callable[[Any], None]
    edit: Callable[..., Any]
    facts: type[Any] | None = None
    record: Callable[..., Any] | None = None
    take_away: Callable[..., Any] | None = None

    def find(self, project: str, code: str) -> Any:
        """The living record that a row names, or None."""
        living = self.model._default_manager.filter(deleted_at__isnull=True)
        of = {"uid": project} if self.record is None else {"project__uid": project, "code": code}
        return living.filter(**of).first()

    def make(self, asker: Asker, project: str, told: RowTold, batch: str) -> Any:
        """The record as the first row tells it."""
        if self.facts is None or self.record is None:
            raise NotFound(_GONE)
        facts = self.facts(code=told.code, **{self.parts: told.parts}, **told.fields)
        return self.record(asker, project=project, facts=facts, batch=batch)

    def remove(self, asker: Asker, record: Any, reason: str, batch: str) -> None:
        """Take out of sight what a file made."""
        if self.take_away is None:
            raise NotFound(_GONE)
        self.take_away(asker, uid=record.uid, version=record.version, reason=reason, batch=batch)

    def of_key(self, key: int) -> Any:
        """The record, living or not."""
        return self.model._default_manager.get(pk=key)

    def join(
        self,
        asker: Asker,
        record: Any,
        earlier: TakenRow | None,
        told: RowTold | None,
        batch: str,
        reason: str,
    ) -> None:
        """Put what a row tells now in the place of what it told before."""
        old = from_kept(self.kind, earlier.told) if earlier else ({}, [])
        new = (dict(told.fields), list(told.parts)) if told else ({}, [])
        self._change(asker, record, old, new, batch, reason)

    def put_back(
        self, asker: Asker, record: Any, row: TakenRow, before: TakenRow | None, batch: str, reason: str
    ) -> None:
        """Put what an earlier file told, if one did, in the place of what the row told."""
        old = from_kept(self.kind, row.told)
        new = from_kept(self.kind, before.told) if before else (self._filled(record, old[0], batch), [])
        self._change(asker, record, old, new, batch, reason)

    def _filled(self, record: Any, fields: Mapping[str, Any], batch: str) -> dict[str, Any]:
        """What stood in the fields that the file filled, as history has it."""
        changes: dict[str, Any] = {}
        for revision in Revision.objects.filter(subject_kind=self.kind, subject_id=record.pk, batch=batch):
            changes |= {name: change[0] for name, change in revision.changes.items() if name in fields}
        return {name: _value(name, value) for name, value in changes.items()}

    def _change(self, asker: Asker, record: Any, old: Any, new: Any, batch: str, reason: str) -> None:
        if record.deleted_at is not None:
            raise NotFound(_GONE)
        facts = self.told(record)
        changes: dict[str, Any] = joined_fields(facts, old[0], new[0])
        changes[self.parts] = joined_parts(self.kind, getattr(facts, self.parts), old[1], new[1])
        if self.kind == "indicator" and told_twice(changes[self.parts]):
            raise Invalid({"period": [_TWICE]})
        after = replace(facts, **changes)
        self.check(after)
        self.edit(asker, uid=record.uid, version=record.version, changes=changes, reason=reason, batch=batch)


def _value(name: str, kept: Any) -> Any:
    return Decimal(kept) if name in _NUMBERS and kept is not None else kept


RECORDS: dict[str, TakenRecord] = {
    each.kind: each
    for each in (
        TakenRecord(
            "output", "numbers", Output, output_told, check_output, edit_output, OutputFacts, record_output, remove_output
        ),
        TakenRecord("project", "money", Project, project_told, check_project, edit_project),
        TakenRecord(
            "indicator", "points", Indicator, indicator_told, check_indicator, edit_indicator, IndicatorFacts, record_indicator,
            remove_indicator,
        ),
    )
}  # fmt: skip
