"""Counts of rows by what becomes of them: the five outcomes add up to the rows."""

from dataclasses import asdict, dataclass, fields

from headstamp.kernel.target import Outcome


@dataclass(slots=True)
class Counts:
    """Rows by outcome, and rows passed over beside them."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    other_objects: int = 0
    refused: int = 0
    ignored: int = 0

    def add(self, outcome: Outcome) -> None:
        if outcome is Outcome.IGNORED:
            self.ignored += 1
            return
        name = "other_objects" if outcome is Outcome.OTHER_OBJECT else str(outcome)
        setattr(self, name, getattr(self, name) + 1)
        self.rows += 1

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


COUNTED = tuple(field.name for field in fields(Counts))
