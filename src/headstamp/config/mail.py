"""The server that sends the office's e-mail, as one address of the environment."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True)
class MailServer:
    """The server that sends the office's e-mail; no host where there is none."""

    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    is_tls_from_the_start: bool = False

    @property
    def is_turned_to_tls(self) -> bool:
        """A password goes over no open line."""
        return bool(self.user) and not self.is_tls_from_the_start


def mail_server(url: str) -> MailServer:
    """From smtp://user:password@host:587, or smtps:// for TLS from the first byte; '' for none."""
    if not url:
        return MailServer()
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError("write smtp://user:password@host:587")
    is_tls = parts.scheme == "smtps"
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(parts.hostname, parts.port or (465 if is_tls else 587), user, password, is_tls)
