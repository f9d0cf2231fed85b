"""Reads the command line and runs one command. Commands that need no database start without Django."""

import argparse
import sys
from importlib import import_module, metadata

from headstamp.kernel.errors import HeadstampError, Invalid

# One module a command: register(commands) adds its parser, whose `run` takes the arguments and returns the exit code.
COMMANDS = (
    "setting_up",
    "serving",
    "working",
    "importing",
    "auditing",
    "backing_up",
    "doctoring",
    "demonstrating",
    "listing",
    "reading",
    "figuring",
    "freezing",
    "publishing",
    "warning",
    "aid_files",
    "snapshotting",
    "comparing",
    "timing",
    "finding",
    "matching",
)


def parser() -> argparse.ArgumentParser:
    """The whole command line; each command's help says what it prints."""
    root = argparse.ArgumentParser(
        prog="headstamp", description="The open information system for Firearms Focal Points."
    )
    root.add_argument("--version", action="version", version=f"headstamp {metadata.version('headstamp')}")
    commands = root.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in COMMANDS:
        import_module(f"headstamp.console.{name}").register(commands)
    return root


def main(words: list[str] | None = None) -> int:
    """Run one command; an error that a person can act on is one line on stderr and exit 1."""
    arguments = parser().parse_args(words)
    try:
        return int(arguments.run(arguments))
    except Invalid as error:
        for name, messages in error.fields.items():
            for message in messages:
                print(f"headstamp: {name + ': ' if name else ''}{message}", file=sys.stderr)
        return 1
    except HeadstampError as error:
        print(f"headstamp: {error.message}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("headstamp: stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 1


if __name__ == "__main__":
    sys.exit(main())
