"""The chain of custody of an item as a signed file, with the two small programs that check it without Headstamp."""

import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.utils import timezone

from headstamp.accounts.queries import names_of
from headstamp.audit import keys, verify_offline
from headstamp.audit.actions import recording
from headstamp.custody import verify_chain
from headstamp.custody.actions.writing import as_told
from headstamp.custody.models import Movement
from headstamp.custody.queries import chain_of
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.models import Item

_README = """The chain of custody of one item, as the store's ledger tells it.

Check it on any computer with Python 3.11 or newer, without a network:

    python verify_chain.py chain.json --public-key %(key)s

Ask the office for its public key by another way than this file, and compare: a forger would put in his own.
"""


def export_chain(asker: Asker, item: Item, *, recipient: str = "") -> bytes:
    """A ZIP file with the item's chain, signed, and what checks it; the log notes that it left, and to whom.

    `item` was opened by the asker. NotFound where no store has received it.
    """
    with recording(asker) as log:
        chain = signed_chain(asker, item)
        log.disclosure("item", item.pk, "export_chain", recipient=recipient)
    public = keys.public_keys()[chain["key_id"]].hex()
    folder = Path(verify_chain.__file__)
    files = {
        "chain.json": json.dumps(chain, indent=1, ensure_ascii=False),
        "verify_chain.py": folder.read_text(encoding="utf-8"),
        "verify_offline.py": Path(verify_offline.__file__).read_text(encoding="utf-8"),
        "README.txt": _README % {"key": public},
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return written.getvalue()


def signed_chain(asker: Asker, item: Item) -> dict[str, Any]:
    """The chain as it is signed: its lines as they were hashed, and the names of the accounts in them."""
    found = list(chain_of(asker, item.pk))
    if not found:
        raise NotFound(say(gettext_noop("No store has received this item, so there is no chain.")))
    return signed(asker, item, found, names_of(people_of(found) | {asker.id}))


def people_of(lines: Iterable[Movement]) -> set[str]:
    """The accounts that the lines name."""
    return {each for line in lines for each in (line.by, line.given_by, line.taken_by) if each}


def signed(asker: Asker, item: Item, found: Sequence[Movement], names: Mapping[str, str]) -> dict[str, Any]:
    """The same of lines that were read already; of `names` those that stand in them."""
    named = people_of(found) | {asker.id}
    lines = [as_told(line, item.uid) | {"hash": line.hash} for line in found]
    chain: dict[str, Any] = {
        "format": verify_chain.FILE_FORMAT,
        "item": item.uid,
        "count": len(lines),
        "exported_at": timezone.now().isoformat(timespec="seconds"),
        "exported_by": asker.id,
        "names": {each: name for each, name in names.items() if each in named},
        "key_id": keys.signing_key_id(),
        "lines": lines,
    }
    return chain | {"signature": keys.sign(verify_chain.signed_bytes(chain))}
