"""JSON, CSV and TSV of a list are a contract: the exact bytes are the test."""

import csv
import io
import json
from datetime import UTC, date, datetime
from types import SimpleNamespace

import msgspec
import pytest

from agreetrack.display.phrases import say
from agreetrack.formats.csv_ import LISTING_COLUMNS, listing_csv, listing_tsv
from agreetrack.formats.json_ import check_json, history_json, listing_json, show_json, standing_json
from agreetrack.formats.markdown import listing_markdown
from agreetrack.formats.records import export_json
from agreetrack.law.findings import Act, Happening, Judged, Leaving, Span, Standing
from agreetrack.model.clauses import Party, Renewal
from agreetrack.model.coding import decode
from agreetrack.model.events import Extension
from agreetrack.model.periods import period
from agreetrack.model.record import Record

HOSTILE = "[bold]x[/] \x1b[2J \u200f\u202e \x9b \x7f a|b\tc\nd 😀 :smile: " + "w" * 300
TREATY = Record(
    ref="RU-CN-2001",
    title="Договор о добрососедстве",
    kind="treaty",
    parties=(Party(name="Россия", code="RU", us=True), Party(name="China", code="CN")),
    signed=date(2001, 7, 16),
    renewal=Renewal(mode="tacit", period=period("P5Y")),
    tags=("east", "border"),
    owner="Anna <anna@example.org>",
)
IN_FORCE = Standing(
    day=date(2026, 11, 22),
    knowing=date(2026, 11, 22),
    status="in-force",
    suspended=False,
    period=2,
    in_force=date(2002, 2, 28),
    expires=date(2027, 2, 28),
    rival_expires=date(2027, 2, 27),
    notice_by=date(2026, 2, 28),
    rival_notice_by=date(2026, 2, 27),
    send_by=date(2026, 2, 27),
    renews_to=date(2032, 2, 28),
    out_from=date(2027, 3, 1),
    days_left=98,
    leaving=(Leaving(party="China", ends=date(2030, 1, 1)),),
    act=Act(kind="notice", by=date(2031, 2, 27), or_by=date(2031, 2, 28), days=1558),
    happens=Happening(kind="renewal", date=date(2027, 2, 27), or_date=date(2027, 2, 28), days=97),
    ledger=(Span(kind="period", why="term", start=date(2002, 2, 28), through=date(2022, 2, 28), number=1),),
)
BARE = Record(ref="2014-001", title="=cmd|x")
DRAFT = Standing(day=date(2026, 11, 22), knowing=date(2026, 11, 22), status="draft", suspended=False)
ROWS = [Judged(TREATY, IN_FORCE), Judged(BARE, DRAFT)]

FIRST_LINE = (
    '{"ref":"RU-CN-2001","title":"Договор о добрососедстве","kind":"treaty","parties":["Россия","China"],'
    '"signed":"2001-07-16","in_force":"2002-02-28","in_force_stated":null,"status":"in-force","suspended":false,"period":2,'
    '"expires":"2027-02-28","rival_expires":"2027-02-27","notice_by":"2026-02-28","rival_notice_by":"2026-02-27",'
    '"send_by":"2026-02-27","notice_from":null,"renews_to":"2032-02-28","ends":null,"rival_ends":null,"out_from":"2027-03-01","binding_until":null,'
    '"days_left":98,"act":{"kind":"notice","by":"2031-02-27","or_by":"2031-02-28","start_by":null,"days":1558},'
    '"happens":{"kind":"renewal","date":"2027-02-27","or_date":"2027-02-28","party":null,"days":97},"duty":null,'
    '"leaving":[{"party":"China","received":null,"ends":"2030-01-01","rival_ends":null,"out_from":null,"binding_until":null}],"tags":["east","border"],'
    '"owner":"Anna <anna@example.org>"}'
)
SECOND_LINE = (
    '{"ref":"2014-001","title":"=cmd|x","kind":null,"parties":[],"signed":null,"in_force":null,"in_force_stated":null,"status":"draft",'
    '"suspended":false,"period":null,"expires":null,"rival_expires":null,"notice_by":null,"rival_notice_by":null,'
    '"send_by":null,"notice_from":null,"renews_to":null,"ends":null,"rival_ends":null,"out_from":null,"binding_until":null,"days_left":null,"act":null,'
    '"happens":null,"duty":null,"leaving":[],"tags":[],"owner":null}'
)


def test_the_json_of_a_list() -> None:
    assert listing_json(ROWS).decode() == f"[\n{FIRST_LINE},\n{SECOND_LINE}\n]\n"


def test_the_json_of_an_empty_list() -> None:
    assert listing_json([]) == b"[]\n"


def test_show_is_the_whole_record_with_its_types_and_the_standing() -> None:
    shown = json.loads(show_json(TREATY, IN_FORCE))
    assert shown["parties"] == [{"name": "Россия", "code": "RU", "us": True}, {"name": "China", "code": "CN"}]
    assert shown["renewal"] == {"mode": "tacit", "period": "P5Y"}
    assert shown["notice"] is None
    listed = json.loads(FIRST_LINE)
    assert {name: shown[name] for name in listed if name != "parties"} == {
        name: value for name, value in listed.items() if name != "parties"
    }
    assert set(shown) >= set(Record.__struct_encode_fields__)
    assert shown["ledger"][0]["through"] == "2022-02-28"


def test_the_names_of_show_and_of_a_changed_standing_never_differ_between_records() -> None:
    assert list(json.loads(show_json(TREATY, IN_FORCE))) == list(json.loads(show_json(BARE, DRAFT)))
    assert list(json.loads(standing_json(TREATY, IN_FORCE))) == [
        *json.loads(FIRST_LINE),
        *(
            "day",
            "knowing",
            "presumed",
            "closed",
            "rival_renews_to",
            "suspensions",
            "missing",
            "outstanding",
            "needed",
            "ledger",
        ),
    ]


