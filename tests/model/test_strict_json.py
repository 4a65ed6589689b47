"""JSON in which nothing may stand twice."""

import json

import pytest
from saying import refusing, sentence

from agreetrack.model.limits import DEEPEST_JSON
from agreetrack.model.strict_json import TooDeep, Twice, strictly


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
    assert raised.value.name in sentence(raised.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Expecting value"),
        ("{", "Expecting property name"),
        ("NaN", "NaN is no number"),
        ('{"a": -Infinity}', "-Infinity is no number"),
        ('"\\ud800"', "surrogates not allowed"),
        ('{"\\uDC00": 1}', "surrogates not allowed"),
    ],
)
def test_what_is_no_json_is_refused(text: str, said: str):
    with refusing(ValueError, match=said):
        strictly(text)


DEEP = [("[", "]"), ('{"a":', "}"), ('[0,{"a":', "},1]")]


@pytest.mark.parametrize(("opening", "closing"), DEEP)
def test_as_deep_as_may_be(opening: str, closing: str):
    times = DEEPEST_JSON // (opening.count("[") + opening.count("{"))
    text = opening * times + "0" + closing * times
    assert strictly(text) == json.loads(text)


@pytest.mark.parametrize(("opening", "closing"), DEEP)
@pytest.mark.parametrize("depth", [DEEPEST_JSON + 1, 100_000])
def test_deeper_is_told_whatever_the_stack_bears(opening: str, closing: str, depth: int):
    with refusing(TooDeep, match="more than 100 deep"):
        strictly(opening * depth + "0" + closing * depth)
