"""The office's Word templates: kept in its home, changed in Word, tried before they are kept.

`product` is the bulletin's and whatever else the office makes, `report` the programme's half-yearly report.
"""

import os
from pathlib import Path

from django.conf import settings

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.documents.word import DEFAULT_TEMPLATE, check_template
from headstamp.kernel.asker import Asker

PRODUCT, REPORT = "product", "report"
_RIGHTS = {PRODUCT: Permission.EDIT_VOCABULARY, REPORT: Permission.MANAGE_PROGRAMME}


def template_bytes(name: str = PRODUCT) -> bytes:
    """The office's template, or the one that ships."""
    own = _own(name)
    return (own if own.is_file() else DEFAULT_TEMPLATE).read_bytes()


def save_template(asker: Asker, *, content: bytes, name: str = PRODUCT) -> None:
    """Keep a new template. Needs the right to edit the office's lists, for the report to manage the programme; Invalid
    if it cannot be filled."""
    asker.must(_RIGHTS[name])
    check_template(content)
    with recording(asker) as log:
        log.administration("template", name, "save_template")
        own = _own(name)
        own.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        coming = own.with_suffix(".coming")
        coming.write_bytes(content)
        os.replace(coming, own)


def remove_template(asker: Asker, *, name: str = PRODUCT) -> None:
    """Go back to the template that ships."""
    asker.must(_RIGHTS[name])
    with recording(asker) as log:
        log.administration("template", name, "remove_template")
        _own(name).unlink(missing_ok=True)


def _own(name: str) -> Path:
    return Path(settings.HEADSTAMP_HOME) / "templates" / f"{name}.docx"
