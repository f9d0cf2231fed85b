"""What axes keeps of a failed sign-in: a keyed digest of the typed name, because people type passwords there."""

from typing import Any

from django.http import HttpRequest

from headstamp.audit.keys import digest


def digest_of_name(typed: str) -> str:
    """What stands for a user name in the table of failed sign-ins."""
    return digest("sign_in_name", values=typed.strip().casefold())


def name_for_axes(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The name by which axes counts: given by allauth, or what stands in the form."""
    given = credentials or {}
    return digest_of_name(str(given.get("username") or given.get("login") or request.POST.get("login", "")))
