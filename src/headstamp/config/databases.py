"""The office's database as Django wants it described: SQLite in the home, or PostgreSQL with one role or two."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from headstamp.config.environment import BadSetting, setting

_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON; "
    "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456;"
)


def owner_of(service: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Name and password of the role that owns the tables of the database `service`; empty if it is the same role."""
    url = setting("HEADSTAMP_OWNER_URL")
    if not url:
        return {}
    owner = database(url, folder)
    same = ("ENGINE", "NAME", "HOST", "PORT")
    if any(owner[name] != service[name] for name in same) or owner["USER"] == service["USER"]:
        raise BadSetting(
            "headstamp: HEADSTAMP_OWNER_URL must name the database of HEADSTAMP_DATABASE_URL, with another role"
        )
    return {name: owner[name] for name in ("USER", "PASSWORD")}


def database(url: str, folder: Path) -> dict[str, Any]:
    """Django's description of the office's database: SQLite in `folder`, or PostgreSQL from `url`."""
    if not url:
        return {
            "ENGINE": "headstamp.config.sqlite",
            "NAME": folder / "headstamp.sqlite3",
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": _SQLITE_PRAGMAS},
            "TEST": {"NAME": str(folder / "test.sqlite3")},
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise BadSetting(
            "headstamp: HEADSTAMP_DATABASE_URL must look like postgresql://user:password@host:port/name"
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
