"""Markdown for a wiki or a chat: the exact page, and what a reader of Markdown makes of texts that try to be more."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from nightly import (
    ACTING,
    EVERY_KIND,
    HOSTILE,
    NOTICE,
    STILL_OPEN,
    command,
    day,
    digest,
    friendship,
    owed,
    reminder,
    secret,
)

from agreetrack.display.digest.markdown import escaped, markdown
from agreetrack.display.plain import safe

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
ALLOWED = {"text", "softbreak", "strong_open", "strong_close", "code_inline"}


def inline(page: str) -> list[Token]:
    """What a reader finds inside the blocks of a page."""
    return [child for block in READER.parse(page) for child in block.children or ()]


def shown(page: str) -> str:
    return "".join(token.content for token in inline(page))


PAGE = r"""# Sun 2026-11-22: 2 new reminders

- **Sun 2026-11-22** (today): **RU\_CN** R\&D \<b\> \*x\*
  - Obligation due on Sun 2026-11-22: Send the report. (report)
  - Owner: Anna \<anna\@example.org\>
  - Acknowledge: `agreetrack ack RU_CN`
- **Fri 2026-12-11** (in 19 days): **R-7**
  - Notice has to be received by Fri 2026-12-11.
  - Restricted, look it up: `agreetrack show R-7`
  - Acknowledge: `agreetrack ack R-7`

## Still open, not acknowledged: 2

- **Sun 2026-11-15** (7 days ago): ended, nothing recorded **RU-CN-2001** Treaty of Friendship (told on 2026-11-16)
- **Mon 2026-11-30** (in 8 days): obligation **R-7**

ack REF silences a warning until its next lead time; with --decided TEXT it closes the deadline.
"""
DOTTED = r"""# Sun 22.11.2026: 1 new reminder

- **Fri 11.12.2026** (in 19 days): **RU-CN-2001** Treaty of Friendship
  - Notice has to be received by Fri 11.12.2026.
  - By the other reading it is Sat 12.12.2026 (counting not stated): act by the earlier.
  - Otherwise it renews by itself, through 28.02.2032.
  - Owner: Anna \<anna\@example.org\>
  - Nobody acknowledged it when it was told on Sat 12.09.2026.
  - This may be a repeat: an earlier run was cut off.
  - Acknowledge: `agreetrack ack RU-CN-2001`

ack REF silences a warning until its next lead time; with --decided TEXT it closes the deadline.
"""


def test_a_digest_is_a_list_under_headings() -> None:
    sent = digest(
        owed("2026-11-22", friendship(ref="RU_CN", title="R&D <b> *x*")),
        secret(reminder("notice", "2026-12-11", NOTICE)),
        open=(STILL_OPEN[0], secret(owed("2026-11-30"))),
    )
    assert markdown(sent, "iso", command) == PAGE
    assert markdown(digest(EVERY_KIND[6]), "dd.mm.yyyy", command) == DOTTED


def test_with_nothing_new_it_is_a_sign_of_life() -> None:
    assert markdown(digest(), "iso", command) == "Nothing due, 20 agreements watched.\n"
    with_open = markdown(digest(open=STILL_OPEN), "iso", command)
    assert with_open.startswith("Nothing new, 20 agreements watched.\n\n## Still open, not acknowledged: 2\n\n- **Sun")


def test_a_hostile_text_is_only_shown() -> None:
    record = friendship(title=HOSTILE, ref="A`[x]`\x1b", owner="![i](//e.example/i.png)")
    one = owed("2026-12-11", record, id="*\x9b*", text=HOSTILE, told_on=day("2026-11-20"))
    page = markdown(digest(one, open=(one,)), "iso", command)
    assert {token.type for token in inline(page)} <= ALLOWED
    assert not ACTING & set(page)
    assert shown(page).count(safe(HOSTILE).strip()) == 2
    assert not re.search(r"(?<!\\)://|www\.", page)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("ack R-7", "`ack R-7`"),
        ("ack 'a`b'", "``ack 'a`b'``"),
        ("ack ``", "``` ack `` ```"),
        ("`x` ack", "`` `x` ack ``"),
    ],
)
def test_a_command_stays_whole(typed: str, written: str) -> None:
    page = markdown(digest(owed("2026-12-11")), "iso", lambda *_words: typed)
    assert f"  - Acknowledge: {written}\n" in page
    assert typed in [token.content for token in inline(page) if token.type == "code_inline"]


@given(st.text())
def test_no_text_of_a_record_becomes_markup(text: str) -> None:
    plain = " ".join(safe(text).split())
    tokens = READER.parse(f"- **x** {escaped(plain)}")
    assert {child.type for block in tokens for child in block.children or ()} <= ALLOWED
    assert [token.type for token in tokens] == [
        "bullet_list_open",
        "list_item_open",
        "paragraph_open",
        "inline",
        "paragraph_close",
        "list_item_close",
        "bullet_list_close",
    ]
    read = "".join(child.content for block in tokens for child in block.children or ())
    assert read == f"x {plain}".strip()
