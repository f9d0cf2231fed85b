"""Where the snapshot lies in the office's home."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Places:
    """The folder and what is in it. `manifest.json` names the files that belong together; it is replaced in one stroke."""

    folder: Path

    @property
    def manifest(self) -> Path:
        return self.folder / "manifest.json"

    @property
    def lock(self) -> Path:
        return self.folder / "lock"

    @property
    def parquet(self) -> Path:
        return self.folder / "parquet"

    @property
    def cache(self) -> Path:
        return self.folder / "cache"

    @property
    def kept(self) -> Path:
        return self.folder / "kept"

    def kept_as(self, name: str) -> "Places":
        """The snapshot that was kept under this name."""
        return Places(self.kept / name)

    def make(self) -> None:
        """The folders, closed to other users."""
        for each in (self.folder, self.parquet, self.cache, self.kept):
            each.mkdir(mode=0o700, parents=True, exist_ok=True)


def places() -> Places:
    """Those of this office."""
    return Places(Path(settings.HEADSTAMP_SNAPSHOT))
