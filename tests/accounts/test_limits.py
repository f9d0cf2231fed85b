import pytest

from headstamp.accounts import limits
from headstamp.accounts.limits import Limit, spend
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(limits.LIMITS, "find", Limit(3, 3600))
    monkeypatch.setattr(limits, "time", lambda: 7200.0)


def test_it_counts_for_each_account_and_each_thing_apart():
    for _time in range(3):
        spend(Asker(id="1"), "find")
    spend(Asker(id="2"), "find")
    spend(Asker(id="1"), "search")
    with pytest.raises(NotAllowed) as refused:
        spend(Asker(id="1"), "find")
    assert refused.value.permission == "limit"
    assert "Wait 60 minutes" in str(refused.value)


def test_it_counts_amounts_and_a_refused_one_costs_nothing():
    spend(Asker(id="1"), "find", 2)
    with pytest.raises(NotAllowed):
        spend(Asker(id="1"), "find", 2)
    spend(Asker(id="1"), "find", 1)


def test_the_next_window_starts_anew(monkeypatch: pytest.MonkeyPatch):
    spend(Asker(id="1"), "find", 3)
    monkeypatch.setattr(limits, "time", lambda: 10_800.0)
    spend(Asker(id="1"), "find", 3)


def test_every_limit_that_pages_use_is_there():
    assert {"sign_in", "search", "filter", "complete", "complete_day", "find", "export"} <= set(limits.LIMITS)
