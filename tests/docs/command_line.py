"""The words of the command line, as its parser has them."""

import argparse

from headstamp.console.main import parser


def commands() -> set[str]:
    """Every command, and every act of a command that has acts: `audit`, `audit verify`."""
    found: set[str] = set()

    def walk(of: argparse.ArgumentParser, before: str) -> None:
        for action in of._actions:
            if isinstance(action, argparse._SubParsersAction):
                for name, child in action.choices.items():
                    found.add(before + name)
                    walk(child, f"{before}{name} ")

    walk(parser(), "")
    return found
