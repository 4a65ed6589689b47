"""JSON and CSV of the list of obligations are a contract: the exact bytes are the test."""

import json
from datetime import date

from agreetrack.formats.csv_ import DUTY_COLUMNS, LISTING_COLUMNS, listing_csv
from agreetrack.formats.json_ import listing_json, obligations_json
from agreetrack.formats.obligations import obligations_csv
from agreetrack.law.binding import Binding
from agreetrack.law.findings import Duty, Judged, Standing
from agreetrack.law.obligations import Occurrence, Owed
from agreetrack.model.clauses import Party
from agreetrack.model.obligations import Obligation
from agreetrack.model.record import Record

USMCA = Record(
    ref="USMCA-2020",
    title="United States - Mexico - Canada Agreement",
    parties=(Party(name="Mexico", code="MX"), Party(name="Canada", code="CA")),
    owner="Anna <anna@example.org>",
)
REVIEW = Occurrence(
    obligation=Obligation(id="joint-review", text="Hold a joint review.", kind="recurring", article="34.7"),
    due=date(2027, 7, 1),
    status="open",
    days=221,
    outcome=None,
    binding=Binding(binds=True, why="in-force", until=date(2036, 7, 1)),
    bearers=("Mexico", "Canada"),
)
HOSTILE = Occurrence(
    obligation=Obligation(
        id="2", text="=1+1\n\x9b\u202e", kind="once", by=("Canada",), to=("Mexico",), owner="@desk", survives=True
    ),
    due=None,
    status="unknown-date",
    days=None,
    outcome=None,
    binding=Binding(binds=False, why="suspended", since=date(2026, 1, 1)),
    bearers=("Canada",),
)
ROWS = [Owed(USMCA, REVIEW), Owed(USMCA, HOSTILE)]
JSON = (
    "[\n"
    '{"ref":"USMCA-2020","title":"United States - Mexico - Canada Agreement","id":"joint-review",'
    '"text":"Hold a joint review.","by":["Mexico","Canada"],"to":[],"article":"34.7","kind":"recurring",'
    '"due":"2027-07-01","days":221,"status":"open","owner":"Anna <anna@example.org>",'
    '"binding":"yes: in force through 2036-07-01"},\n'
    '{"ref":"USMCA-2020","title":"United States - Mexico - Canada Agreement","id":"2",'
    r'"text":"=1+1\n\u009b\u202e","by":["Canada"],"to":["Mexico"],"article":null,"kind":"once",'
    '"due":null,"days":null,"status":"unknown-date","owner":"@desk",'
    '"binding":"no: suspended since 2026-01-01"}\n'
    "]\n"
)
CSV = (
    "ref,title,id,text,by,to,article,kind,due,days,status,owner,binding\r\n"
    "USMCA-2020,United States - Mexico - Canada Agreement,joint-review,Hold a joint review.,Mexico; Canada,,34.7,"
    "recurring,2027-07-01,221,open,Anna <anna@example.org>,yes: in force through 2036-07-01\r\n"
    r"USMCA-2020,United States - Mexico - Canada Agreement,2,'=1+1\n\x9b\u202e,Canada,Mexico,,once,,,unknown-date,"
    "'@desk,no: suspended since 2026-01-01\r\n"
)


def test_json_has_every_name_and_one_occurrence_a_line() -> None:
    assert obligations_json(ROWS).decode() == JSON
    assert json.loads(JSON)[1]["text"] == "=1+1\n\x9b\u202e"
    assert obligations_json([]) == b"[]\n"


def test_csv_has_the_same_names_and_harmless_cells() -> None:
    assert obligations_csv(ROWS).decode() == CSV
    assert obligations_csv(ROWS, bom=True) == b"\xef\xbb\xbf" + CSV.encode()
    assert obligations_csv([]) == CSV.partition("\n")[0].encode() + b"\n"


STANDING = Standing(day=date(2026, 11, 22), knowing=date(2026, 11, 22), status="in-force", suspended=False)


def test_a_list_says_what_is_owed_where_it_was_asked_for() -> None:
    duty = Duty(id="joint-review", text="Hold a joint review.", due=date(2027, 7, 1), days=221)
    with_duty = Standing(day=STANDING.day, knowing=STANDING.knowing, status="in-force", suspended=False, duty=duty)
    rows = [Judged(USMCA, with_duty), Judged(USMCA, STANDING)]
    first, second = json.loads(listing_json(rows))
    assert first["duty"] == {"id": "joint-review", "text": "Hold a joint review.", "due": "2027-07-01", "days": 221}
    assert second["duty"] is None
    columns = (LISTING_COLUMNS[0], *DUTY_COLUMNS)
    assert listing_csv(rows, columns).decode().split("\r\n") == [
        "ref,duty_id,duty_text,duty_due,duty_days",
        "USMCA-2020,joint-review,Hold a joint review.,2027-07-01,221",
        "USMCA-2020,,,,",
        "",
    ]
