from datetime import date, datetime
from typing import Any

import pytest
from saying import refusing, sentence

from agreetrack.model import keeping
from agreetrack.model.clauses import EndingEvent, Party
from agreetrack.model.coding import encode
from agreetrack.model.errors import InvalidData
from agreetrack.model.record import Listed, Record
from agreetrack.model.validation import problems, read_record, write_record

RECORD = {"ref": "A-1", "title": "Cooperation"}
DAY = "2015-02-09"


def told(**fields: Any) -> list[tuple[str, str]]:
    with pytest.raises(InvalidData) as caught:
        read_record({**RECORD, **fields})
    assert {problem.ref for problem in caught.value.problems} <= {"A-1", fields.get("ref")}
    return [(problem.field, sentence(problem.fact)) for problem in caught.value.problems]


FORM = [
    ({"titel": "x"}, "titel", "no such field; did you mean “title”?"),
    ({"entry-into-force": "x"}, "entry-into-force", "did you mean “entry_into_force”?"),
    ({"qqqq": "x"}, "qqqq", "no such field"),
    ({"kind": "traety"}, "kind", "“traety” is not one of: treaty, agreement, memorandum"),
    ({"kind": 5}, "kind", "must be one of: treaty"),
    ({"signed": 2015}, "signed", "must be a date such as 2015-02-09, not 2015"),
    ({"title": None}, "title", "must be text, not null (leave the field out"),
    ({"tags": "abc"}, "tags", 'must be a list, not "abc"'),
    ({"tags": ["a", 5]}, "tags[1]", "must be text, not 5"),
    ({"restricted": "yes"}, "restricted", 'must be true or false, not "yes"'),
    ({"lead_times": ["a"]}, "lead_times[0]", "must be a whole number"),
    ({"approval": [1]}, "approval", "must be an object with needed, given, not [1]"),
    ({"notes": {"a": "x" * 90}}, "notes", "…"),
    ({"source": 1j}, "source", "must be text, not complex"),
    ({"parties": [{"name": "A"}, {"name": "B", "nam": "B"}]}, "parties[1].nam", "did you mean “name”?"),
    ({"parties": [{}]}, "parties[0].name", "is missing"),
    ({"parties": ["x"]}, "parties[0]", "must be an object with name, code, aliases, us"),
    ({"parties": [{"name": "A", "us": 1}]}, "parties[0].us", "must be true or false, not 1"),
    ({"renewal": {"mode": "tacit", "period": 5}}, "renewal.period", "must be text, not 5"),
    ({"renewal": {"mode": "tactic"}}, "renewal.mode", "did you mean “tacit”?"),
    (
        {"entry_into_force": {"after": "al"}},
        "entry_into_force.after",
        "must be one of: all or a whole number",
    ),
    ({"entry_into_force": 5}, "entry_into_force", "must be text or an object with after, wait, month"),
    (
        {"events": [{"kind": "close", "date": "2015-02-30"}]},
        "events[0].date",
        "is not a date of the calendar",
    ),
    ({"events": [{"kind": "close", "date": "2015-02-02T10:00"}]}, "events[0].date", "“2015-02-02T10:00”"),
    (
        {"events": [{"kind": "close", "date": 5}]},
        "events[0].date",
        "must be a date such as 2015-02-09, not 5",
    ),
    ({"events": [{"kind": "closed", "date": DAY}]}, "events[0].kind", "did you mean “close”?"),
    ({"events": [{"date": DAY}]}, "events[0].kind", "is missing; an event states its kind"),
    ({"events": [{"kind": "notice", "date": DAY}]}, "events[0].party", "is missing"),
    ({"events": [{"kind": "termination", "date": DAY}]}, "events[0].last_day", "is missing"),
]


@pytest.mark.parametrize(("fields", "path", "text"), FORM)
def test_a_wrong_form_is_told_with_its_place_and_its_mend(fields, path, text):
    ((field, sentence),) = told(**fields)
    assert field == path
    assert text in sentence


A = {"name": "A", "code": "AA", "aliases": ["Aland"]}
B = {"name": "B"}
EXTENSION = {"kind": "extension", "date": DAY}
AMENDMENT = {"kind": "amendment", "date": DAY}
ONCE = {"id": "1", "text": "t", "kind": "once"}
RECURRING = {"id": "1", "text": "t", "kind": "recurring"}
CONTINUING = {"id": "1", "text": "t", "kind": "continuing"}

