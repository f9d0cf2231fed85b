"""The printable table of roles and rights."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from headstamp.accounts.permissions import PERMISSION_NAMES, Permission
from headstamp.accounts.roles import PRESET_NAMES, PRESETS, ROLE_NAMES, ROLES
from headstamp.web.door import AskedRequest, signed_in


@signed_in()
def roles(request: AskedRequest) -> HttpResponse:
    """Which role holds which right, and which presets suit most offices."""
    rows = [(PERMISSION_NAMES[right], [right in rights for rights in ROLES.values()]) for right in Permission]
    presets = [
        (PRESET_NAMES[name], [ROLE_NAMES[role] for role in members]) for name, members in PRESETS.items()
    ]
    return render(
        request, "accounts/roles.html", {"roles": list(ROLE_NAMES.values()), "rows": rows, "presets": presets}
    )


urlpatterns = [path("roles/", roles, name="roles")]
