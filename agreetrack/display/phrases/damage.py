"""A registry that is damaged, or was changed outside of agreetrack."""

from agreetrack.display.phrases.phrase import N_, Phrases, counted

PHRASES: Phrases = {
    "makes-no-sense": N_(
        "“{path}” is damaged, or was changed to what makes no sense: {first}; correct it, or restore a backup"
    ),
    "stands-twice": N_("stands twice; correct it in an editor"),
    "order-of-history": N_("the order of the history"),
    "brought-to-format": N_(
        "“{path}” was brought to format {format}, which tells damage; older versions cannot read it any more"
    ),
    "sums-made-anew": N_("the checksums of “{path}” are gone; all that it holds makes sense, and they were made anew"),
    "changed-outside": N_(
        "changed outside of agreetrack, or damaged: {places}; they make sense and are kept, look at them"
    ),
    "taken-away-outside": N_("taken away outside of agreetrack, or damaged: {places}"),
    "counted-again": N_(
        "the counters of “{path}” were changed outside of agreetrack, or damaged; they were counted again"
    ),
    "outbox-lost": N_("what was about to be sent cannot be read any more; a reminder may come twice"),
    "unfit": N_(
        "does not fit its checksum: another program changed it, or it is damaged; the next change keeps it as it is"
    ),
    "is-gone": N_("is gone: another program took it away, or the file is damaged"),
    "sums-gone": N_("are gone; the next change makes them anew"),
    "history": N_("the history in “{path}” is damaged ({reason}); restore the file from a backup"),
    "history-row-twice": N_("the history in “{path}” has a row twice; restore the file from a backup"),
    "no-registry-or-damaged": N_("“{path}” is damaged or no registry ({reason}); restore it from a backup"),
    "damaged-at": N_("“{path}” is damaged at {place} ({reason}); correct it in an editor, or restore a backup"),
    "table-twice": N_("“{path}” has the table “{name}” twice; correct it in an editor"),
    "place-twice": N_("“{path}” has {place} twice; correct it in an editor"),
    "field-twice": N_("“{path}”, {place}: “{field}” stands twice; correct it in an editor"),
    "settings-not-one": N_(
        "the table “settings” in “{path}” must hold one document, number 1; correct it in an editor"
    ),
    "settings": N_("“{path}”, {place}: {reason}; correct it in an editor"),
    "warnings-sent": N_("what “{path}” holds of warnings sent is damaged ({reason}); restore the file from a backup"),
    "rows-lost": counted(
        "{count} row is lost; restore a backup, or, if that was meant, take table “sums” away in an editor",
        "{count} rows are lost; restore a backup, or, if that was meant, take table “sums” away in an editor",
    ),
}
