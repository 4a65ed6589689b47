"""The HTML part of a mail: the exact page, its shape, and texts that try to be more than text."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nightly import (
    ACTING,
    EVERY_KIND,
    HOSTILE,
    NOTICE,
    STILL_OPEN,
    command,
    digest,
    friendship,
    notice_by,
    owed,
    reminder,
    secret,
)

from agreetrack.display.digest.entries import entries, open_entries
from agreetrack.display.digest.html import html
from agreetrack.display.digest.text import subject
from agreetrack.law.reminders import Digest

ALLOWED = {"html", "head", "meta", "title", "body", "h1", "h2", "p", "table", "tr", "th", "td", "br", "strong"} | {
    "span",
    "code",
}
VOID = {"meta", "br"}


class Reading(HTMLParser):
    """What a mail program reads: elements in their order, attributes, texts; it fails where elements overlap."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[str] = []
        self.attributes: dict[str, list[str]] = {}
        self.texts: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        for name, value in attrs:
            self.attributes.setdefault(name, []).append(value or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


HEAD = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
"""
PAGE = """\
<title>Sun 2026-11-22 (today): obligation RU-CN-2001, and 1 more; 1 still open</title>
</head>
<body>
<h1>Sun 2026-11-22: 2 new reminders</h1>
<table>
<tr><th scope="row">Sun 2026-11-22<br><strong>today</strong></th><td>\
<strong>RU-CN-2001</strong> <span dir="auto">R&amp;D &lt;b&gt;</span>\
<p>Obligation due on Sun <span>2026-11-22</span>: Send the report. (report)</p>\
<p>Owner: Anna &lt;anna@example.org&gt;</p>\
<p>Acknowledge: <code>agreetrack ack RU-CN-2001</code></p></td></tr>
<tr><th scope="row">Fri 2026-12-11<br><strong>in 19 days</strong></th><td>\
<strong>R-7</strong>\
<p>Notice has to be received by Fri <span>2026-12-11</span>.</p>\
<p>Restricted, look it up: <code>agreetrack show R-7</code></p>\
<p>Acknowledge: <code>agreetrack ack R-7</code></p></td></tr>
</table>
<h2>Still open, not acknowledged: 1</h2>
<table>
<tr><th scope="row">Sun 2026-11-15<br><strong>7 days ago</strong></th><td>\
<strong>RU-CN-2001</strong> <span dir="auto">Treaty of Friendship</span>\
<p>ended, nothing recorded, told on <span>2026-11-16</span></p></td></tr>
</table>
<p>ack REF silences a warning until its next lead time; with --decided TEXT it closes the deadline.</p>
</body>
</html>
"""
LIFE = """\
<title>Nothing due, 20 agreements watched</title>
</head>
<body>
<p>Nothing due, 20 agreements watched.</p>
</body>
</html>
"""
_LOOKS = re.compile(r' (?:style|width|cellspacing|cellpadding|border)="[^"]*"')


def without_looks(page: str) -> str:
    return _LOOKS.sub("", page)


def test_the_page_says_what_the_text_says() -> None:
    sent = digest(
        owed("2026-11-22", friendship(title="R&D <b>")),
        secret(reminder("notice", "2026-12-11", NOTICE)),
        open=STILL_OPEN[:1],
    )
    assert without_looks(html(sent, "iso", command)) == HEAD + PAGE


def test_with_nothing_new_it_is_a_sign_of_life() -> None:
    assert without_looks(html(digest(), "iso", command)) == HEAD + LIFE


EVERYTHING = digest(*EVERY_KIND, *map(secret, EVERY_KIND), open=(*STILL_OPEN, *STILL_OPEN))


@pytest.mark.parametrize("style", ["iso", "dd.mm.yyyy"])
def test_every_kind_of_matter_stands_in_a_row_by_urgency(style: str) -> None:
    page = Reading(html(EVERYTHING, style, command))  # type: ignore[arg-type]
    told = entries(EVERYTHING, style, command)  # type: ignore[arg-type]
    still = open_entries(EVERYTHING, style)  # type: ignore[arg-type]
    assert page.elements.count("tr") == len(told) + len(still)
    places = [index for index, text in enumerate(page.texts) if text in {one.when for one in told}]
    assert [page.texts[place] for place in places][: len(told)] == [one.when for one in told]
    for one in told:
        assert {one.distance, one.ref} <= set(page.texts)
        assert all(said in "".join(page.texts) for said in one.said)


def test_a_date_is_not_broken_over_lines() -> None:
    page = html(
        digest(reminder("notice", "2026-12-11", notice_by("2026-12-11", "2032-02-28/2032-02-27"))), "iso", command
    )
    assert 'by Fri <span style="white-space:nowrap">2026-12-11</span>.' in page
    assert 'through <span style="white-space:nowrap">2032-02-27/28</span>.' in page


def test_nothing_is_fetched_and_nothing_runs() -> None:
    page = Reading(html(EVERYTHING, "iso", command))
    assert set(page.elements) <= ALLOWED
    assert not {"src", "href", "background", "onload", "srcset", "id", "class"} & set(page.attributes)
    assert not [style for style in page.attributes["style"] if "url(" in style]


def test_no_colour_is_set_for_text_or_page_and_an_edge_repeats_what_the_words_say() -> None:
    page = html(EVERYTHING, "iso", command)
    assert not re.search(r"[;\"](?:color|background[a-z-]*):", page)
    edges = re.findall(r"border-left:4px solid (#\w+)[^>]*>[^<]*<br><strong>([^<]*)<", page)
    assert {("#c62828", "40 days late"), ("#b26a00", "today"), ("#8a8a8a", "in 8 days")} <= set(edges)


def shows_only_text(sent: Digest) -> Reading:
    page = Reading(html(sent, "iso", command))
    assert set(page.elements) <= ALLOWED
    assert not ACTING & set("".join(page.texts))
    return page


def test_a_hostile_text_is_only_shown() -> None:
    record = friendship(title=HOSTILE, ref="A</title><script>\x1b", owner='"><b onclick=x>')
    one = owed("2026-12-11", record, id='"\x9b', text=HOSTILE)
    sent = digest(one, reminder("termination", "2026-12-11", id="<b>", record=record), open=(one,))
    page = shows_only_text(sent)
    assert subject(sent, "iso") in page.texts
    assert 'Owner: "><b onclick=x>' in page.texts


@given(st.text(), st.text(min_size=1))
def test_no_text_of_a_record_becomes_an_element(title: str, ref: str) -> None:
    record = friendship(title=title, ref=ref)
    page = shows_only_text(digest(owed("2026-12-11", record, text=title), open=(owed("2026-12-12", record),)))
    assert page.elements.count("tr") == 2
