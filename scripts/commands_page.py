"""Writes docs/commands.md from the command line itself; a test fails when the page is stale."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from headstamp.console.main import parser

PAGE = Path(__file__).parents[1] / "docs" / "commands.md"
HEAD = """# Commands

Data go to standard output, words for people to standard error; the exit code is 0 only if it worked. A command that needs
records makes and brings up an empty [home](office/settings.md) where there is none. The console acts as the account in `HEADSTAMP_AS`;
the log names the system's user beside it.
"""


def page() -> str:
    """The page as it should be."""
    return HEAD + "".join(_section(name, help_line, one) for name, help_line, one in _commands(parser()))


def _commands(of: argparse.ArgumentParser) -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for name, child in action.choices.items():
                acts = list(_commands(child))
                if acts:
                    yield from ((f"{name} {act}", words, one) for act, words, one in acts)
                else:
                    yield name, helps.get(name, ""), child


def _section(name: str, help_line: str, one: argparse.ArgumentParser) -> str:
    described = one.description or f"{help_line[:1].upper()}{help_line[1:]}."
    arguments = "".join(_row(action) for action in one._actions if _is_shown(action))
    table = f"\n| argument | what it is |\n|---|---|\n{arguments}" if arguments else ""
    return f"\n## headstamp {name}\n\n{described}\n{table}"


def _is_shown(action: argparse.Action) -> bool:
    return action.help != argparse.SUPPRESS and not isinstance(action, argparse._HelpAction)


def _row(action: argparse.Action) -> str:
    words = ", ".join(action.option_strings) or (action.metavar or action.dest).upper()  # type: ignore[union-attr]
    if action.option_strings and action.nargs != 0:
        words += f" {action.metavar or action.dest.upper()}"
    elif action.nargs in ("?", "*"):
        words = f"[{words}]"
    told = (
        (action.help or "").replace("%(default)s", str(action.default)).replace("%%", "%").replace("|", "\\|")
    )
    return f"| `{words}` | {told or '-'} |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
