"""Signs that look like nothing: they act on a terminal, turn text around, or hide in it."""

CONTROLS = "\x00-\x1f\x7f-\x9f"
"""C0, DEL and C1, as a part of a class of a regular expression."""

UNSEEN = (
    "\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # zero width, bidi, breaks
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"  # tags, and what is to look like nothing in future too
)
"""The others. Those that vary the sign before them (U+E0100 to U+E01EF, in Japanese names) are seen by that."""
