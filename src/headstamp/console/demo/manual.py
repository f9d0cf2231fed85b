"""An invented checklist on the demonstration's shelf, in the languages of its officers."""

from collections.abc import Mapping
from io import BytesIO

from headstamp.kernel.asker import Asker
from headstamp.programme.actions import add_manual_file, record_manual
from headstamp.programme.actions.library import ManualFacts, ManualFileFacts

_CHECKLIST = ManualFacts(
    kind="checklist",
    title="Demonstration: what to write down of a firearm",
    summary="Invented. Make, model, calibre, every number and where it stands, before anything is wiped.",
    pages=("seizure", "item"),
)
_TEXTS: Mapping[str, str] = {
    "en": """Invented for the demonstration.
1. Make it safe. 2. Photograph it as it lies. 3. Write down make, model and calibre as marked.
4. Write down every number, and on which part it stands; ? for what cannot be read.
5. Count magazines, rounds and parts apart.
""",
    "sq": """E shpikur për demonstrim.
1. Sigurojeni armën. 2. Fotografojeni siç gjendet. 3. Shkruani markën, modelin dhe kalibrin siç janë shënuar.
4. Shkruani çdo numër dhe në cilën pjesë gjendet; ? për atë që nuk lexohet.
5. Numëroni veçmas karikatorët, fishekët dhe pjesët.
""",
    "sr-Latn": """Izmišljeno za demonstraciju.
1. Obezbedite oružje. 2. Fotografišite ga kako leži. 3. Zapišite marku, model i kalibar kako su označeni.
4. Zapišite svaki broj i na kom delu stoji; ? za ono što se ne može pročitati.
5. Brojte odvojeno magacine, metke i delove.
""",
}


def invent_manual(asker: Asker) -> None:
    """Put it into the library and name it on the pages that it helps with."""
    manual = record_manual(asker, facts=_CHECKLIST)
    for language, text in _TEXTS.items():
        facts = ManualFileFacts(version="1", language=language, issued_on="2020-03", note="Invented")
        stream = BytesIO(text.encode())
        add_manual_file(
            asker, manual=manual.uid, facts=facts, stream=stream, name=f"checklist-{language}.txt"
        )
