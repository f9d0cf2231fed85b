"""Layouts as files: a mapping made in the browser becomes the office's own, and can be handed on."""

import os
from pathlib import Path

from headstamp.audit.actions import recording
from headstamp.intake.layout import dump_layout, layout_from
from headstamp.intake.layout.plain_yaml import read_plain
from headstamp.intake.queries import batch_for, layout_named, own_layouts
from headstamp.intake.remembering import layout_of
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict
from headstamp.kernel.text import gettext_noop, say


def save_layout(asker: Asker, *, uid: str, name: str) -> str:
    """Keep the batch's layout, with all wordings answered so far, under `name` among the office's own; gives the
    name back. One of that name is replaced."""
    batch = batch_for(asker, uid)
    if not batch.layout_text:
        raise Conflict(say(gettext_noop("Choose a layout first.")))
    data = read_plain(dump_layout(layout_of(batch)))
    layout = layout_from({**data, "layout": name})
    folder = own_layouts()
    with recording(asker) as log:
        log.administration("layout", layout.name, "save_layout", batch=batch.uid)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(folder / f"{layout.name}.yaml", dump_layout(layout))
    return layout.name


def export_layout(asker: Asker, *, name: str) -> str:
    """The layout's YAML, to be sent to another office."""
    return dump_layout(layout_named(asker, name))


def _write(path: Path, text: str) -> None:
    coming = path.with_suffix(".coming")
    coming.write_text(text, encoding="utf-8")
    os.replace(coming, path)
