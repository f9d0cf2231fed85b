"""A bulletin as Word or PDF; each making is noted in the log as a disclosure."""

from datetime import datetime

from headstamp.audit.actions import recording
from headstamp.desk.bulletin.drafting import draft
from headstamp.desk.bulletin.plan import Kind
from headstamp.desk.bulletin.template import template_bytes
from headstamp.documents.sheet import pdf
from headstamp.documents.word import docx
from headstamp.kernel.asker import Asker


def as_word(asker: Asker, kind: Kind, until: datetime) -> bytes:
    """The draft as a Word document, laid into the office's template."""
    made = docx(draft(asker, kind, until), template_bytes())
    _note(asker, kind)
    return made


def as_pdf(asker: Asker, kind: Kind, until: datetime) -> bytes:
    """The draft as PDF."""
    made = pdf(draft(asker, kind, until))
    _note(asker, kind)
    return made


def _note(asker: Asker, kind: Kind) -> None:
    with recording(asker) as log:
        log.disclosure("bulletin", str(kind), "print_bulletin", recipient="print")
