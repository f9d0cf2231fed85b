import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import path

from headstamp.accounts.permissions import Permission
from headstamp.config import urls as office
from headstamp.kernel.errors import Conflict, HeadstampError, Invalid, NotAllowed, NotFound, Unavailable
from headstamp.kernel.text import say
from headstamp.web.door import AskedRequest, needs, public, signed_in, translate
from tests.plugins.staff import ClientOf

ERRORS: dict[str, HeadstampError] = {
    "not_allowed": NotAllowed(say("Not you.")),
    "limit": NotAllowed(say("Slow down."), "limit"),
    "not_found": NotFound(say("No such thing.")),
    "conflict": Conflict(say("Changed by another.")),
    "invalid": Invalid({"x": [say("Too long by %(n)d.", n=3)]}),
    "unavailable": Unavailable(say("No room on the disk.")),
}
STATUS = {
    "not_allowed": 403,
    "limit": 429,
    "not_found": 404,
    "conflict": 409,
    "invalid": 422,
    "unavailable": 503,
}


@signed_in()
def raises(request: AskedRequest, name: str) -> HttpResponse:
    raise ERRORS[name]


@signed_in()
def tells_reason(request: AskedRequest, uid: str) -> HttpResponse:
    if not request.asker.reason:
        raise NotAllowed(say("This record is restricted. Say why you open it."), Permission.OPEN_RESTRICTED)
    return HttpResponse(request.asker.reason)


@needs(Permission.SEE_RECORDS, methods=("POST",))
def takes_post(request: AskedRequest) -> HttpResponse:
    return HttpResponse("taken")


def without_door(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open to all")


urlpatterns = [
    *office.urlpatterns,
    path("test/raises/<str:name>/", raises),
    path("test/record/<str:uid>/", tells_reason),
    path("test/post/", takes_post),
    path("test/bare/", without_door),
]
handler404, handler500 = office.handler404, office.handler500

pytestmark = pytest.mark.urls(__name__)


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_of_the_kernel_becomes_a_page_with_its_status(client_of: ClientOf, name: str):
    answer = client_of("reader").get(f"/test/raises/{name}/")
    assert answer.status_code == STATUS[name]
    assert str(ERRORS[name].message) in answer.content.decode()
    assert "<main" in answer.content.decode()


def test_an_island_gets_a_part_of_a_page(client_of: ClientOf):
    answer = client_of("reader").get(
        "/test/raises/conflict/", headers={"HX-Request": "true", "HX-Request-Type": "partial"}
    )
    assert answer.status_code == 409
    assert "<main" not in answer.content.decode()
    assert 'role="alert"' in answer.content.decode()


def test_an_island_of_a_signed_out_page_leads_to_sign_in(client_of: ClientOf):
    answer = client_of("nobody").get("/test/raises/conflict/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (401, "/account/login/")


def test_a_view_without_a_door_is_an_error(client_of: ClientOf):
    with pytest.raises(ImproperlyConfigured, match="without_door"):
        client_of("administrator").get("/test/bare/")


def test_a_method_that_the_door_does_not_name_is_refused(client_of: ClientOf):
    assert client_of("reader").get("/test/post/").status_code == 405
    assert client_of("reader").put("/test/post/").status_code == 405
    assert client_of("reader").post("/test/post/").content == b"taken"


def test_a_form_sent_after_sign_out_says_so(client_of: ClientOf):
    answer = client_of("nobody").post("/test/post/")
    assert answer.status_code == 403
    assert "signed out" in answer.content.decode()


def test_a_restricted_record_asks_for_the_reason_and_opens_with_it(
    client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("headstamp.web.views.errors.state_reason", lambda asker, uid, reason: None)
    client = client_of("analyst")
    asked = client.get("/test/record/R1/")
    assert asked.status_code == 403
    assert 'name="reason"' in asked.content.decode()
    sent = client.post(
        "/reason/", {"record": "R1", "reason": "trace request from Tirana", "next": "/test/record/R1/"}
    )
    assert sent["Location"] == "/test/record/R1/"
    assert client.get("/test/record/R1/").content == b"trace request from Tirana"
    assert client.get("/test/record/R2/").status_code == 403


def test_who_lacks_the_right_is_not_asked_for_a_reason(client_of: ClientOf):
    answer = client_of("reader").get("/test/record/R1/")
    assert answer.status_code == 403
    assert 'name="reason"' not in answer.content.decode()


def test_a_reason_is_a_sentence_and_leads_to_no_other_site(client_of: ClientOf):
    client = client_of("analyst")
    assert client.post("/reason/", {"record": "R1", "reason": " no "}).status_code == 422
    sent = client.post(
        "/reason/", {"record": "R1", "reason": "a good reason", "next": "https://evil.example/"}
    )
    assert sent["Location"] == "/"


def test_messages_are_translated_before_they_are_filled():
    inner = say("Type your current password.")
    assert translate(say("%(what)s (%(n)d)", what=inner, n=2)) == "Type your current password. (2)"


@override_settings(DEBUG=False)
def test_a_broken_page_says_so_without_the_shell_and_gives_its_number(client_of: ClientOf):
    @public()
    def breaks(request: AskedRequest) -> HttpResponse:
        raise RuntimeError("a name that must not be shown")

    assert breaks.door == "public"
    from headstamp.web.views.errors import server_error  # noqa: PLC0415  beside what it is tried with

    request = RequestFactory().get("/")
    request.request_id = "01TEST"
    page = server_error(request).content.decode()
    assert "01TEST" in page
    assert "must not be shown" not in page
