"""On which days an obligation binds, and what is said of those on which it does not."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from agreements import agreement, day, days, records
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from questions import among, promises, standing, view
from saying import sentence

from agreetrack.law.articles import concerns
from agreetrack.law.binding import Bond, bond
from agreetrack.law.binding_reasons import binding_answer
from agreetrack.law.timeline import timeline
from agreetrack.model.obligations import Obligation
from agreetrack.model.record import Record

thorough = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
APPLIED = ("provisional", "in-force", "ending", "contested")


def bound(record: Record, knowing: date, **fields: object) -> Bond:
    stated = Obligation(id="1", text="x", kind="continuing", **fields)  # type: ignore[arg-type]
    (promise,) = promises(replace(record, obligations=(stated,)), knowing)
    return promise.current.bond


def said(asked: str, knowing: str = "2030-01-01", promised: dict[str, object] | None = None, **fields: object) -> str:
    stated = {"signed": "2015-02-09", "entry_into_force": "signature", "term": "P5Y", "counting": "anniversary"}
    return sentence(
        binding_answer(bound(agreement(**{**stated, **fields}), day(knowing), **(promised or {})).on(day(asked)))
    )


TERMINATED = {"kind": "termination", "date": "2016-01-01", "last_day": "2016-12-31"}
SUSPENDED = {"kind": "suspension", "date": "2016-01-01"}
ANEW = {"kind": "extension", "date": "2020-06-01", "from": "2020-06-01", "by": "P5Y"}
BY_RULE = {"entry_into_force": {"after": 1}, "signed": None, "parties": [{"name": "A"}, {"name": "B"}, {"name": "C"}]}
RATIFIED = {"kind": "instrument", "type": "ratification"}


@pytest.mark.parametrize(
    ("asked", "fields", "expected"),
    [
        ("2016-01-01", {}, "yes: in force through 2020-02-09"),
        ("2020-02-09", {}, "yes: in force through 2020-02-09"),
        ("2020-02-10", {}, "no: ended on 2020-02-09"),
        ("2016-01-01", {"term": "indefinite"}, "yes: in force"),
        ("2016-01-01", {"term": None}, "yes: in force"),
        ("2050-01-01", {"renewal": {"mode": "tacit"}}, "yes: in force"),
        ("2050-01-01", {"renewal": {"mode": "indefinite"}}, "yes: in force"),
        # Limited renewals end by themselves; the end is foreseen from the first day on.
        ("2016-01-01", {"renewal": {"mode": "tacit", "times": 2}}, "yes: in force through 2030-02-09"),
        ("2030-02-10", {"renewal": {"mode": "tacit", "times": 2}}, "no: ended on 2030-02-09"),
        ("2015-01-01", {}, "no: only from 2015-02-09 on"),
        ("2015-03-01", {"entry_into_force": None}, "no: not in force yet"),
        ("2015-03-01", {"entry_into_force": "2015-06-01"}, "no: only from 2015-06-01 on"),
        # The month alone is stated: in force from its last day, for the status.
        ("2015-02-20", {"signed": "2015-02"}, "no: only from 2015-02-28 on"),
        ("2017-01-01", {"events": [TERMINATED]}, "no: ended on 2016-12-31"),
        ("2016-02-01", {"events": [SUSPENDED]}, "no: suspended since 2016-01-01"),
        (
            "2016-02-01",
            {"events": [{**SUSPENDED, "until": "2016-03-01"}]},
            "no: suspended from 2016-01-01 through 2016-03-01",
        ),
        ("2016-03-02", {"events": [{**SUSPENDED, "until": "2016-03-01"}]}, "yes: in force through 2020-02-09"),
        ("2020-03-01", {"events": [ANEW]}, "no: not in force from 2020-02-10 through 2020-05-31"),
        ("2020-06-01", {"events": [ANEW]}, "yes: in force through 2025-06-01"),
        (
            "2015-05-01",
            {"entry_into_force": None, "events": [{"kind": "provisional", "date": "2015-04-01"}]},
            "yes: applied provisionally",
        ),
        (
            "2015-05-01",
            {"entry_into_force": None, "term": "2016-12-31", "events": [{"kind": "provisional", "date": "2015-04-01"}]},
            "yes: applied provisionally, through 2016-12-31",
        ),
        ("2021-01-01", {"events": [{"kind": "close", "date": "2020-03-01"}]}, "no: the file is closed"),
        # A record that states no start, and of which nonetheless something happened.
        (
            "2015-01-01",
            {"signed": None, "entry_into_force": None, "events": [{**TERMINATED}]},
            "yes: in force through 2016-12-31",
        ),
        # Signed only after what is known.
        ("2031-01-01", {"signed": "2030-06-01"}, "no: not in force yet"),
    ],
)
def test_why_an_obligation_of_all_binds_or_does_not(asked: str, fields: dict[str, object], expected: str) -> None:
    assert said(asked, **fields) == expected


@pytest.mark.parametrize(
    ("asked", "promised", "fields", "expected"),
    [
        ("2021-01-01", {"survives": True}, {}, "yes: survives the end on 2020-02-09"),
        ("2021-01-01", {"survives": True}, {"survival": "indefinite"}, "yes: survives the end on 2020-02-09"),
        (
            "2021-01-01",
            {"survives": True},
            {"survival": "P2Y"},
            "yes: survives the end on 2020-02-09, through 2022-02-09",
        ),
        ("2022-02-10", {"survives": True}, {"survival": "P2Y"}, "no: ended on 2020-02-09"),
        ("2021-01-01", {}, {"survival": "P2Y"}, "no: ended on 2020-02-09"),
        (
            "2020-03-01",
            {"survives": True},
            {"events": [ANEW], "survival": "P2Y"},
            "yes: survives the end on 2020-02-09, through 2022-02-09",
        ),
        (
            "2020-05-01",
            {"survives": True},
            {"events": [ANEW], "survival": "P1M"},
            "no: not in force from 2020-02-10 through 2020-05-31",
        ),
        # What never began does not survive.
        (
            "2021-01-01",
            {"survives": True},
            {"entry_into_force": "2017-06-01", "events": [TERMINATED]},
            "no: ended on 2016-12-31",
        ),
    ],
)
def test_after_the_end_only_what_survives_binds(
    asked: str, promised: dict[str, object], fields: dict[str, object], expected: str
) -> None:
    assert said(asked, promised=promised, **fields) == expected


THREE = [{"name": "A", "code": "AL"}, {"name": "B"}, {"name": "C"}]
LEFT = {"kind": "notice", "date": "2016-01-01", "party": "A", "last_day": "2016-12-31"}


@pytest.mark.parametrize(
    ("asked", "promised", "fields", "expected"),
    [
        ("2017-01-01", {"by": ("A",)}, {"parties": THREE, "events": [LEFT]}, "no: A left on 2016-12-31"),
        ("2017-01-01", {"by": ("AL",)}, {"parties": THREE, "events": [LEFT]}, "no: A left on 2016-12-31"),
        ("2017-01-01", {"by": ("A", "B")}, {"parties": THREE, "events": [LEFT]}, "yes: in force through 2020-02-09"),
        ("2017-01-01", {}, {"parties": THREE, "events": [LEFT]}, "yes: in force through 2020-02-09"),
        (
            "2017-01-01",
            {"by": ("A",), "survives": True},
            {"parties": THREE, "events": [LEFT], "survival": "P1Y"},
            "yes: survives the end on 2016-12-31, through 2017-12-31",
        ),
        # Who is back on the day after its last day was never out.
        (
            "2017-01-01",
            {"by": ("A",)},
            {"parties": THREE, "events": [LEFT, {**RATIFIED, "date": "2016-06-01", "party": "A"}]},
            "yes: in force through 2020-02-09",
        ),
        # Of two parties one leaves: that is the end for all.
        ("2017-01-01", {"by": ("A",)}, {"events": [LEFT]}, "no: ended on 2016-12-31"),
        ("2016-02-01", {"by": ("A",)}, {"events": [{**SUSPENDED, "party": "A"}]}, "no: suspended since 2016-01-01"),
        (
            "2016-02-01",
            {"by": ("A", "B")},
            {"events": [{**SUSPENDED, "party": "A"}]},
            "yes: in force through 2020-02-09",
        ),
        ("2016-02-01", {}, {"events": [{**SUSPENDED, "party": "A"}]}, "yes: in force through 2020-02-09"),
        (
            "2016-02-01",
            {},
            {"events": [{**SUSPENDED, "party": "A"}, {**SUSPENDED, "party": "B"}]},
            "no: suspended since 2016-01-01",
        ),
        (
            "2016-02-01",
            {"article": "8"},
            {"events": [{**SUSPENDED, "articles": "5, 7-9"}]},
            "no: suspended since 2016-01-01",
        ),
        (
            "2016-02-01",
            {"article": "6"},
            {"events": [{**SUSPENDED, "articles": "5, 7-9"}]},
            "yes: in force through 2020-02-09",
        ),
        # A party is bound from its own entry into force.
        (
            "2016-01-01",
            {"by": ("B",)},
            {**BY_RULE, "events": [{**RATIFIED, "date": "2015-03-01", "party": "A"}]},
            "no: not in force yet",
        ),
        (
            "2016-01-01",
            {"by": ("A",)},
            {**BY_RULE, "events": [{**RATIFIED, "date": "2015-03-01", "party": "A"}]},
            "yes: in force through 2020-03-01",
        ),
        (
            "2016-01-01",
            {"by": ("B",)},
            {
                **BY_RULE,
                "events": [
                    {**RATIFIED, "date": "2015-03-01", "party": "A"},
                    {**RATIFIED, "date": "2017-03-01", "party": "B"},
                ],
            },
            "no: only from 2017-03-01 on",
        ),
        # Who succeeds a party takes its obligations over, from its entry into force on.
        (
            "2016-01-01",
            {"by": ("A",)},
            {
                **BY_RULE,
                "events": [
                    {**RATIFIED, "date": "2015-03-01", "party": "A"},
                    {"kind": "succession", "date": "2015-06-01", "from": "A", "to": "D"},
                ],
            },
            "yes: in force through 2020-03-01",
        ),
        (
            "2016-01-01",
            {"by": ("D",)},
            {
                **BY_RULE,
                "events": [
                    {**RATIFIED, "date": "2015-03-01", "party": "A"},
                    {"kind": "succession", "date": "2015-06-01", "from": "A", "to": "D"},
                ],
            },
            "yes: in force through 2020-03-01",
        ),
        (
            "2017-01-01",
            {"by": ("A",)},
            {
                "parties": THREE,
                "events": [
                    {"kind": "succession", "date": "2015-06-01", "from": "A", "to": "D"},
                    {**LEFT, "party": "D"},
                ],
            },
            "no: D left on 2016-12-31",
        ),
    ],
)
def test_some_alone_owe_it(asked: str, promised: dict[str, object], fields: dict[str, object], expected: str) -> None:
    assert said(asked, promised=promised, **fields) == expected


def test_it_ends_with_the_agreement_that_this_one_falls_with() -> None:
    parent = agreement(ref="TREATY", entry_into_force="2015-02-09", term="2018-12-31", end_day="included")
    record = agreement(
        entry_into_force="2015-02-09",
        term="P5Y",
        links=[{"kind": "falls-with", "ref": "TREATY"}],
        obligations=[{"id": "1", "text": "x", "kind": "continuing"}],
    )
    (promise,) = promises(record, day("2016-01-01"), find=among(parent, record))
    assert sentence(binding_answer(promise.binding)) == "yes: in force through 2018-12-31"


@pytest.mark.parametrize(
    ("articles", "article", "named"),
    [
        ("5", "5", True),
        ("5", "5(2)", True),
        ("5", "5.1", True),
        ("5", "50", False),
        ("Articles 5 and 12(1)", "art. 12(1)", True),
        ("12(1)", "12(2)", False),
        ("7-9", "8", True),
        ("7–9", "10", False),
        ("ст. 3, 4", "4", True),
        ("IV; V", "Article IV", True),
        ("5", None, False),
        ("", "5", False),
        ("7-9", "IV", False),
    ],
)
def test_a_list_of_articles_names_an_article(articles: str, article: str | None, named: bool) -> None:
    assert concerns(articles, article) is named


@thorough
@given(records(), days, days)
def test_it_binds_on_the_days_on_which_the_agreement_is_applied(record: Record, asked: date, knowing: date) -> None:
    found = standing(record, asked, knowing)
    whole = {one.party for one in found.suspensions if one.articles is None}
    suspended = found.suspended or whole >= {party.name for party in record.parties}
    binds = bound(record, knowing).on(asked).binds
    assert binds == (found.status in APPLIED and not found.closed and not suspended)


@thorough
@given(records(), days, days)
def test_the_stretches_are_the_days_on_which_it_binds(record: Record, asked: date, knowing: date) -> None:
    one = bound(record, knowing, survives=True)
    stretches = list(one.stretches())
    for before, after in pairwise(stretches):
        assert before.last is not None
        assert before.last < after.first
    inside = any(first <= asked and (last is None or asked <= last) for first, last in stretches)
    assert one.on(asked).binds == inside


@thorough
@given(records(), days, days, st.integers(-2, 4000))
def test_it_rests_on_the_other_days_of_a_window(record: Record, first: date, knowing: date, wide: int) -> None:
    one, last = bound(record, knowing, survives=True), first + timedelta(days=wide)
    rests = list(one.rests(first, last))
    assert all(first <= rest.first <= (rest.last or date.max) <= last for rest in rests)
    inside = {first + timedelta(days=ahead) for ahead in range(0, wide + 1, max(1, wide // 40))}
    resting = {day for day in inside for rest in rests if rest.first <= day <= (rest.last or last)}
    assert resting == {day for day in inside if not one.on(day).binds}


def test_a_timeline_without_anything_gives_no_stretch() -> None:
    line = timeline(agreement(), view(date(2020, 1, 1)))
    assert list(bond(line, Obligation(id="1", text="x", kind="continuing")).stretches()) == []


def test_what_is_not_even_signed_gives_no_stretch() -> None:
    record = agreement(signed="2030-06-01", entry_into_force="2030-07-01", term="P5Y")
    assert list(bound(record, date(2020, 1, 1)).stretches()) == []


def test_the_calendar_s_last_day_ends_the_last_stretch() -> None:
    record = agreement(entry_into_force="2015-02-09", term="9999-12-31", end_day="included")
    (stretch,) = bound(record, date(2020, 1, 1)).stretches()
    assert stretch == (date(2015, 2, 9), None)
    assert stretch.first + timedelta(days=1) > stretch.first
