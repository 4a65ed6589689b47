"""JSON in which nothing may stand twice."""

import json

import pytest

from agreetrack.model.strict_json import Twice, strictly


@pytest.mark.parametrize(
    "text", ['{"a": [1, {"b": null}], "é": "\\u00e9\\ud83d\\ude00"}', "[]", "5", '{"a": {"a": {}}}']
)
def test_what_stands_once_is_read(text: str):
    assert strictly(text) == json.loads(text)


@pytest.mark.parametrize(
    ("text", "field", "begin"),
    [
        ('{"a": 1, "b": 2, "a": 1}', "a", 0),
        ('[{"a": 1}, {"a": 1, "a": 2}]', "[1].a", 0),
        ('[{"a": 1}, {"a": 1, "a": 2}]', "a", 1),
        ('{"p": [{"q": {"r": 1, "r": 2}}]}', "p[0].q.r", 0),
        ('{"a": {"b": 1, "b": 1}, "a": {"c": 1}}', "a", 0),  # the outer one, which hides the other
        ('{"a": {"b": 1, "b": 1}, "c": {"d": 1, "d": 1}}', "a.b", 0),
    ],
)
def test_what_stands_twice_is_told_with_the_way_to_it(text: str, field: str, begin: int):
    with pytest.raises(Twice) as raised:
        strictly(text)
    assert raised.value.field(begin) == field
    assert raised.value.name in str(raised.value)


@pytest.mark.parametrize("text", ["", "{", "NaN", '{"a": -Infinity}', '"\\ud800"', '{"\\uDC00": 1}', "[" * 100_000])
def test_what_is_no_json_is_refused(text: str):
    with pytest.raises((ValueError, RecursionError)):
        strictly(text)
