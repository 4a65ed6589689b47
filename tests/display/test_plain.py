"""Texts of records on a terminal: what acts is made visible, what is wide is measured."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreetrack.display import plain
from agreetrack.display.plain import cells, paragraphs, safe, shorten, wrap


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[bold]x[/]", "[bold]x[/]"),
        (":smile: 😀", ":smile: 😀"),
        ("\x1b[2J", "\\x1b[2J"),
        ("\x9b\x7f\x00", "\\x9b\\x7f\\x00"),
        ("a\nb\tc\r", "a\\nb\\tc\\r"),
        ("\u202e\u2066\u200f\u061c", "\\u202e\\u2066\\u200f\\u061c"),
        ("a\u200bb\ufeff\u2028", "a\\u200bb\\ufeff\\u2028"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
        ("Договор № 5 – 協定 ё", "Договор № 5 – 協定 ё"),
    ],
)
def test_what_acts_is_shown_as_text(text: str, shown: str) -> None:
    assert safe(text) == shown


@given(st.text(), st.integers(1, 40))
def test_a_shortened_text_fits(text: str, width: int) -> None:
    short = shorten(safe(text), width)
    assert cells(short) <= width
    assert short == safe(text) or short.endswith("…")


@given(st.text(), st.integers(1, 40))
def test_wrapping_loses_nothing_and_breaks_only_at_spaces(text: str, width: int) -> None:
    lines = wrap(safe(text), width)
    assert " ".join(lines) == safe(text)
    assert all(cells(line) <= width or " " not in line for line in lines)


def test_lines_of_a_text_are_kept() -> None:
    assert paragraphs(" one\n\ntwo\x1b ") == ["one", "two\\x1b"]


def test_letters_that_need_no_table_take_one_cell_as_the_table_says() -> None:
    from rich.cells import get_character_cell_size

    narrow = [chr(code) for code in range(0x3000) if plain._NARROW.fullmatch(chr(code))]
    assert len(narrow) > 1000
    assert {get_character_cell_size(sign) for sign in narrow} == {1}


def test_a_page_in_cyrillic_that_is_not_for_a_terminal_does_without_rich() -> None:
    code = (
        "import sys; from agreetrack.display.plain import cells; from agreetrack.display.table import *;"
        "from agreetrack.display.page import *; from agreetrack.display.arranging import Column;"
        "row = [Piece('Соглашение о сотрудничестве: «Роснано» – 2015…')];"
        "print(''.join(drawn(Table([Column('номер')], [row], 1), Page())));"
        "print([name for name in sys.modules if name.startswith('rich')])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.endswith("\n[]\n")
