"""A list of stolen arms beside a register of invented guns, in the database of the settings."""

import time
from collections.abc import Sequence

from django.utils import timezone

from bench import marks_register
from headstamp.accounts.models import Unit
from headstamp.arms_lists.indexes import index_of
from headstamp.arms_lists.models import ArmsList, Kind, ListedArm
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.marks.index.readings import Entry
from headstamp.matching import following_lists
from headstamp.matching.building import refresh
from headstamp.registry.models import Item, Source


def fill(registered: list[Entry], listed: Sequence[str]) -> Asker:
    """The register with the base of its numbers, and a copy in use with its own index; gives who may know of all."""
    asker = marks_register.fill(registered)
    refresh(full=True)
    unit, now = Unit.objects.get(code="marks"), timezone.now()
    source = Source.objects.create(
        kind="file",
        unit=unit,
        state="complete",
        name="list",
        register="stolen",
        created_at=now,
        created_by="1",
    )
    copy = ArmsList.objects.create(
        source=source, unit=unit, kind=Kind.STOLEN, register="stolen", jurisdiction="XK", taken_at=now,
        arms=len(listed), is_in_use=True,
    )  # fmt: skip
    rows = (ListedArm(arms_list=copy, key=str(at), row=at, number=text) for at, text in enumerate(listed, 1))
    ListedArm.objects.bulk_create(rows, batch_size=5_000)
    index_of(copy)
    return asker


def change(asker: Asker, count: int) -> None:
    """Say in the log that so many items were changed."""
    with recording(asker) as log:
        for pk in Item.objects.order_by("pk").values_list("pk", flat=True)[:count]:
            log.alteration("item", pk, "edit_item", ("model",))


def processor_seconds() -> float:
    """Of the worker that compares all of it; it does not wait between parts here."""
    following_lists._PAUSE = 0.0  # noqa: SLF001  waiting is no work
    start = time.process_time()
    following_lists.follow_lists(3_600)
    return time.process_time() - start
