"""What an answer tells: its words wherever they stand, files unpacked."""

import io
import re
import zipfile

from django.http import HttpResponseBase

TOKEN = re.compile(r"zq\d{5}x", re.IGNORECASE)
UID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")


def content_of(answer: HttpResponseBase) -> bytes:
    """The body, streamed or not; a workbook as the text of its parts."""
    body: bytes = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    if body[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return b"\n".join(archive.read(name) for name in archive.namelist())
    return body


def text_of(answer: HttpResponseBase) -> str:
    """Headers and body as text."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
    return headers + "\n\n" + content_of(answer).decode("utf-8", "replace")


def tokens_in(text: str) -> set[str]:
    return {token.lower() for token in TOKEN.findall(text)}
