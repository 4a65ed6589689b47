"""The sentences on amending."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "nothing": N_("say what it sets, such as --set term=P10Y or --set renewal.period=P2Y"),
    "not-amendable": N_("an amendment sets {names}; “{path}” is changed with agreetrack edit"),
    "whole": N_("“{name}” is set as a whole; correct one entry with agreetrack edit"),
    "ends-before": N_("it ends on {ends}, so that no amendment takes effect on {begins}; extend it first"),
    "over-before": N_("the new term, {term}, is over before the amendment takes effect on {begins}"),
}
