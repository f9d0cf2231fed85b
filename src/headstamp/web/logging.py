"""Log lines as JSON with the request's number, and without anything that a person typed.

Messages of our own hold no personal data. What a library or an exception says might: of it, only the logger's
name, the level and, for an exception, its type and the places in the code are written.
"""

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

request_id: ContextVar[str] = ContextVar("request_id", default="")
_OURS = "headstamp"
# Libraries whose messages are fixed words about the server itself.
_PLAIN = ("gunicorn.error", "django.db.backends.schema", "django_tasks")


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request": request_id.get(),
            "message": _message(record),
        }
        line.update(getattr(record, "facts", {}))
        if record.exc_info and record.exc_info[0] is not None:
            line["exception"] = record.exc_info[0].__name__
            line["places"] = _places(record.exc_info[2])
        return json.dumps({name: value for name, value in line.items() if value != ""}, ensure_ascii=False)


def _message(record: logging.LogRecord) -> str:
    if record.name == _OURS or record.name.startswith((_OURS + ".", *_PLAIN)):
        return record.getMessage()
    # The template without its values: "Not Found: %s" says enough.
    return str(record.msg)[:200] if isinstance(record.msg, str) and "%" in record.msg else record.name


def _places(trace: Any) -> list[str]:
    """Where an exception went through: file, line and function; never values, never source lines."""
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)[-12:]]
