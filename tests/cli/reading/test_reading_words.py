"""Words out of a few, in English or Russian."""

from typing import get_args

import pytest

from agreetrack.cli.reading.words import choice, choices, meant, yes_or_no
from agreetrack.model.errors import UsageError
from agreetrack.model.record import Kind

KINDS = get_args(Kind)


def test_a_choice_is_taken_in_capitals_too_and_another_is_refused_with_all_there_are() -> None:
    assert choice(" Draft", ["draft", "signed"], "no status") == "draft"
    assert choices(["draft,signed", "draft"], ["draft", "signed"], "no status") == ("draft", "signed", "draft")
    with pytest.raises(UsageError, match="“daft” is no status; choose one of: draft, signed"):
        choice("daft", ["draft", "signed"], "no status")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("agreement", "agreement"),
        ("Соглашение", "agreement"),
        ("меморандум", "memorandum"),
        ("MoU", "memorandum"),
        ("договор", "treaty"),
        ("протокол", "protocol"),
        ("обмен нотами", "exchange-of-notes"),
        ("exchange of notes", "exchange-of-notes"),
        ("Exchange-of-Notes", "exchange-of-notes"),
        ("договорённость", "arrangement"),
        ("иное", "other"),
        ("signature", None),
        ("согл", None),
        ("", None),
    ],
)
def test_a_kind_of_agreement(text: str, word: str | None) -> None:
    assert meant(text, KINDS) == word


@pytest.mark.parametrize(
    ("text", "is_meant"),
    [("да", True), ("Да", True), ("yes", True), ("true", True), ("нет", False), ("no", False), ("FALSE", False)],
)
def test_yes_and_no(text: str, is_meant: bool) -> None:
    assert yes_or_no(text) is is_meant


def test_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(UsageError, match="“может быть” is neither yes nor no"):
        yes_or_no("может быть")
