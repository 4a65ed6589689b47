"""How texts are compared when one of them is looked for."""

import pytest

from agreetrack.register.lists.searching import Search, searchable, searchable_each, with_word_of


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Партнёрство", "партнерство"),
        ("ПАРТНЁРСТВО", "партнерство"),
        ("Партне\u0308рство", "партнерство"),
        ("ОАО «Роснано»", "оао роснано"),
        ('ОАО  "Роснано" ', "оао роснано"),
        ("научно‑техническое", "научно техническое"),
        ("Москва — Пекин", "москва пекин"),
        ("co\u00adoperation", "cooperation"),
        ("D'Arc", "darc"),
        ("one \n two", "one\ntwo"),
        ("", ""),
    ],
)
def test_a_text_as_it_is_compared(text: str, folded: str) -> None:
    assert searchable(text) == folded
    assert searchable_each([text, "a\nb", text]) == [folded.replace("\n", " "), "a b", folded.replace("\n", " ")]
    assert with_word_of(text, ["…", text, ""])[1]


@pytest.mark.parametrize(
    ("word", "text", "is_found"),
    [
        ("сотрудничество", "о сотрудничестве", True),
        ("сотрудничестве", "сотрудничество", True),
        ("партнёры", "партнерами", True),
        ("суд", "судоходство", True),  # a part of a word
        ("суда", "судоходство", False),
        ("суда", "суд\nсудоходство", True),
        ("суда", "правосудие суд", True),
        ("договор о дружбе", "о дружбе, договора", True),
        ("agreements", "agreement", False),
        ("«»", "anything", True),
    ],
)
def test_a_word_is_found_in_its_other_forms(word: str, text: str, is_found: bool) -> None:
    assert Search([word]).finds(searchable(text)) is is_found