SENSE = [
    ({"ref": ""}, "ref", "is empty"),
    ({"ref": "a b"}, "ref", "holds a space"),
    ({"ref": "a\u00a0b"}, "ref", "holds a space"),
    ({"ref": "-a"}, "ref", "begins with a hyphen"),
    ({"ref": "a\u200b"}, "ref", "holds an invisible sign"),
    ({"ref": "x" * 65}, "ref", "has 65 signs"),
    ({"title": " "}, "title", "is empty"),
    ({"title": "\ud800"}, "title", "half of a character"),
    ({"tags": ["a", "\udfff"]}, "tags[1]", "half of a character"),
    ({"approval": {"needed": "\udfff"}}, "approval.needed", "half of a character"),
    ({"signed": "2015-13"}, "signed", "is not a year or a month"),
    ({"signed": "09.02.2015"}, "signed", "is not a date of the calendar"),
    (
        {"entry_into_force": "soon"},
        "entry_into_force",
        "neither a date such as 2015-02-09 nor one of: signature",
    ),
    ({"entry_into_force": "2015-02-30"}, "entry_into_force", "is not a date of the calendar"),
    ({"entry_into_force": {"after": 0}}, "entry_into_force.after", "from 1 to 999,999"),
    ({"entry_into_force": {"after": "all", "month": 0}}, "entry_into_force.month", "from 1 to 999,999"),
    ({"entry_into_force": {"after": "all", "wait": "30"}}, "entry_into_force.wait", "is not a period"),
    ({"term_from": "start"}, "term_from", "nor one of: signature, provisional"),
    ({"term": "five years"}, "term", "is no term; write a period (P5Y)"),
    ({"term": "P0D"}, "term", "is zero"),
    ({"term": "-P1Y"}, "term", "is no term"),
    ({"signed": "2015-W01-1"}, "signed", "is not a date"),
    ({"approval": {"given": "2015-02-30"}}, "approval.given", "is not a date"),
    ({"notice": {"before": "day", "day": "W01-1"}}, "notice.day", "is no day of the year"),
    ({"events": [{"kind": "close", "date": "2015-W01-1"}]}, "events[0].date", "is not a date"),
    ({"term": 5}, "term", "must be text or an object with event, not 5"),
    ({"term": {"event": 5}}, "term.event", "must be text, not 5"),
    ({"entry_into_force": {"after": "all", "wait": 5}}, "entry_into_force.wait", "must be text, not 5"),
    ({"entry_into_force": 5}, "entry_into_force", "must be text or an object with after"),
    ({"term_from": 5}, "term_from", "must be text, not 5"),
    ({"survival": 5}, "survival", "must be text, not 5"),
    ({"prepare": 5}, "prepare", "must be text, not 5"),
    ({"notice": {"before": "day", "day": 5}}, "notice.day", "must be text, not 5"),
    ({"term": "P5"}, "term", "is not a period"),
    ({"term": "2027-02-29"}, "term", "is not a date of the calendar"),
    ({"prepare": "P0W"}, "prepare", "is zero"),
    ({"survival": "ever"}, "survival", "is not a period"),
    ({"renewal": {"mode": "tacit", "times": 0}}, "renewal.times", "from 1 to 999,999"),
    ({"renewal": {"mode": "tacit", "times": 10**30}}, "renewal.times", "from 1 to 999,999"),
    ({"entry_into_force": {"after": 10**30}}, "entry_into_force.after", "from 1 to 999,999"),
    ({"entry_into_force": {"after": "all", "month": 1_000_000}}, "entry_into_force.month", "from 1 to 999,999"),
    ({"notice": {"period": "P3M", "before": "any-time", "month": 10**30}}, "notice.month", "from 1 to 999,999"),
    ({"term": "P1000000Y"}, "term", "too long for a period; its numbers go up to 999,999"),
    ({"notice": {"period": f"P{'9' * 5000}D"}}, "notice.period", "too long for a period"),
    ({"renewal": {"mode": "tacit", "period": "P0Y"}}, "renewal.period", "is zero"),
    ({"notice": {"period": "6m"}}, "notice.period", "is not a period"),
    ({"notice": {"period": "P6M", "not_before": "x"}}, "notice.not_before", "is not a period"),
    ({"notice": {"period": "P6M", "transit": "x"}}, "notice.transit", "is not a period"),
    ({"parties": [{"name": " "}]}, "parties[0].name", "is empty"),
    ({"parties": [A, {"name": "a"}]}, "parties[1].name", "stands here twice"),
    ({"parties": [{**A, "us": True}, {**B, "us": True}]}, "parties[1].us", "“A” is already marked us"),
    ({"events": [EXTENSION]}, "events[0]", "states by (a period), until"),
    ({"events": [{**EXTENSION, "by": "P1Y", "until": DAY}]}, "events[0]", "states by (a period), until"),
    ({"events": [{**EXTENSION, "by": "1"}]}, "events[0].by", "is not a period"),
    ({"events": [{**AMENDMENT, "set": {"term": "x"}}]}, "events[0].set.term", "is no term"),
    ({"events": [{**AMENDMENT, "set": {"survival": "x"}}]}, "events[0].set.survival", "is not a period"),
    (
        {"events": [{**AMENDMENT, "set": {"notice": {"period": "x"}}}]},
        "events[0].set.notice.period",
        "is not a period",
    ),
    ({"documents": [{"name": "n"}]}, "documents[0]", "either sha256 or url"),
    ({"documents": [{"name": "n", "sha256": "abc"}]}, "documents[0].sha256", "64 hexadecimal digits"),
    ({"links": [{"kind": "related", "ref": "a b"}]}, "links[0].ref", "holds a space"),
    ({"links": [{"kind": "related", "ref": "a-1"}]}, "links[0].ref", "to itself"),
    ({"lead_times": [30, -1]}, "lead_times[1]", "from 0 to 9999"),
    ({"lead_times": [10_000]}, "lead_times[0]", "from 0 to 9999"),
    ({"lead_times": list(range(21))}, "lead_times", "are 21; an agreement has at most 20 lead times"),
    ({"ref": "x " * 33}, "ref", "has 66 signs; a ref has at most 64"),
    ({"notes": "x" * 1_000_001}, "notes", "has 1,000,001 signs; a text has at most 1,000,000"),
    ({"parties": [{"name": "x" * 1_000_001}]}, "parties[0].name", "has 1,000,001 signs"),
    ({"approval": {"given": "yes"}}, "approval.given", "is not a date"),
    ({"obligations": [{**ONCE, "id": ""}]}, "obligations[0].id", "is empty"),
    ({"obligations": [ONCE, ONCE]}, "obligations[1].id", "stands here twice"),
    ({"obligations": [{**ONCE, "every": "P1Y"}]}, "obligations[0].every", "kind once"),
    ({"obligations": [{**ONCE, "within": "P1Y"}]}, "obligations[0]", "go together"),
    ({"obligations": [{**ONCE, "within": "x", "of": "end"}]}, "obligations[0].within", "is not a period"),
    (
        {"obligations": [{**ONCE, "due": DAY, "within": "P1Y", "of": "end"}]},
        "obligations[0]",
        "both due and within",
    ),
    ({"obligations": [{**CONTINUING, "due": DAY}]}, "obligations[0].due", "kind continuing"),
    ({"obligations": [RECURRING]}, "obligations[0]", "either every (a period) or rrule"),
    ({"obligations": [{**RECURRING, "every": "P1Y"}]}, "obligations[0].from", "is missing"),
    (
        {"obligations": [{**RECURRING, "every": "P1Y", "from": DAY, "until": "2015-02-08"}]},
        "obligations[0].until",
        "lies before",
    ),
    ({"obligations": [{**RECURRING, "rrule": "FREQ=HOURLY"}]}, "obligations[0].rrule", "no recurrence rule"),
    ({"obligations": [{**RECURRING, "rrule": "yearly"}]}, "obligations[0].rrule", "no recurrence rule"),
    (
        {"parties": [A, B], "events": [{"kind": "notice", "date": DAY, "party": "C"}]},
        "events[0].party",
        "A, B",
    ),
    (
        {"parties": [A], "events": [{"kind": "succession", "date": DAY, "from": "C", "to": "D"}]},
        "events[0].from",
        "“C” is not a party",
    ),
    (
        {"parties": [A], "obligations": [{**ONCE, "by": ["A", "C"]}]},
        "obligations[0].by[1]",
        "“C” is not a party",
    ),
    (
        {"parties": [A], "signatories": [{"name": "n", "party": "C"}]},
        "signatories[0].party",
        "“C” is not a party",
    ),
    (
        {"parties": [A], "events": [{**AMENDMENT, "set": {"obligations": [{**ONCE, "to": ["C"]}]}}]},
        "events[0].set.obligations[0].to[0]",
        "“C” is not a party",
    ),
]


