"""`explain --json`: its names are a contract, whatever is explained."""

import json
from datetime import date
from typing import Any

from law.agreements import agreement
from questions import view

from agreetrack.formats.json_ import explanation_json
from agreetrack.law.explain import explain

NAMES = ["ref", "day", "knowing", "explains", "lines"]
OF_A_LINE = ["what", "code", "dates", "rival", "rule", "authority", "article", "basis", "words", "values"]
FRIENDSHIP: dict[str, Any] = {
    "ref": "RU-CN-2001",
    "signed": "2001-07-16",
    "entry_into_force": "2002-02-28",
    "term": "P20Y",
    "renewal": {"mode": "tacit", "period": "P5Y"},
    "notice": {"period": "P1Y"},
    "clauses": [{"article": "art. 25", "about": "term", "words": "in force for twenty years"}],
}


def explained(day: str, **more: Any) -> dict[str, Any]:
    found = explain(agreement(**{**FRIENDSHIP, **more}), view(date.fromisoformat(day)))
    return dict(json.loads(explanation_json(found)))


def line(**stated: Any) -> dict[str, Any]:
    return {**dict.fromkeys(OF_A_LINE), "dates": {}, "values": {}, **stated}


def test_an_explanation_as_json() -> None:
    found = explained("2026-11-22")
    assert list(found) == NAMES
    assert all(list(one) == OF_A_LINE for one in found["lines"])
    assert found == {
        "ref": "RU-CN-2001",
        "day": "2026-11-22",
        "knowing": "2026-11-22",
        "explains": "in-force",
        "lines": [
            line(what="start", code="entry", dates={"day": "2002-02-28"}, authority="recorded"),
            line(
                what="term",
                code="sum",
                dates={"anchor": "2002-02-28", "day": "2027-02-28"},
                article="art. 25",
                values={"sum": {"code": "lengths.plus", "term": "P20Y", "step": "P5Y"}},
            ),
            line(what="rule", code="rule-same-numbered", rule="anniversary", authority="assumed"),
            line(what="renewal", code="tacit-no-notice", dates={"day": "2021-02-28"}, authority="none-recorded"),
            line(
                what="notice",
                code="notice-sum",
                dates={"by": "2026-02-28", "end": "2027-02-28"},
                authority="recorded",
                values={"length": "P1Y"},
            ),
            line(
                what="rival",
                code="rival-notice",
                dates={"day": "2027-02-27", "by": "2026-02-27"},
                rival="2027-02-27",
                values={"other": {"code": "readings.first-day-counts"}},
            ),
            line(what="sunday", code="not-moved", dates={"day": "2027-03-01"}, authority="not-moved"),
            line(
                what="words",
                code="quoted",
                article="art. 25",
                words="in force for twenty years",
                values={"about": "term"},
            ),
            line(
                what="check",
                code="unquoted",
                values={"subjects": [{"code": "subjects.renewal"}, {"code": "subjects.notice"}]},
            ),
        ],
    }


def test_what_an_event_rests_on_and_both_readings_are_told() -> None:
    extended = {"kind": "extension", "date": "2020-01-01", "by": "P1Y", "basis": "Protocol of 2020"}
    found = explained("2021-01-01", events=[extended])
    (event,) = [one for one in found["lines"] if one["what"] == "event"]
    assert event == line(
        what="event",
        code="moved",
        dates={"end": "2023-02-28"},
        rival="2023-02-27",
        basis="Protocol of 2020",
        values={"event": {"code": "explanation.event", "kind": {"code": "naming.extension"}, "day": "2020-01-01"}},
    )


def test_the_rule_of_a_stated_date_is_its_reading() -> None:
    found = explained("2021-01-01", term="2027-02-27", renewal={"mode": "none"})
    (rule,) = [one for one in found["lines"] if one["what"] == "rule"]
    assert rule == line(what="rule", code="date-assumed", rule="date-assumed")
