"""What `check` finds, and how grave it is."""

import json
from typing import Any

import pytest
from occasions import Add, occasion
from saying import sentence

from agreetrack.law.traces import TOLD
from agreetrack.model.errors import InvalidData
from agreetrack.register.checks.check import SEVERITIES, check
from agreetrack.store import Registry

DAYS = ("2017-01-01", "2018-01-01")
IN_ORDER = {"term": "P30Y", "renewal": {"mode": "express"}}


def found(registry: Registry, day: str = "2026-11-22") -> list[tuple[str, str, str]]:
    return [(one.ref, one.severity, one.field) for one in check(registry, occasion(day))]


def test_nothing_is_found_where_all_is_well(registry: Registry, agreement: Add) -> None:
    agreement(**IN_ORDER)
    assert found(registry) == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"term": None}, ("warning", "term")),
        ({"parties": [{"name": "Aland"}]}, ("warning", "parties")),
        ({"entry_into_force": None}, ("warning", "entry_into_force")),
        ({"entry_into_force": {"after": "all"}}, ("warning", "entry_into_force")),
        ({"signed": "2015"}, ("warning", "signed")),
        ({"renewal": None}, ("warning", "renewal")),
        ({"renewal": {"mode": "tacit"}}, ("warning", "notice")),
        (
            {"renewal": {"mode": "tacit"}, "term": "2030-01-01", "notice": {"period": "P6M"}},
            ("warning", "renewal.period"),
        ),
        ({"term": "P5Y"}, ("warning", "term")),
        ({"links": [{"kind": "related", "ref": "NO-1"}]}, ("error", "links[0].ref")),
        (
            {"events": [{"kind": "extension", "date": "2016-01-01", "until": "2017-01-01"}]},
            ("error", "events[0]"),
        ),
        ({"events": [{"kind": "resumption", "date": "2016-01-01"}]}, ("error", "events[0]")),
        (
            {"events": [{"kind": "notice", "date": "2016-01-01", "party": "Aland", "last_day": day} for day in DAYS]},
            ("warning", "events[1]"),
        ),
        (
            {"events": [{"kind": "amendment", "date": "2018-01-01", "set": {"term": "P1Y"}}]},
            ("error", "events[0]"),
        ),
        ({"events": [{"kind": "notice-withdrawn", "date": "2016-01-01"}]}, ("error", "events[0]")),
        (
            {"entry_into_force": None, "events": [{"kind": "provisional", "date": "2015-03-01"}]},
            ("warning", "events"),
        ),
        (
            {
                "events": [
                    {"kind": "termination", "date": "2016-01-01", "last_day": "2016-12-31"},
                    {"kind": "extension", "date": "2018-01-01", "by": "P1Y"},
                ]
            },
            ("error", "events[1]"),
        ),
    ],
)
def test_each_thing_is_found(
    registry: Registry, agreement: Add, fields: dict[str, Any], expected: tuple[str, str]
) -> None:
    agreement(**{**IN_ORDER, **fields})
    assert ("AB-1", *expected) in found(registry)


def test_an_end_is_not_asked_about_once_it_is_closed(registry: Registry, agreement: Add) -> None:
    agreement(events=[{"kind": "close", "date": "2020-03-01"}], renewal={"mode": "none"})
    assert found(registry) == []


def test_a_term_that_ends_before_the_signature_is_named(registry: Registry, agreement: Add) -> None:
    agreement(signed="2019-01-01", entry_into_force=None, term="2018-12-31")
    assert "it ends on a day before it was signed; correct one of the two" in {
        sentence(finding.problem) for finding in check(registry, occasion())
    }


def test_a_gap_is_named(registry: Registry, agreement: Add) -> None:
    gap = {"kind": "extension", "date": "2020-02-01", "from": "2020-06-01", "by": "P30Y"}
    agreement(events=[gap], renewal={"mode": "express"})
    (finding,) = check(registry, occasion())
    assert "not in force from 2020-02-10 through 2020-05-31" in sentence(finding.problem)


@pytest.mark.parametrize(
    ("signed", "says"),
    [("2020-02-10", None), ("2020-03-01", "20 days between"), ("2020-01-01", "an overlap")],
)
def test_a_successor_follows_without_gap_or_overlap(
    registry: Registry, agreement: Add, signed: str, says: str | None
) -> None:
    agreement()
    agreement(ref="AB-2", signed=signed, links=[{"kind": "succeeds", "ref": "AB-1"}], **IN_ORDER)
    problems = [sentence(finding.problem) for finding in check(registry, occasion())]
    assert problems == [] if says is None else says in problems[0]


@pytest.mark.parametrize(
    ("start", "says"),
    [("2020-06-01", "ended on 2020-02-09, before"), (None, "nothing is left to amend"), ("2019-06-01", None)],
)
def test_an_amendment_enters_into_force_before_the_end(
    registry: Registry, agreement: Add, start: str | None, says: str | None
) -> None:
    agreement(events=[{"kind": "close", "date": "2020-03-05"}])
    link = [{"kind": "amends", "ref": "AB-1"}]
    agreement(ref="AB-2", signed="2019-01-01", links=link, **{**IN_ORDER, "entry_into_force": start})
    problems = [
        sentence(finding.problem) for finding in check(registry, occasion()) if finding.field.startswith("links")
    ]
    assert problems == [] if says is None else says in problems[0]


def test_what_amends_an_agreement_that_is_about_to_end_has_to_come_soon(registry: Registry, agreement: Add) -> None:
    agreement(renewal={"mode": "express"})
    link = [{"kind": "amends", "ref": "AB-1"}]
    agreement(ref="AB-2", signed="2019-11-01", links=link, **{**IN_ORDER, "entry_into_force": {"after": "all"}})
    problems = [sentence(finding.problem) for finding in check(registry, occasion("2019-12-01"))]
    assert problems == ["AB-1 ends on 2020-02-09; it can be amended only until then"]


def test_a_successor_of_what_goes_on_is_asked_about(registry: Registry, agreement: Add) -> None:
    agreement(**IN_ORDER)
    agreement(ref="AB-2", signed="2020-01-01", links=[{"kind": "succeeds", "ref": "AB-1"}], **IN_ORDER)
    (finding,) = check(registry, occasion())
    assert "record its end: agreetrack terminate AB-1" in sentence(finding.problem)


def test_a_broken_record_is_named_and_the_others_are_looked_at(registry: Registry, agreement: Add) -> None:
    agreement()
    agreement(ref="AB-2", term=None)
    tables = json.loads(registry.path.read_text())
    tables["agreements"]["1"]["term"] = "P0Y"
    tables["agreements"]["3"] = {"ref": "ab-2", "title": "Twice"}
    registry.path.write_text(json.dumps(tables))
    wanted = {("AB-1", "error", "term"), ("ab-2", "error", "ref"), ("AB-2", "warning", "term")}
    assert wanted <= set(found(registry))


def test_a_file_that_is_no_registry_is_an_error(registry: Registry) -> None:
    registry.path.write_text("{")
    with pytest.raises(InvalidData):
        check(registry, occasion())


def test_there_are_words_for_every_remark_of_the_law() -> None:
    assert SEVERITIES.keys() == TOLD
