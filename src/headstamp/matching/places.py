"""Where the bases lie in the office's home: one folder each, and a file that names the one in use."""

import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Places:
    """The folder of bases; `current` is replaced in one stroke."""

    folder: Path

    @property
    def current(self) -> Path:
        return self.folder / "current"

    @property
    def lock(self) -> Path:
        return self.folder / "lock"

    def make(self) -> None:
        """The folder, closed to other users."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def in_use(self) -> Path | None:
        """The folder of the base in use, None if there is none."""
        try:
            return self.folder / self.current.read_text(encoding="utf-8").strip()
        except OSError:
            return None

    def use(self, base: Path) -> None:
        """From now on this base is in use."""
        part = self.folder / "current.part"
        part.write_text(base.name, encoding="utf-8")
        os.replace(part, self.current)


def places() -> Places:
    """Those of this office."""
    return Places(Path(settings.HEADSTAMP_NUMBERS))
