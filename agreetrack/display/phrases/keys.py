"""The settings: what each is for."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "counting": N_("how periods are counted where the text is silent: anniversary or day-before"),
    "countries": N_("whose holidays are no working days, such as: RU, CN, DE-BY"),
    "owner": N_("who is reminded where an agreement names no owner: Name <mail>"),
    "department": N_("who gets what an owner cannot, or did not acknowledge: Name <mail>"),
    "second": N_("the second address for the same: Name <mail>"),
    "lead-times": N_("how many days before a date there are reminders of it"),
    "treaty-lead-times": N_("the same for agreements of the kind treaty"),
    "obligation-lead-times": N_("the same for obligations, which are told weekly once they are overdue"),
    "heartbeat": N_("how often you are told that nothing is due: off, daily or weekly"),
    "mail-lang": N_("the language of what is mailed, or handed to a program"),
    "mail-date-format": N_("how days are written there: iso (2015-02-09) or dd.mm.yyyy"),
    "db": N_("the registry, where --db and AGREETRACK_DB name none; else your data directory"),
    "within": N_("how far list --expiring looks ahead and back"),
    "date-format": N_("how days are written for people: iso (2015-02-09) or dd.mm.yyyy"),
    "lang": N_("the language, where --lang and AGREETRACK_LANG name none; else the system's"),
    "mail-host": N_("the mail server that takes reminders"),
    "mail-port": N_("its port; else 587 for starttls, 465 for tls, 25 for none"),
    "mail-security": N_("how the way to it is kept secret: starttls, tls or none"),
    "mail-user": N_("the account there, where it wants one"),
    "mail-password-file": N_("a file of mode 0600 with its password, where AGREETRACK_MAIL_PASSWORD has none"),
    "mail-from": N_("whom reminders come from: Name <mail>"),
    "mail-ca-file": N_("certificates (PEM) of authorities to trust beside those of the system"),
    "group-dates": N_("how dates are reckoned"),
    "group-reminders": N_("reminders"),
    "group-looks": N_("what is read and shown"),
    "group-mail": N_("the way to the mail server"),
}
