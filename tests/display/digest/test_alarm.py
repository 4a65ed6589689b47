"""The letter that is sent where nobody can be reminded."""

from agreetrack.display.digest.alarm import html, subject, text

SAID = ["“/r/a.json” is empty; put <b>a copy</b> in its place", "To go on: agreetrack --db '/r/a\u202e.json' restore"]


def test_it_says_what_is_wrong_and_how_to_mend_it() -> None:
    assert text(SAID).split("\n\n") == [
        "Nobody is reminded of any agreement at present, whatever falls due.",
        SAID[0],
        "To go on: agreetrack --db '/r/a\\u202e.json' restore",
        "This letter comes with every run until that is mended.\n",
    ]


def test_its_html_says_the_same() -> None:
    said = html(SAID)
    assert said.count("<p>") == 4
    assert "put &lt;b&gt;a copy&lt;/b&gt; in its place" in said
    assert "\u202e" not in said


def test_its_subject_names_the_file() -> None:
    assert subject("a\n.json") == "Nobody is reminded: the registry of agreements “a\\n.json” cannot be used"
