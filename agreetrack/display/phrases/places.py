"""Where something stands, in a file or in a list."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "agreement": N_("agreement {number}"),
    "entry": N_("entry {number} of table “{table}”"),
    "of-ref": N_("{ref} ({place})"),
    "record": N_("record {n}"),
    "file": N_("the file"),
    "line": N_("line {n}"),
}
