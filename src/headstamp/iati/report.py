"""What a check found, in the order of the file. A file is valid if schema and code lists find nothing against it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from headstamp.kernel.text import Message


class Severity(StrEnum):
    """The words of the standard's own validator."""

    CRITICAL = "critical"
    ERROR = "error"
    WARNING = "warning"


class Source(StrEnum):
    """What says that something is wrong."""

    XML = "xml"
    VERSION = "version"
    SCHEMA = "schema"
    CODES = "codes"
    RULES = "rules"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: at which line (0 for the whole file), in which activity or organisation ('' for none)."""

    severity: Severity
    source: Source
    line: int
    where: str
    message: Message

    def as_plain(self) -> dict[str, Any]:
        """The finding as JSON has it."""
        return {
            "severity": self.severity.value,
            "source": self.source.value,
            "line": self.line,
            "where": self.where,
            "message": str(self.message),
        }


@dataclass(frozen=True, slots=True)
class Report:
    """The verdict on one file. `stated` is the version it says, `checked` the one it was held against ('' if none)."""

    root: str
    stated: str
    checked: str
    entries: int
    findings: Sequence[Finding]

    @property
    def is_valid(self) -> bool:
        """No word of schema or complete code lists against it. Rules do not decide."""
        return not any(
            each.severity == Severity.CRITICAL
            or (each.source == Source.CODES and each.severity == Severity.ERROR)
            for each in self.findings
        )

    @property
    def is_clean(self) -> bool:
        """Valid, and no rule is broken either."""
        return not any(each.severity in (Severity.CRITICAL, Severity.ERROR) for each in self.findings)

    def counts(self) -> dict[str, int]:
        """How many of each severity."""
        counted = Counter(each.severity for each in self.findings)
        return {severity.value: counted[severity] for severity in Severity}

    def as_plain(self) -> dict[str, Any]:
        """The report as JSON has it."""
        return {
            "valid": self.is_valid,
            "kind": self.root.removeprefix("iati-"),
            "version": self.stated,
            "checked_as": self.checked,
            "entries": self.entries,
            "counts": self.counts(),
            "findings": [each.as_plain() for each in self.findings],
        }
