"""The demonstration's own list of equipment: an office names its pieces in its overlay folder, as this one does."""

from django.conf import settings

from headstamp.vocabulary import codes

DETECTOR = "demo_detector_1"
_LINES = f"""# Pieces of equipment of the demonstration office: all invented.
codes:
  - {{code: {DETECTOR}, all: Demo detector 1, means: metal_detector, handed_over: invented-project/detectors}}
  - {{code: demo_scanner_1, all: Demo scanner 1, means: xray}}
"""


def name_equipment() -> None:
    """Write the list into the home, unless there is one, and use it from now on."""
    folder = settings.HEADSTAMP_VOCABULARY
    path = folder / "equipment.yaml"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(_LINES, encoding="utf-8")
    codes.use_overlay(folder)
