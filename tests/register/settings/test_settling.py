"""The settings of a registry as what they are, and two spellings of one value."""

from pathlib import Path

import pytest
from occasions import Add, occasion
from saying import refusing

from agreetrack.model.addresses import Address
from agreetrack.model.errors import NoSuchRef, UsageError
from agreetrack.register.settings.office import Settings, read, same, settle
from agreetrack.store import Author, Registry

ASKED = occasion()
ANNA = Author(ASKED.who, ASKED.at, "config")


def test_what_is_settled_is_read_as_what_it_is() -> None:
    stated = {"owner": "Anna <anna@example.org>", "countries": "ru, DE-by,RU", "lead_times": " 7 , 30 "}
    found = Settings({**stated, "mail_date_format": "dd.mm.yyyy"})
    assert found.address("owner") == Address("anna@example.org", "Anna")
    assert found.address("department") is None
    assert found.countries == ("RU", "DE-BY")
    assert found.days("lead_times") == (7, 30)
    assert (found.heartbeat, found.mail_lang, found.mail_dates) == ("off", "en", "dd.mm.yyyy")
    assert (Settings().counting, Settings().countries) == ("anniversary", ())


@pytest.mark.parametrize(
    ("name", "one", "other", "is_same"),
    [
        ("countries", "RU, CN", "cn,ru", True),
        ("countries", "RU", None, False),
        ("lead_times", "180, 7", "7,180", True),
        ("lead_times", "180", "18,0", False),
        ("owner", "Anna <anna@example.org>", '"Anna"  <anna@example.org>', True),
        ("owner", "Anna <anna@example.org>", "anna@example.org", False),
        ("counting", "anniversary", "day-before", False),
        ("lead_times", "soon", "soon", True),
        ("lead_times", "soon", "7", False),
        ("owner", ["anna@example.org"], "anna@example.org", False),
    ],
)
def test_two_spellings_say_the_same(name: str, one: object, other: object, is_same: bool) -> None:
    assert same(name, one, other) is is_same
    assert same(name, other, one) is is_same


def test_others_differ_in_what_holds_not_in_what_is_not_the_offices() -> None:
    others = {"counting": "anniversary", "countries": "RU", "within": "P6M", "odd": "1", "heartbeat": 7}
    assert Settings({"countries": "CN"}).differing(others) == ["countries", "heartbeat"]


def test_a_setting_is_kept_for_all_and_given_up_again(registry: Registry, agreement: Add) -> None:
    agreement()
    assert settle(registry, ANNA, "counting", "day-before") == 2
    assert settle(registry, ANNA, "counting", "day-before") is None
    assert read(Registry(registry.path)).counting == "day-before"
    assert settle(registry, ANNA, "counting", None) == 3
    assert read(registry) == Settings()


def test_what_is_no_value_is_refused_before_anything_else(registry: Registry) -> None:
    with refusing(UsageError, match="counting: it must be one of"):
        settle(registry, ANNA, "counting", "backwards")
    with refusing(NoSuchRef, match="begin one with add or import"):
        settle(registry, ANNA, "counting", "day-before")
    assert read(registry) == Settings()
    assert list(Path(registry.path).parent.iterdir()) == []
