"""JSON of reminders is a contract: the exact bytes are the test."""

import json
from datetime import date
from typing import get_args

import pytest

from agreetrack.formats.reminders import ReminderRow, reminders_json
from agreetrack.law.findings import Standing
from agreetrack.law.reminders import Matter, Reminder
from agreetrack.model.acknowledgements import What
from agreetrack.model.record import Watched

NIGHT = date(2026, 11, 22)
FRIENDSHIP = Watched(ref="RU-CN-2001", title="Treaty of Friendship")
SECRET = Watched(ref="R-7", title="Secret Protocol", restricted=True)
STANDING = Standing(day=NIGHT, knowing=NIGHT, status="in-force", suspended=False)


def row(record: Watched, what: What, by: date, text: str, owner: str | None = None, lead: int = 30) -> ReminderRow:
    matter = Matter(what=what, due=by, by=by, days=(by - NIGHT).days)
    return Reminder(record=record, standing=STANDING, matter=matter, lead=lead), text, owner


NEW = (
    row(FRIENDSHIP, "obligation", date(2026, 11, 20), "Late: отчёт\n\x9b\u202e", "Anna <anna@example.org>", -2),
    row(SECRET, "notice", date(2026, 12, 11), "Notice has to be received by Fri 2026-12-11."),
)
OPEN = (row(FRIENDSHIP, "expiry", date(2027, 2, 28), "Expires on Sun 2027-02-28."),)

JSON = r"""[
{"ref":"RU-CN-2001","title":"Treaty of Friendship","what":"obligation-overdue","due":"2026-11-20","days":-2,"lead":-2,%
"owner":"Anna <anna@example.org>","text":"Late: отчёт\n\u009b\u202e"},
{"ref":"R-7","title":null,"what":"notice","due":"2026-12-11","days":19,"lead":30,%
"owner":null,"text":"Notice has to be received by Fri 2026-12-11."}
]
""".replace("%\n", "")
WITH_STATE = r"""[
{"ref":"RU-CN-2001","title":"Treaty of Friendship","what":"obligation-overdue","due":"2026-11-20","days":-2,"lead":-2,%
"owner":"Anna <anna@example.org>","text":"Late: отчёт\n\u009b\u202e","state":"new"},
{"ref":"R-7","title":null,"what":"notice","due":"2026-12-11","days":19,"lead":30,%
"owner":null,"text":"Notice has to be received by Fri 2026-12-11.","state":"new"},
{"ref":"RU-CN-2001","title":"Treaty of Friendship","what":"expiry","due":"2027-02-28","days":98,"lead":30,%
"owner":null,"text":"Expires on Sun 2027-02-28.","state":"open"}
]
""".replace("%\n", "")


def test_json_has_every_name_and_one_reminder_a_line() -> None:
    assert reminders_json(NEW).decode() == JSON
    assert json.loads(JSON)[0]["text"] == "Late: отчёт\n\x9b\u202e"
    assert reminders_json([]) == b"[]\n"


def test_json_says_which_are_new_and_which_are_open_still_where_those_were_asked_for() -> None:
    assert reminders_json(iter(NEW), iter(OPEN)).decode() == WITH_STATE
    assert [row["state"] for row in json.loads(reminders_json(NEW, ()))] == ["new", "new"]
    assert reminders_json((), ()) == b"[]\n"


@pytest.mark.parametrize("what", get_args(What))
def test_every_kind_of_matter_has_its_name(what: What) -> None:
    ahead, late = json.loads(reminders_json([row(FRIENDSHIP, what, day, "") for day in (NIGHT, date(2026, 11, 21))]))
    assert ahead["what"] == what
    assert late["what"] == ("obligation-overdue" if what == "obligation" else what)
