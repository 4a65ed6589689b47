"""Lengths of time, in English and, by its three plurals, in Russian."""

from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from agreetrack.display import wording
from agreetrack.display.lengths import days_words, length_short, length_words
from agreetrack.display.wording import speaking
from agreetrack.model.periods import period


@pytest.fixture
def russian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = wording.CATALOGUES / "ru/LC_MESSAGES/agreetrack.po", tmp_path / "ru/LC_MESSAGES/agreetrack.mo"
    target.parent.mkdir(parents=True)
    with source.open("rb") as read, target.open("wb") as written:
        write_mo(written, read_po(read))
    monkeypatch.setattr(wording, "CATALOGUES", tmp_path)
    wording._catalogue.cache_clear()
    yield
    wording._catalogue.cache_clear()


LENGTHS = [
    ("P1Y", "1 year", "1y", "1 год"),
    ("P5Y", "5 years", "5y", "5 лет"),
    ("P1Y6M", "1 year 6 months", "1y 6m", "1 год 6 месяцев"),
    ("P22M", "1 year 10 months", "1y 10m", "1 год 10 месяцев"),
    ("P22Y3M", "22 years 3 months", "22y 3m", "22 года 3 месяца"),
    ("P120D", "120 days", "120d", "120 дней"),
    ("P2M3D", "2 months 3 days", "2m 3d", "2 месяца 3 дня"),
]


@pytest.mark.usefixtures("russian")
@pytest.mark.parametrize(("text", "words", "short", "russian_words"), LENGTHS)
def test_a_length_of_time(text: str, words: str, short: str, russian_words: str) -> None:
    assert (length_words(period(text)), length_short(period(text))) == (words, short)
    with speaking("ru"):
        assert length_words(period(text)) == russian_words


@pytest.mark.usefixtures("russian")
@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 день"), (2, "2 дня"), (5, "5 дней"), (11, "11 дней"), (21, "21 день"), (102, "102 дня"), (111, "111 дней")],
)
def test_days_in_russian(count: int, words: str) -> None:
    with speaking("ru"):
        assert days_words(count) == words