@pytest.mark.parametrize(("fields", "path", "text"), SENSE)
def test_what_cannot_be_meant_is_told_with_its_place_and_its_mend(fields, path, text):
    ((field, sentence),) = told(**fields)
    assert field == path
    assert text in sentence


GOOD = [
    {},
    {"parties": [A]},
    {"signed": "2014", "entry_into_force": "signature", "term": "P5Y", "term_from": "provisional"},
    {"signed": "2014-06", "entry_into_force": DAY, "term": "2027-03-31", "term_from": DAY},
    {
        "term": "indefinite",
        "survival": "indefinite",
        "entry_into_force": {"after": 60, "wait": "P60D", "month": 1},
    },
    {"links": [{"kind": "succeeds", "ref": "A-2"}]},
    {"lead_times": [0], "documents": [{"name": "n", "sha256": "aB" * 32}, {"name": "m", "url": "https://x"}]},
    {"parties": [A, B], "events": [{"kind": "notice", "date": DAY, "party": "aland"}]},
    {
        "parties": [A, B],
        "events": [
            {"kind": "notice", "date": DAY, "party": "C"},
            {"kind": "instrument", "date": DAY, "party": "C", "type": "accession"},
        ],
    },
    {
        "parties": [A],
        "events": [
            {"kind": "succession", "date": DAY, "from": "AA", "to": "D"},
            {"kind": "suspension", "date": DAY, "party": "D"},
            {**AMENDMENT, "set": {"parties": [A, {"name": "E"}]}},
            {"kind": "resumption", "date": DAY, "party": "e"},
        ],
    },
    {"events": [{"kind": "notice", "date": DAY, "party": "nobody is named yet"}]},
    {"obligations": [ONCE, {**RECURRING, "id": "2", "rrule": "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1"}]},
    {"obligations": [{**RECURRING, "every": "P1Y", "from": DAY, "until": DAY}, {**CONTINUING, "id": "2"}]},
    {"obligations": [{**ONCE, "within": "P1M", "of": "entry-into-force"}, {**ONCE, "id": "2", "due": DAY}]},
]


