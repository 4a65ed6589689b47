"""The commands that record what happened, as they are typed."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Agreetrack = Callable[..., Any]


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    return tmp_path / "office.json"


@pytest.fixture
def typed(agreetrack: Agreetrack, registry: Path) -> Agreetrack:
    """Types a command against a registry with the agreement AB-1 of 2015-02-09, for five years."""

    def typing(*words: str, **more: Any) -> Any:
        return agreetrack("--db", str(registry), *words, **more)

    first = ("add", "--ref", "AB-1", "--title", "Cooperation", "--party", "Aland=AL", "--party", "Borduria")
    run = typing(*first, "--start", "2015-02-09", "--term", "5y", "--renewal", "tacit", "--notice", "6m")
    assert run.code == 0, run.stderr
    return typing


def standing(run: Any) -> dict[str, Any]:
    assert run.code == 0, run.stderr
    return dict(json.loads(run.stdout))


EVENTS: list[tuple[str, dict[str, Any]]] = [
    ("extend ab --by 5y --on 2020-01-10", {"kind": "extension", "date": "2020-01-10", "by": "P5Y"}),
    (
        "extend ab --until 31.12.2030 --end-day excluded --on 2020-01-10",
        {"kind": "extension", "date": "2020-01-10", "until": "2030-12-31", "end_day": "excluded"},
    ),
    (
        "succeed ab --from AL --to Newland --on 2016-01-01",
        {"kind": "succession", "date": "2016-01-01", "from": "Aland", "to": "Newland"},
    ),
    ("renew ab --on 2020-02-09", {"kind": "renewal", "date": "2020-02-09"}),
    (
        "notice ab --party al --effect non-renewal --on 2019-08-09",
        {"kind": "notice", "date": "2019-08-09", "party": "Aland", "effect": "non-renewal"},
    ),
    (
        "terminate ab --out-from 2019-01-01 --on 2018-06-01",
        {"kind": "termination", "date": "2018-06-01", "last_day": "2018-12-31"},
    ),
    (
        "instrument ab --party Borduria --type approval --on 2016-01-01",
        {"kind": "instrument", "date": "2016-01-01", "party": "Borduria", "type": "approval"},
    ),
    (
        "suspend ab --party AL --articles 5 --until 2017-01-01 --effective 2016-02-01 --on 2016-01-01",
        {
            "kind": "suspension",
            "date": "2016-01-01",
            "effective": "2016-02-01",
            "party": "Aland",
            "articles": "5",
            "until": "2017-01-01",
        },
    ),
    (
        "amend ab --set notice=1y --set renewal.times=2 --effective 2017-01-01 --on 2016-01-01",
        {
            "kind": "amendment",
            "date": "2016-01-01",
            "effective": "2017-01-01",
            "set": {"renewal": {"mode": "tacit", "times": 2}, "notice": {"period": "P1Y"}},
        },
    ),
]


@pytest.mark.parametrize(("words", "event"), EVENTS, ids=[words.split()[0] for words, _ in EVENTS])
def test_each_command_records_its_event(typed: Agreetrack, words: str, event: dict[str, Any]) -> None:
    run = typed(*words.split(), "--basis", "Protocol", "--note", "[bold]seen[/]", "--json")
    assert standing(run)["ref"] == "AB-1"
    (record,) = json.loads(typed("export", "json").stdout)
    assert record["events"] == [{**event, "basis": "Protocol", "note": "[bold]seen[/]"}]


def test_the_answer_shows_the_new_standing_and_the_way_back(typed: Agreetrack) -> None:
    run = typed("extend", "AB-1", "--by", "5y", "--on", "2020-01-10", "--as-of", "2020-01-10")
    assert run.code == 0
    assert "2025-02-09" in run.stdout
    assert "undo" in run.stdout + run.stderr


def test_the_day_defaults_to_that_of_as_of(typed: Agreetrack) -> None:
    typed("suspend", "AB-1", "--as-of", "2016-01-01")
    (record,) = json.loads(typed("export", "json").stdout)
    assert record["events"] == [{"kind": "suspension", "date": "2016-01-01"}]
    assert standing(typed("resume", "AB-1", "--as-of", "2016-03-01", "--json"))["suspended"] is False


def test_a_notice_is_suspended_withdrawn_and_told_when_late(typed: Agreetrack) -> None:
    run = typed("notice", "AB-1", "--party", "Borduria", "--on", "2019-08-10", "--as-of", "2019-09-01")
    assert "it ends with period 2, on 2025-02-09" in (run.stdout + run.stderr).replace("\n", " ")
    assert typed("notice", "AB-1", "--suspend", "--on", "2019-09-01").code == 0
    run = typed("notice", "AB-1", "--withdraw", "--on", "2019-10-01", "--as-of", "2019-10-01", "--json")
    assert (standing(run)["status"], standing(run)["ends"]) == ("in-force", None)


def test_provisional_application_and_close(typed: Agreetrack) -> None:
    typed("add", "--ref", "CD-1", "--title", "Fish", "--party", "C", "--party", "D", "--signed", "2020-01-01")
    run = typed("provisional", "CD-1", "--on", "2020-02-01", "--as-of", "2020-03-01", "--json")
    assert standing(run)["status"] == "provisional"
    run = typed("provisional", "CD-1", "--end", "--on", "2020-04-01", "--as-of", "2020-05-01", "--json")
    assert standing(run)["status"] == "signed"
    typed("terminate", "AB-1", "--last-day", "2018-12-31", "--on", "2018-06-01")
    assert standing(typed("close", "AB-1", "--on", "2019-01-10", "--json"))["act"] is None


def test_a_successor_that_is_a_party_already_takes_both_places(typed: Agreetrack) -> None:
    run = typed("succeed", "AB-1", "--from", "AL", "--to", "Borduria", "--on", "2016-01-01")
    assert run.code == 0
    assert "Borduria was a party already" in run.stdout + run.stderr


def test_nothing_happens_to_an_agreement_before_it_is_in_force(typed: Agreetrack) -> None:
    typed("add", "--ref", "CD-1", "--title", "Fish", "--party", "C", "--party", "D", "--entry-into-force", "2022-01-01")
    run = typed("extend", "CD-1", "--by", "5y", "--on", "1990-01-01")
    assert run.code == 4
    assert "in force from 2022-01-01" in run.stderr
    assert typed("instrument", "CD-1", "--party", "C", "--on", "2021-06-01").code == 0


REFUSED: list[tuple[str, int, str]] = [
    ("succeed ab --from Cordoba --to Newland --on 2016-01-01", 4, "no party"),
    ("succeed ab --from AL --to Aland --on 2016-01-01", 4, "is that party already"),
    ("extend ab --by 5y --on 2015-02-08", 4, "signed 2015-02-09"),
    ("extend ab --until 2019-01-01 --on 2018-01-01", 4, "does not lengthen"),
    ("extend ab", 2, "one of --by PERIOD, --until DATE and --indefinitely"),
    ("extend ab --by 5y --until 2030-01-01", 2, "one of --by PERIOD, --until DATE and --indefinitely"),
    ("extend ab --by 0y", 2, "--by"),
    ("extend ab --by 5y --end-day included", 2, "--end-day"),
    ("extend ab --until 03/04/2030", 2, "2030-04-03"),
    ("extend xy --by 5y", 3, "xy"),
    ("notice ab --party Cordoba --on 2019-01-01", 4, "“Aland” (AL), “Borduria”"),
    ("notice ab --on 2019-01-01", 2, "--party"),
    ("notice ab --withdraw --on 2019-01-01", 4, "no notice is pending"),
    ("notice ab --withdraw --suspend", 2, "one thing at a time happens to a notice"),
    ("notice ab --withdraw --last-day 2019-01-01", 2, "--last-day"),
    ("resume ab --on 2019-01-01", 4, "not suspended"),
    ("terminate ab --on 2018-01-01", 2, "--last-day DATE"),
    ("terminate ab --last-day 2018-01-01 --out-from 2018-01-02", 2, "--last-day DATE"),
    ("close ab --on 2019-01-01", 4, "still in force"),
    ("instrument ab --party Cordoba --type ratification", 4, "no party"),
    ("instrument ab --party AL --type letter", 2, "letter"),
    ("provisional ab --on 2016-01-01", 4, "entered into force"),
    ("amend ab", 2, "--set"),
    ("amend ab --set title=New", 2, "agreetrack edit"),
    ("amend ab --set term", 2, "FIELD=VALUE"),
    ("amend ab --set renewal.mode=maybe", 2, "maybe"),
    ("suspend ab --until 2016-01-01 --on 2017-01-01", 2, "before the suspension begins"),
]


@pytest.mark.parametrize(("words", "code", "says"), REFUSED, ids=[words for words, _, _ in REFUSED])
def test_what_cannot_be_is_refused_and_the_file_stays(
    typed: Agreetrack, registry: Path, words: str, code: int, says: str
) -> None:
    before = registry.read_bytes()
    run = typed(*words.split())
    assert (run.code, run.stdout) == (code, "")
    assert says in run.stderr.replace("\n", " ")
    assert "Traceback" not in run.stderr
    assert registry.read_bytes() == before


COMMANDS = sorted(
    {words.split()[0] for words, _, _ in REFUSED} | {"renew", "add", "edit", "remove", "import", "export"}
)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_leads_with_examples(agreetrack: Agreetrack, command: str) -> None:
    run = agreetrack(command, "-h")
    assert run.code == 0
    assert run.stdout.index(f"agreetrack {command}") < run.stdout.index("--help")


@pytest.mark.parametrize("command", ["extend AB-1 --by 1y", "remove AB-1 --yes", "edit AB-1 --title T", "export json"])
def test_a_registry_that_is_named_and_missing_is_not_made(agreetrack: Agreetrack, registry: Path, command: str) -> None:
    run = agreetrack("--db", str(registry), *command.split())
    assert (run.code, run.stdout) == (3, "")
    assert not registry.exists()