def test_the_csv_of_a_list() -> None:
    header = ",".join(LISTING_COLUMNS)
    first = (
        "RU-CN-2001,Договор о добрососедстве,treaty,Россия; China,2001-07-16,2002-02-28,,in-force,false,2,"
        "2027-02-28,2027-02-27,2026-02-28,2026-02-27,2026-02-27,,2032-02-28,,,2027-03-01,,98,"
        "notice,2031-02-27,2031-02-28,,1558,renewal,2027-02-27,2027-02-28,,97,China 2030-01-01,"
        "east; border,Anna <anna@example.org>"
    )
    second = "2014-001,'=cmd|x,,,,,,draft,false" + "," * 26
    assert listing_csv(ROWS).decode() == f"{header}\r\n{first}\r\n{second}\r\n"
    assert listing_csv(ROWS, bom=True) == b"\xef\xbb\xbf" + listing_csv(ROWS)


def test_the_tsv_of_a_list_has_one_line_an_agreement() -> None:
    assert listing_tsv(ROWS, ["ref", "title", "act_by", "days_left"]).decode() == (
        "ref\ttitle\tact_by\tdays_left\nRU-CN-2001\tДоговор о добрососедстве\t2031-02-27\t98\n2014-001\t'=cmd|x\t\t\n"
    )


def test_the_names_of_the_columns_are_a_contract() -> None:
    assert (
        tuple(
            [
                "ref",
                "title",
                "kind",
                "parties",
                "signed",
                "in_force",
                "in_force_stated",
                "status",
                "suspended",
                "period",
                "expires",
                "rival_expires",
                "notice_by",
                "rival_notice_by",
                "send_by",
                "notice_from",
                "renews_to",
                "ends",
                "rival_ends",
                "out_from",
                "binding_until",
                "days_left",
                "act_kind",
                "act_by",
                "act_or_by",
                "act_start_by",
                "act_days",
                "happens_kind",
                "happens_date",
                "happens_or_date",
                "happens_party",
                "happens_days",
                "leaving",
                "tags",
                "owner",
            ]
        )
        == LISTING_COLUMNS
    )


def test_a_number_below_zero_stays_a_number() -> None:
    late = msgspec.structs.replace(IN_FORCE, days_left=-5)
    assert listing_csv([Judged(TREATY, late)], ["days_left"]) == b"days_left\r\n-5\r\n"


@pytest.mark.parametrize("written", [listing_json, listing_csv, listing_tsv, listing_markdown])
def test_hostile_texts_come_out_as_text(written: object) -> None:
    assert callable(written)
    row = Judged(Record(ref="H", title=HOSTILE, owner=HOSTILE, parties=(Party(name=HOSTILE),)), DRAFT)
    text = written([row]).decode()
    assert not set(text) & set("\x1b\x9b\x7f\u200f\u202e")
    for part in ("[2J", "😀", "w" * 300):
        assert part in text


def test_hostile_texts_are_the_same_after_json() -> None:
    row = Judged(Record(ref="H", title=HOSTILE), DRAFT)
    content = listing_json([row])
    assert json.loads(content)[0]["title"] == HOSTILE
    assert b"\\u001b[2J \\u200f\\u202e \\u009b \\u007f" in content


def test_hostile_texts_take_one_line_of_a_list() -> None:
    row = Judged(Record(ref="H", title=HOSTILE), DRAFT)
    assert len(listing_tsv([row]).decode().split("\n")) == 3
    (_header, cells) = csv.reader(io.StringIO(listing_csv([row]).decode(), newline=""))
    assert cells[1].startswith("[bold]x[/] \\x1b[2J \\u200f\\u202e \\x9b \\x7f a|b\\tc\\nd 😀 :smile: w")


def test_markdown_escapes_what_would_be_markup() -> None:
    row = Judged(Record(ref="A|B", title="*x* [y](z) `w` <b>"), DRAFT)
    assert listing_markdown([row], ["ref", "title"]).decode() == (
        "| ref | title |\n| --- | --- |\n| A\\|B | \\*x\\* \\[y\\](z) \\`w\\` \\<b\\> |\n"
    )


def test_export_json_holds_what_is_stated_in_the_order_of_the_fields() -> None:
    record = Record(ref="A", title="T\u202e", events=(Extension(date=date(2020, 1, 2), by=period("P1Y")),), notes="n")
    assert (
        export_json([record]).decode()
        == """[
  {
    "ref": "A",
    "title": "T\\u202e",
    "events": [
      {
        "kind": "extension",
        "date": "2020-01-02",
        "by": "P1Y"
      }
    ],
    "notes": "n"
  }
]
"""
    )
    assert decode(export_json([record]), list[Record]) == [record]
    assert export_json([]) == b"[]\n"


def test_the_json_of_the_history_and_of_check() -> None:
    change = SimpleNamespace(field="term", before=None, after="P5Y")
    at = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
    row = SimpleNamespace(seq=3, at=at, who="anna", command="edit", ref="A", changes=(change,))
    assert history_json([row]).decode() == (
        '[\n{"seq":3,"at":"2026-11-22T10:30:00Z","who":"anna","command":"edit","ref":"A",'
        '"changes":[{"field":"term","before":null,"after":"P5Y"}]}\n]\n'
    )
    found = SimpleNamespace(ref="A", severity="error", field="term", problem="unknown")
    assert check_json([found], say) == b'[\n{"ref":"A","severity":"error","field":"term","problem":"unknown"}\n]\n'
