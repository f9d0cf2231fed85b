"""Logs carry numbers and routes, never what a person typed: names and serials are seeded and looked for."""

import json
import logging
import sys

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from headstamp.config import urls as office
from headstamp.web.door import AskedRequest, public
from headstamp.web.logging import JsonLines
from tests.plugins.staff import ClientOf

NAME, SERIAL = "Xhavit-Prendergast", "ZX-778812-QQ"


@public()
def breaks(request: AskedRequest, name: str) -> HttpResponse:
    raise ValueError(f"cannot read {name} {request.GET.get('q')}")


urlpatterns = [*office.urlpatterns, path("test/breaks/<str:name>/", breaks)]
handler404, handler500 = office.handler404, office.handler500
pytestmark = pytest.mark.urls(__name__)


class Written(logging.Handler):
    """All lines as the server would write them."""

    def __init__(self) -> None:
        super().__init__(level=logging.DEBUG)
        self.setFormatter(JsonLines())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def written():
    handler, root = Written(), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler.lines
    root.removeHandler(handler)
    root.setLevel(level)


def test_neither_names_nor_serials_reach_the_log(written: list[str], client_of: ClientOf):
    client = client_of("officer")
    client.raise_request_exception = False
    client.get("/profile/", {"q": SERIAL})
    client.get(f"/lists/{NAME}/", {"q": SERIAL})
    client.get(f"/nothing/{NAME}/{SERIAL}/")
    client.get(f"/test/breaks/{NAME}/", {"q": SERIAL})
    client.post("/reason/", {"record": SERIAL, "reason": NAME})
    client.post("/accounts/new/", {"username": NAME})
    client.get(f"/welcome/{SERIAL}/")
    Client().post("/account/login/", {"login": NAME, "password": SERIAL})
    logging.getLogger("some.library").error("could not read %s of %s", SERIAL, NAME)
    logging.getLogger("some.library").error(f"could not read {SERIAL} of {NAME}")
    text = "\n".join(written)
    assert len(written) > 8
    assert NAME not in text
    assert SERIAL not in text
    assert NAME.lower() not in text


def test_every_line_is_json_and_lines_of_one_request_share_its_number(
    written: list[str], client_of: ClientOf
):
    client = client_of("officer")
    client.raise_request_exception = False
    answer = client.get(f"/test/breaks/{NAME}/")
    assert answer.status_code == 500
    lines = [json.loads(line) for line in written]
    mine = [line for line in lines if line.get("request") == answer["X-Request-Id"]]
    assert {line["logger"] for line in mine} >= {"headstamp.request", "django.request"}
    error = next(line for line in mine if line["logger"] == "django.request")
    assert error["exception"] == "ValueError"
    assert any("breaks" in place for place in error["places"])
    assert answer["X-Request-Id"] in answer.content.decode()


def test_a_request_s_line_says_route_status_time_and_account(written: list[str], client_of: ClientOf):
    client = client_of("officer")
    client.get("/planned/storage/")
    line = next(json.loads(line) for line in written if '"headstamp.request"' in line)
    assert (line["route"], line["status"], line["method"]) == ("planned/<slug:slug>/", 200, "GET")
    assert line["ms"] >= 0
    assert line["account"].isdigit()


def test_an_exception_in_our_own_code_gives_its_type_and_places_only():
    try:
        raise KeyError(NAME)
    except KeyError:
        record = logging.LogRecord("headstamp.x", logging.ERROR, __file__, 1, "it failed", (), sys.exc_info())
    line = JsonLines().format(record)
    assert NAME not in line
    assert json.loads(line)["exception"] == "KeyError"
