"""What an office may set from outside: read loudly, with a default that is safe for one server.

Every setting is a row here, so that the table in the docs and the check at start are the same thing.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from headstamp.config.mail import mail_server


class BadSetting(SystemExit):
    """A setting is missing or odd; the message names it and says what to write."""


def _text(value: str) -> str:
    return value


def _flag(value: str) -> bool:
    known = {
        "1": True,
        "yes": True,
        "true": True,
        "on": True,
        "0": False,
        "no": False,
        "false": False,
        "off": False,
    }
    if value.lower() not in known:
        raise ValueError("write 1 or 0")
    return known[value.lower()]


def _words(value: str) -> list[str]:
    return [word.strip() for word in value.split(",") if word.strip()]


def _number(value: str) -> int:
    number = int(value)
    if number < 0:
        raise ValueError("write a number of 0 or more")
    return number


def _smallest(value: str) -> int:
    number = int(value)
    if not 3 <= number <= 50:
        raise ValueError("write a number from 3 to 50")
    return number


def _one_of(*words: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in words:
            raise ValueError(f"write one of {', '.join(words)}")
        return value

    return read


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: environment variable, default as text, how to read it, what it is for."""

    name: str
    default: str
    read: Callable[[str], Any]
    purpose: str

    def value(self) -> Any:
        text = os.environ.get(self.name, self.default)
        try:
            return self.read(text)
        except ValueError as error:
            raise BadSetting(
                f"headstamp: the setting {self.name} cannot be read: {error}. It is for: {self.purpose}"
            ) from None


