"""What the office's answers mean on a day: the latest one counts, and a deadline that moved has none."""

from typing import Any

import pytest
from occasions import on

from agreetrack.law.reminders import Matter
from agreetrack.model.acknowledgements import Acknowledgement
from agreetrack.model.coding import convert
from agreetrack.model.record import Watched
from agreetrack.register.reminders.answers import Answer, answer_to

DUE = "2024-02-29"
NOTICE = Matter(what="notice", due=on(DUE), by=on(DUE), days=30)
NONE = Answer()


def answered(day: str, *given: dict[str, Any], matter: Matter = NOTICE) -> Answer:
    stated = [convert({"what": "notice", "due": DUE, **one}, Acknowledgement) for one in given]
    return answer_to(Watched(ref="X-1", title="x", acknowledged=tuple(stated)), matter, on(day))


SEEN = {"date": "2024-01-30", "lead": 30}
RESTS = {"date": "2024-01-31", "until": "2024-02-10"}
DECIDED = {"date": "2024-02-01", "decided": "It renews"}


@pytest.mark.parametrize(
    ("given", "day", "expected"),
    [
        ([], "2024-02-01", NONE),
        ([SEEN], "2024-01-29", NONE),  # not yet given
        ([SEEN], "2024-01-30", Answer(silenced=30)),
        ([SEEN, {"date": "2024-02-22", "lead": 7}], "2024-02-22", Answer(silenced=7)),
        ([DECIDED], "2024-01-31", NONE),
        ([DECIDED], "2024-02-01", Answer(decided=True)),
        ([SEEN, DECIDED], "2024-02-29", Answer(decided=True, silenced=30)),
        # a rest ends the acknowledgements before it, and the matter wakes on its day
        ([RESTS], "2024-02-09", Answer(asleep=True)),
        ([RESTS], "2024-02-10", Answer(woke=on("2024-02-10"))),
        ([SEEN, RESTS], "2024-02-01", Answer(asleep=True)),
        ([SEEN, RESTS], "2024-02-10", Answer(woke=on("2024-02-10"))),
        ([SEEN, {**RESTS, "date": "2024-01-30"}], "2024-02-10", Answer(woke=on("2024-02-10"))),
        # an acknowledgement ends the rest before it
        ([RESTS, {"date": "2024-02-05", "lead": 30}], "2024-02-05", Answer(silenced=30)),
        ([RESTS, {"date": "2024-02-05", "lead": 30}], "2024-02-10", Answer(silenced=30)),
        ([RESTS, {"date": "2024-02-12", "lead": 30}], "2024-02-11", Answer(woke=on("2024-02-10"))),
        ([RESTS, {"date": "2024-02-12", "lead": 30}], "2024-02-12", Answer(silenced=30)),
        # of two rests the later answer counts, also where its day is the earlier one
        ([RESTS, {"date": "2024-02-01", "until": "2024-02-05"}], "2024-02-05", Answer(woke=on("2024-02-05"))),
        ([RESTS, {"date": "2024-02-01", "until": "2024-02-20"}], "2024-02-10", Answer(asleep=True)),
        ([{"date": "2024-02-01", "until": "2024-02-05"}, RESTS], "2024-02-05", Answer(woke=on("2024-02-05"))),
        # another day, kind or obligation
        ([{**SEEN, "due": "2024-02-28"}], "2024-02-01", NONE),
        ([{**SEEN, "what": "expiry"}], "2024-02-01", NONE),
        ([{**SEEN, "id": "report"}], "2024-02-01", NONE),
    ],
)
def test_the_latest_answer_counts(given: list[dict[str, Any]], day: str, expected: Answer) -> None:
    assert answered(day, *given) == expected


@pytest.mark.parametrize(
    ("silenced", "lead", "silences"),
    [
        (30, 30, True),
        (30, 90, True),
        (30, 7, False),
        (0, -7, False),
        (-7, -7, True),
        (None, 30, False),
        (30, None, False),
    ],
)
def test_an_acknowledgement_silences_its_lead_time_and_those_before_it(
    silenced: int | None, lead: int | None, silences: bool
) -> None:
    assert Answer(silenced=silenced).silences(lead) is silences
