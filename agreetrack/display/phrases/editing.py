"""The sentences on editing."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "removed-meanwhile": N_(
        "{ref} was removed by somebody else meanwhile; agreetrack history {ref} tells by which change"
    ),
    "same-changed": N_("{ref}: somebody else changed the same meanwhile"),
    "rests-on-others": N_(
        "{ref}: somebody else changed {others} meanwhile, and you changed {own}; events are judged by what then "
        "holds, so look at the agreement as it is now, and edit it again"
    ),
    "others-kept": N_("somebody else changed {fields} meanwhile, and that is kept"),
    "taken-out-changed": N_("you took it out, and it was changed to {theirs}"),
    "changed-taken-out": N_("you changed it to {mine}, and it was taken out"),
    "changed-both": N_("you changed it to {mine}, and it was changed to {theirs}"),
    "no-party-left": N_("{ref}: no party would be left; name at least one with --party"),
}
