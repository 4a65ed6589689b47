"""What a line of an explanation is about."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "falls": N_("Falls"),
    "remark": N_("Remark"),
    "prudent": N_("Prudent"),
    "send": N_("Send"),
    "rival": N_("Rival"),
    "saturday": N_("Saturday"),
    "sunday": N_("Sunday"),
    "holiday": N_("Holiday"),
    "survival": N_("Survival"),
    "leaving": N_("Leaving"),
    "check": N_("Check"),
    "start": N_("Start"),
    "anchor": N_("Anchor"),
    "provisional": N_("Provisional"),
    "instrument": N_("Instrument"),
    "condition": N_("Condition"),
    "would-be": N_("Would be"),
    "missing": N_("Missing"),
    "term": N_("Term"),
    "rule": N_("Rule"),
    "event": N_("Event"),
    "renewal": N_("Renewal"),
    "notice": N_("Notice"),
    "words": N_("Words"),
}