@pytest.mark.parametrize("fields", GOOD)
def test_a_good_record_is_read_and_written_unchanged(fields):
    document = {**RECORD, **fields}
    record = read_record(document)
    assert read_record(encode(document)) == record
    assert write_record(record) == document
    assert list(write_record(record)) == [name for name in Record.__struct_fields__ if name in document]


def test_all_problems_are_told_at_once():
    document = {"title": 5, "kind": "x", "events": [{"kind": "close"}, {"kind": "close", "date": "x"}]}
    with refusing(InvalidData, match="record 3 has 5 problems") as caught:
        read_record(document, "record 3")
    assert [[problem.ref, problem.field] for problem in caught.value.problems] == [
        ["record 3", "ref"],
        ["record 3", "title"],
        ["record 3", "kind"],
        ["record 3", "events[0].date"],
        ["record 3", "events[1].date"],
    ]


def test_days_may_be_dates_as_toml_has_them():
    record = read_record({**RECORD, "signed": date(2015, 2, 9), "lead_times": (30,)})
    assert (record.signed, record.lead_times) == (date(2015, 2, 9), (30,))
    ((field, sentence),) = told(signed=datetime(2015, 2, 9, 10))
    assert (field, sentence) == ("signed", 'must be a date such as 2015-02-09, not "2015-02-09T10:00:00"')


@pytest.mark.parametrize("document", [b"{", b'{"ref": "\xff"}'])
def test_what_is_no_json_is_told(document: bytes):
    with refusing(InvalidData, match="R-1: this is not valid JSON"):
        read_record(document, "R-1")


@pytest.mark.parametrize("depth", [101, 100_000])
def test_what_is_too_deep_is_told(depth: int):
    with refusing(InvalidData, match="R-1: lists and objects lie one within the other more than 100 deep"):
        read_record(b"[" * depth + b"]" * depth, "R-1")


def test_what_is_no_object_is_told():
    with refusing(InvalidData, match="must be an object with “ref” and “title”"):
        read_record(b"[]")


def test_a_listed_record_is_checked_as_far_as_it_goes():
    listed = Listed(ref="a", title="t", term=EndingEvent(event=" "), parties=(Party(name="A"),))
    assert [problem.field for problem in problems(listed)] == ["term.event"]


def test_a_term_that_is_over_before_it_begins_is_refused() -> None:
    record = Record(ref="A", title="a", entry_into_force=date(2015, 3, 1), term=date(2014, 1, 1))
    assert [problem.field for problem in problems(record)] == ["term"]
    retroactive = Record(ref="A", title="a", entry_into_force=date(2013, 3, 1), term=date(2014, 1, 1))
    assert problems(retroactive) == []
    pending = Record(ref="A", title="a", entry_into_force="signature", term=date(2014, 1, 1))
    assert problems(pending) == []


@pytest.mark.parametrize("fields", [
    {"parties": [{"name": name} for name in "ABC"]},
    {"events": [EXTENSION] * 3},
    {"events": [{**AMENDMENT, "set": {"parties": [{"name": name} for name in "ABC"]}}]},
    {"obligations": [{**ONCE, "id": name} for name in "ABC"]},
    {"tags": ["A", "B", "C"]},
])  # fmt: skip
def test_a_list_has_at_most_so_many_entries(fields: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_ENTRIES", 2)
    ((_field, text),) = told(**fields)
    assert text.startswith("has 3 entries; a list has at most 2")


def test_as_much_as_may_be_in_one_record() -> None:
    joined = [{"kind": "instrument", "date": DAY, "party": f"Party {n}", "type": "accession"} for n in range(5_000)]
    read = read_record({**RECORD, "events": joined, "notes": "x" * 1_000_000, "lead_times": [*range(19), 9_999]})
    assert (len(read.events), len(read.notes or ""), len(read.lead_times or ())) == (5_000, 1_000_000, 20)
