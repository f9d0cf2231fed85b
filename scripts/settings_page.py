"""Writes docs/office/settings.md from the settings themselves; a test fails when the page is stale."""

from pathlib import Path

from headstamp.config.environment import SETTINGS

PAGE = Path(__file__).parents[1] / "docs" / "office" / "settings.md"
HEAD = """# Settings

Everything an office may change is an environment variable. Under systemd they stand in `/etc/headstamp/environment`. A value
that cannot be read stops the start and says what to write; a default is safe for one server.

| setting | default | what it is for |
|---|---|---|
"""


def page() -> str:
    """The page as it should be."""
    rows = [
        f"| `{one.name}` | {f'`{one.default}`' if one.default else '(empty)'} | {one.purpose} |"
        for one in SETTINGS.values()
    ]
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
