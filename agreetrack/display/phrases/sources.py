"""On what a line of an explanation rests."""

from agreetrack.display.phrases.phrase import N_, Phrases, in_context

PHRASES: Phrases = {
    "recorded": N_("recorded"),
    "article": N_("{article}"),
    "document": N_("{text}"),
    "not-moved": N_("CETS 076 art. 5, BGB 193"),
    "none-recorded": in_context("a notice", "none recorded"),
    "vienna-56": N_("Vienna Convention 56(2)"),
    "anniversary": N_("Civil Code 191-192, 1182/71 art. 3, by analogy"),
    "day-before": N_("BGB 187(2), 188(2), by analogy"),
}