SETTINGS = {
    setting.name: setting
    for setting in (
        Setting(
            "HEADSTAMP_HOME",
            "",
            _text,
            "folder that holds everything: database, files, keys, log heads (default: a per-user data folder)",
        ),
        Setting(
            "HEADSTAMP_DATABASE_URL",
            "",
            _text,
            "postgresql://user:password@host:port/name for PostgreSQL; empty for SQLite in the home",
        ),
        Setting(
            "HEADSTAMP_OWNER_URL",
            "",
            _text,
            "the same database as the role that owns its tables, for migrations and restore only; HEADSTAMP_DATABASE_URL then "
            "names a service role that cannot change the log (PostgreSQL)",
        ),
        Setting(
            "HEADSTAMP_AS", "", _text, "account that the console acts as (default in a new home: console)"
        ),
        Setting(
            "HEADSTAMP_JURISDICTION",
            "XK",
            _text,
            "jurisdiction of the office that a new home founds (a code of the list jurisdictions)",
        ),
        Setting(
            "HEADSTAMP_IATI",
            "",
            _text,
            "folder with newer parts of the IATI standard than ship: code lists in `codelists/`, schemas of 2.03 in `schemas/`",
        ),
        Setting(
            "HEADSTAMP_IATI_ORGANISATION",
            "",
            _text,
            "identifier of the office as a publisher of IATI files, as XM-DAC-41114; without one they say UNREGISTERED",
        ),
        Setting(
            "HEADSTAMP_IATI_NAME",
            "",
            _text,
            "its name in IATI files (default: the agency of the account)",
        ),
        Setting(
            "HEADSTAMP_IATI_TYPE",
            "10",
            _text,
            "what kind of organisation it is: a code of IATI's list OrganisationType (10 is government)",
        ),
        Setting(
            "HEADSTAMP_IATI_ROLE",
            "",
            _one_of("", "1", "2", "3", "4"),
            "its own part in its projects: 1 funding, 2 accountable, 3 extending, 4 implementing; empty if it has none",
        ),
        Setting(
            "HEADSTAMP_IATI_CONTACT",
            "",
            _text,
            "e-mail address of the office for who reads its IATI files; never a person's",
        ),
        Setting(
            "HEADSTAMP_IATI_LANGUAGE",
            "en",
            _text,
            "language in which the projects' texts are written, for IATI files",
        ),
        Setting(
            "HEADSTAMP_SECRET_KEY",
            "",
            _text,
            "key for sessions and forms; empty to keep one in the home's keys folder",
        ),
        Setting(
            "HEADSTAMP_HOSTS",
            "localhost,127.0.0.1,[::1]",
            _words,
            "host names under which the office reaches the server, comma between",
        ),
        Setting(
            "HEADSTAMP_HTTPS",
            "1",
            _flag,
            "1 if people reach it by https (cookies are then sent over https only); 0 on one machine or in the demonstration",
        ),
        Setting(
            "HEADSTAMP_BEHIND_PROXY",
            "0",
            _flag,
            "1 if a proxy on this machine ends TLS and sends X-Forwarded-Proto",
        ),
        Setting(
            "HEADSTAMP_REQUIRE_MFA",
            "1",
            _flag,
            "1 to require a second factor from every account; 0 only in the demonstration",
        ),
        Setting("HEADSTAMP_DEMO", "0", _flag, "1 marks every page as a demonstration with invented records"),
        Setting("HEADSTAMP_DEBUG", "0", _flag, "1 for developers: pages show errors in full"),
        Setting("HEADSTAMP_LANGUAGE", "en", _text, "language before sign-in: en, sq, sr-latn, sr, mk or bs"),
        Setting("HEADSTAMP_TIME_ZONE", "Europe/Belgrade", _text, "time zone in which times are shown"),
        Setting(
            "HEADSTAMP_MAX_FILE_MB",
            "100",
            _number,
            "largest file that may be attached or taken in, in megabytes",
        ),
        Setting(
            "HEADSTAMP_QUOTA_GB",
            "50",
            _number,
            "space that all attached files together may take, in gigabytes",
        ),
        Setting(
            "HEADSTAMP_SEARCHES_A_MINUTE",
            "120",
            _number,
            "how often one account may search in a minute",
        ),
        Setting(
            "HEADSTAMP_FILTERS_A_MINUTE",
            "240",
            _number,
            "how many pages of filtered lists one account may ask for in a minute",
        ),
        Setting(
            "HEADSTAMP_COMPLETIONS_A_MINUTE",
            "600",
            _number,
            "how many completions of names, makes and numbers one account may ask for in a minute; each letter typed is one",
        ),
        Setting(
            "HEADSTAMP_COMPLETIONS_A_DAY",
            "20000",
            _number,
            "the same in a day: what a day of typing never comes near, and trying every beginning does",
        ),
        Setting(
            "HEADSTAMP_EXPORTS_AN_HOUR",
            "60",
            _number,
            "how many files and printed sheets one account may take out in an hour",
        ),
        Setting(
            "HEADSTAMP_EXPORTED_ROWS_A_DAY",
            "500000",
            _number,
            "how many rows one account may take out in a day",
        ),
        Setting(
            "HEADSTAMP_SMALLEST_COUNT",
            "5",
            _smallest,
            "smallest count of persons that is published as it is; smaller ones are hidden or rounded",
        ),
        Setting(
            "HEADSTAMP_SMALL_COUNTS",
            "hide",
            _one_of("hide", "round"),
            "what becomes of small counts of persons when they are published: hide or round",
        ),
        Setting(
            "HEADSTAMP_HIDE_NOUGHT",
            "0",
            _flag,
            "1 to hide nought as well where counts of persons are published",
        ),
        Setting(
            "HEADSTAMP_PUBLISHED_PLACE",
            "directorate",
            _one_of("none", "directorate", "municipality"),
            "finest place that is published: none, directorate or municipality; persons never finer than directorate",
        ),
        Setting(
            "HEADSTAMP_PUBLIC_DISCLAIMER",
            "",
            _text,
            "the sentence that publisher and funder ask for, under every page of the public site",
        ),
        Setting(
            "HEADSTAMP_PUBLIC_CONTACT",
            "",
            _text,
            "whom the public asks: a line under every page of the public site",
        ),
        Setting(
            "HEADSTAMP_MAIL",
            "",
            mail_server,
            "smtp://user:password@host:587 (smtps:// for TLS from the first byte) to tell people by e-mail that a paper lies in "
            "their inbox; empty for no e-mail",
        ),
        Setting("HEADSTAMP_MAIL_FROM", "headstamp@localhost", _text, "the sender of these notices"),
        Setting(
            "HEADSTAMP_LOG_LEVEL",
            "INFO",
            _text,
            "how much the server's log says: DEBUG, INFO, WARNING or ERROR",
        ),
    )
}


def setting(name: str) -> Any:
    """The value of a setting; an odd one stops the start with a hint."""
    return SETTINGS[name].value()


def home() -> Path:
    """The folder that holds everything; made with its parents, closed to other users."""
    given = setting("HEADSTAMP_HOME")
    path = Path(given).expanduser() if given else _default_home()
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path.resolve()


def _default_home() -> Path:
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", str(Path.home()))
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Application Support")
    else:
        base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "headstamp"
