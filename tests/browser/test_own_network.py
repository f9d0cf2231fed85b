"""An office's own server: its own name, a certificate of its own authority, and a key that signs in without a password."""

import os
import re
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page

from tests.browser.authority import Authority, make_authority, trust
from tests.browser.conftest import chromium
from tests.browser.test_second_factor import with_virtual_key

# A name with a domain of the office's own, and one without any point, as small networks have them.
NAMES = ("headstamp.office.lan", "ffp-server")
PASSWORD = "seven quiet rivers run"
_COMMAND = "import sys; from headstamp.console.main import main; sys.exit(main(sys.argv[1:]))"


@dataclass
class Office:
    """The program as an office runs it: by `headstamp serve` with a certificate, https only."""

    home: Path
    port: int
    authority: Authority

    def environment(self) -> dict[str, str]:
        clean = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("HEADSTAMP_", "DJANGO_"))
        }
        return clean | {"HEADSTAMP_HOME": str(self.home), "HEADSTAMP_HOSTS": ",".join(NAMES)}

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-c", _COMMAND, *words]

    def set_up(self, name: str) -> str:
        """The address of the first administrator's link."""
        words = ("--jurisdiction", "XK", "--agency", "Police", "--unit", "FFP", "--administrator", "first")
        address = ("--address", f"https://{name}:{self.port}")
        done = subprocess.run(
            self.command("setup", *words, *address), env=self.environment(), capture_output=True, text=True, check=True
        )  # fmt: skip
        return done.stdout.strip()

    def answers(self) -> bool:
        try:
            with (
                socket.create_connection(("127.0.0.1", self.port), timeout=5) as plain,
                ssl.create_default_context(cafile=str(self.authority.root)).wrap_socket(
                    plain, server_hostname=NAMES[0]
                ),
            ):
                return True
        except OSError:
            return False


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    made = Office(tmp_path / "office", port, make_authority(tmp_path, *NAMES))
    subprocess.run(made.command("codes", "units"), env=made.environment(), capture_output=True, check=True)
    listen = ("--address", f"127.0.0.1:{port}", "--processes", "1", "--threads", "4")
    tls = ("--certificate", str(made.authority.chain), "--key", str(made.authority.key))
    with subprocess.Popen(
        made.command("serve", *listen, *tls), env=made.environment(), stderr=subprocess.PIPE
    ) as server:
        while not made.answers():
            assert server.poll() is None, server.stderr.read().decode() if server.stderr else ""
            time.sleep(0.2)
        yield made
        server.terminate()


@pytest.fixture
def own_browser(chrome: Browser, tmp_path: Path) -> Iterator[Browser]:
    """A browser of its own home, which finds the office's names at this machine."""
    flags = ["--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    rules = ",".join(f"MAP {name} 127.0.0.1" for name in NAMES)
    browser = chrome.browser_type.launch(
        executable_path=chromium(), args=[*flags, f"--host-resolver-rules={rules}"], env={**os.environ, "HOME": str(tmp_path)}
    )  # fmt: skip
    yield browser
    browser.close()


def _first_sign_in(page: Page, link: str) -> None:
    page.goto(link)
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.click("main form button, form button.w-100")
    page.wait_for_url("**/account/login/**")
    page.fill("[name=login]", "first")
    page.fill("[name=password]", PASSWORD)
    page.click("form[action='/account/login/'] button")
    page.wait_for_url("**/account/2fa/")


@pytest.mark.parametrize("name", NAMES)
def test_a_passkey_signs_in_at_a_name_of_the_office_s_own_network(
    office: Office, own_browser: Browser, tmp_path: Path, name: str
) -> None:
    trust(tmp_path, office.authority)
    context = own_browser.new_context()
    context.set_default_timeout(60_000)
    page = context.new_page()
    session = with_virtual_key(page)
    _first_sign_in(page, office.set_up(name))
    page.click("text=Add a key")
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(re.compile(r".*/account/2fa/codes/$"))
    page.goto(f"https://{name}:{office.port}/profile/")
    page.click("summary:has-text('first')")
    page.click("text=Sign out")
    page.wait_for_url("**/account/login/**")
    page.click("#passkey_login")
    page.wait_for_url(re.compile(rf"https://{name}:\d+/$"))
    answer = page.goto(f"https://{name}:{office.port}/profile/")
    assert answer is not None
    assert answer.status == 200
    assert {cookie["secure"] for cookie in context.cookies() if cookie["name"] == "sessionid"} == {True}
    _the_key_is_bound_to_the_name(page, office, NAMES[1 - NAMES.index(name)])
    session.detach()


def _the_key_is_bound_to_the_name(page: Page, office: Office, other: str) -> None:
    """The same server under its other name: the key is not offered there."""
    page.goto(f"https://{other}:{office.port}/account/login/")
    page.click("#passkey_login")
    page.wait_for_selector("#key_problem:not([hidden])")
    answer = page.goto(f"https://{other}:{office.port}/profile/")
    assert answer is not None
    assert "/account/login/" in page.url


def test_a_browser_that_does_not_know_the_authority_stays_out(office: Office, own_browser: Browser) -> None:
    page = own_browser.new_page()
    with pytest.raises(Error, match="ERR_CERT_AUTHORITY_INVALID"):
        page.goto(f"https://{NAMES[0]}:{office.port}/account/login/")
