"""What the register knows of a file's rows from earlier files of the same register."""

from collections.abc import Iterable
from dataclasses import dataclass

from headstamp.kernel.asker import Asker
from headstamp.registry.models import Source, SourceRow


@dataclass(frozen=True, slots=True)
class Earlier:
    """The last row taken in with a key: its cells' digest and the record it led to."""

    id: int
    digest: str
    outcome: str
    occurrence: int | None
    item: int | None
    check: int | None

    @property
    def leads_somewhere(self) -> bool:
        """Whether a record came of it; a row that was passed over may become one."""
        return self.occurrence is not None or self.check is not None


def earlier_rows(asker: Asker, register: str, keys: Iterable[str]) -> dict[tuple[str, int], Earlier]:
    """The last row that the asker's unit took into the register for each key and ordinal; undone files do not count."""
    counting = _sources_that_count(asker, register)
    found = SourceRow.objects.filter(register=register, key__in=set(keys)).order_by("id")
    columns = (
        "source_id",
        "key",
        "ordinal",
        "id",
        "digest",
        "outcome",
        "occurrence_id",
        "item_id",
        "check_made_id",
    )
    rows = found.values_list(*columns)
    return {(key, ordinal): Earlier(*rest) for source, key, ordinal, *rest in rows if source in counting}


def occurrences_of_groups(asker: Asker, register: str, groups: Iterable[str]) -> dict[str, int]:
    """The occurrence that each group of rows belongs to, as far as the register knows it."""
    wanted = set(groups) - {""}
    if not wanted:
        return {}
    counting = _sources_that_count(asker, register)
    found = SourceRow.objects.filter(
        register=register, group_key__in=wanted, occurrence__deleted_at__isnull=True
    )
    # The condition repeats the index's own, so that both engines use it.
    rows = found.exclude(group_key="").order_by("-id").values_list("source_id", "group_key", "occurrence_id")
    return {group: pk for source, group, pk in rows if pk is not None and source in counting}


def _sources_that_count(asker: Asker, register: str) -> frozenset[int]:
    found = Source.objects.filter(register=register, unit=asker.unit).exclude(state=Source.State.UNDONE)
    return frozenset(found.values_list("id", flat=True))
