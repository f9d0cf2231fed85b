"""Products in Word: a sheet's content laid into a template that an office can change in Word itself.

A template is a document with marks such as {{ title }} and loops over `sections` (docxtpl). It is read in a sandbox:
it can place what it is given and nothing else, whoever wrote it.
"""

import io
import zipfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from headstamp.documents.sheet import Section, Sheet, SheetTable
from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import Message, gettext_noop, say

DEFAULT_TEMPLATE = Path(__file__).parent / "templates" / "product.docx"
LARGEST = 5 * 1024 * 1024
_LARGEST_UNPACKED = 50 * 1024 * 1024
_TRIAL = Sheet(
    title="T",
    language="en",
    number="N",
    office="O",
    handling="H",
    banner="B",
    sections=(
        Section("S", fields=(("f", "v"),), table=SheetTable(("a", "b"), (("1", "2"),), (1, 1)), text="t"),
        Section("E"),
    ),
    signatures=("s",),
    notes=("n",),
    footer="F",
)


def docx(sheet: Sheet, template: bytes) -> bytes:
    """The sheet as a Word document. Invalid for a template that cannot be filled."""
    try:
        document = DocxTemplate(io.BytesIO(template))
        environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
        document.render(_values(sheet), jinja_env=environment)
        written = io.BytesIO()
        document.save(written)
    except TemplateError as error:
        message = gettext_noop("A mark in the template cannot be filled: %(problem)s. Correct it in Word.")
        raise _invalid(say(message, problem=str(error)[:200])) from None
    except (KeyError, ValueError, OSError, zipfile.BadZipFile):
        raise _invalid(
            say(gettext_noop("This is no Word document (.docx). Save it in Word as .docx."))
        ) from None
    return written.getvalue()


def check_template(template: bytes) -> None:
    """Raises Invalid unless the template can be filled and is a plain document without macros, of a sane size."""
    if len(template) > LARGEST:
        raise _invalid(say(gettext_noop("The template is larger than %(most)d MB."), most=LARGEST // 2**20))
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            names = archive.namelist()
            size = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile:
        raise _invalid(
            say(gettext_noop("This is no Word document (.docx). Save it in Word as .docx."))
        ) from None
    if size > _LARGEST_UNPACKED or any("vbaProject" in name for name in names):
        raise _invalid(
            say(gettext_noop("The template is too large or holds macros. Save it as a plain .docx."))
        )
    docx(_TRIAL, template)


def _values(sheet: Sheet) -> dict[str, Any]:
    return asdict(sheet)


def _invalid(message: Message) -> Invalid:
    return Invalid({"template": [message]})
