"""The sentences on suspending."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "until-before": N_("--until {until} lies before the suspension begins, {start}"),
    "already": N_("it is suspended since {day} already; the end is recorded with agreetrack resume {ref}"),
    "none": N_("it is not suspended on {day}, so that nothing is resumed"),
    "other-part": N_("what is suspended on {day} is another part: {parts}"),
    "still": N_("still suspended: {parts}"),
    "articles-for-party": N_("“{articles}” for “{party}”, since {since}"),
    "articles-for-all": N_("“{articles}” for all parties, since {since}"),
    "whole-for-party": N_("the whole for “{party}”, since {since}"),
    "whole-for-all": N_("the whole for all parties, since {since}"),
}
