"""Programs that something is handed over to."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "open-quote": N_("“{command}” has a quote that is not closed"),
    "not-named": N_("no program is named"),
    "not-run": N_("“{program}” cannot be run: {reason}"),
    "missing": N_("there is no program “{program}”; give its whole path"),
    "too-slow": N_("“{program}” did not end within {seconds:g} seconds and was stopped"),
    "killed": N_("“{program}” was killed by signal {number}"),
    "killed-saying": N_("“{program}” was killed by signal {number}: {line}"),
    "ended": N_("“{program}” ended with exit code {number}"),
    "ended-saying": N_("“{program}” ended with exit code {number}: {line}"),
}
