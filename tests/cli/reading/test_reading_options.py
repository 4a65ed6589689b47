"""What people write, in Russian as in English, typed at the options of the commands."""

import json
from collections.abc import Callable
from typing import Any

import pytest

Agreetrack = Callable[..., Any]
ADD = ("add", "--ref", "МСК-1", "--title", "Инновационные кластеры", "--party", "Москва", "--party", "Роснано")


@pytest.fixture
def record(agreetrack: Agreetrack) -> Callable[[], dict[str, Any]]:
    """The only record, as it stands in the file."""

    def reading() -> dict[str, Any]:
        (found,) = json.loads(agreetrack("export", "json").stdout)
        return dict(found)

    return reading


@pytest.mark.parametrize(
    ("option", "words", "stated"),
    [
        ("--signed", "9 февраля 2015 г.", {"signed": "2015-02-09"}),
        ("--signed", "«9» февраля 2015 года", {"signed": "2015-02-09"}),
        ("--signed", "2015 год", {"signed": "2015"}),
        ("--signed", "завтра", {"signed": "2026-11-23"}),
        ("--signed", "+90д", {"signed": "2027-02-20"}),
        ("--entry-into-force", "с даты подписания", {"entry_into_force": "signature"}),
        ("--entry-into-force", "2015 год", {"entry_into_force": "2015"}),
        ("--term", "5 лет", {"term": "P5Y"}),
        ("--term", "на 5 лет", {"term": "P5Y"}),
        ("--term", "сроком на пять лет", {"term": "P5Y"}),
        ("--term", "бессрочно", {"term": "indefinite"}),
        ("--term", "до 31.12.2027", {"term": "2027-12-31"}),
        ("--term", "до 31.12.2027 включительно", {"term": "2027-12-31", "end_day": "included"}),
        ("--term", "до 31.12.2027, не включая", {"term": "2027-12-31", "end_day": "excluded"}),
        ("--end-day", "включительно", {"end_day": "included"}),
        ("--kind", "соглашение", {"kind": "agreement"}),
        ("--kind", "Меморандум", {"kind": "memorandum"}),
        ("--notice", "6 месяцев", {"notice": {"period": "P6M"}}),
        ("--survival", "бессрочно", {"survival": "indefinite"}),
    ],
)
def test_an_option_understands(
    agreetrack: Agreetrack,
    record: Callable[[], dict[str, Any]],
    option: str,
    words: str,
    stated: dict[str, Any],
) -> None:
    more = () if option in ("--signed", "--entry-into-force") else ("--start", "2015-02-09")
    assert agreetrack(*ADD, *more, option, words).code == 0
    found = record()
    assert {name: found.get(name) for name in (*stated, "end_day")} == {"end_day": None, **stated}


def test_a_last_day_that_may_be_in_force_or_not_is_told_with_both_readings(agreetrack: Agreetrack) -> None:
    run = agreetrack(*ADD, "--start", "2015-02-09", "--term", "до 31.12.2027")
    assert run.code == 0
    assert "“до 31.12.2027” is read as in force through 2027-12-31" in run.stderr
    assert "through 2027-12-30" in run.stderr
    run = agreetrack("edit", "МСК-1", "--term", "до 31.12.2027", "--end-day", "excluded")
    assert "is read as" not in run.stderr
    run = agreetrack("edit", "МСК-1", "--term", "до 31.12.2028")
    assert "in force through 2028-12-31" in run.stderr
    assert "end_day" not in json.loads(agreetrack("export", "json").stdout)[0]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--term", "2027 год"), "--term: “2027 год” can mean through 2027-12-31, or 2027 years"),
        (("--term", "до 03/04/2027"), "can be 2027-04-03 or 2027-03-04"),
        (("--term", "5 (шесть) лет"), "gives two numbers, 5 and 6"),
        (("--term", "до 31.12.2027 включительно", "--end-day", "excluded"), "it says “excluded”"),
        (("--notice", "30 рабочих дней"), "--notice: “30 рабочих дней”: periods are counted in calendar days"),
        (("--kind", "согл"), "--kind: согл is not one of treaty, agreement"),
    ],
)
def test_what_has_two_meanings_or_none_is_refused(agreetrack: Agreetrack, words: tuple[str, ...], told: str) -> None:
    run = agreetrack(*ADD, "--start", "2015-02-09", *words)
    assert (run.code, run.stdout) == (2, "")
    assert told in run.stderr.replace("\n", " ")


def test_commands_that_record_and_lists_understand_the_same(
    agreetrack: Agreetrack, record: Callable[[], dict[str, Any]]
) -> None:
    agreetrack(*ADD, "--start", "9 февраля 2015 г.", "--term", "до 31.12.2027", "--kind", "соглашение")
    assert (
        agreetrack(
            "amend", "МСК-1", "--set", "renewal=нет", "--set", "notice=три месяца", "--on", "1 июня 2026 г."
        ).code
        == 0
    )
    run = agreetrack("extend", "МСК-1", "--until", "31.12.2029 включительно", "--on", "вчера")
    assert run.code == 0, run.stderr
    amendment, extension = record()["events"]
    assert amendment["set"] == {"renewal": {"mode": "none"}, "notice": {"period": "P3M"}}
    assert (extension["date"], extension["until"], extension["end_day"]) == ("2026-11-21", "2029-12-31", "included")
    assert "МСК-1" in agreetrack("list", "--kind", "соглашение", "--as-of", "1 мая 2026 года").stdout
    run = agreetrack("extend", "МСК-1", "--until", "31.12.2030 включительно", "--end-day", "excluded")
    assert (run.code, run.stdout) == (2, "")
    assert "--until says “included”" in run.stderr
    assert "in force through 2030-12-31" in agreetrack("extend", "МСК-1", "--until", "до 31.12.2030").stderr
