"""The office's Word template for products: kept in its home, changed in Word, tried before it is kept."""

import os
from pathlib import Path

from django.conf import settings

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.documents.word import DEFAULT_TEMPLATE, check_template
from headstamp.kernel.asker import Asker


def template_bytes() -> bytes:
    """The office's template, or the one that ships."""
    own = _own()
    return (own if own.is_file() else DEFAULT_TEMPLATE).read_bytes()


def has_own_template() -> bool:
    return _own().is_file()


def save_template(asker: Asker, *, content: bytes) -> None:
    """Keep a new template. Needs the right to edit the office's lists; Invalid if it cannot be filled."""
    asker.must(Permission.EDIT_VOCABULARY)
    check_template(content)
    with recording(asker) as log:
        log.administration("template", "product", "save_template")
        own = _own()
        own.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        coming = own.with_suffix(".coming")
        coming.write_bytes(content)
        os.replace(coming, own)


def remove_template(asker: Asker) -> None:
    """Go back to the template that ships."""
    asker.must(Permission.EDIT_VOCABULARY)
    with recording(asker) as log:
        log.administration("template", "product", "remove_template")
        _own().unlink(missing_ok=True)


def _own() -> Path:
    return Path(settings.HEADSTAMP_HOME) / "templates" / "product.docx"
