"""The settings and where they stand."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "changed-just-now": N_("the settings were changed just now; nothing was done, do it again"),
    "unknown": N_("“{name}”: {why}"),
    "wrong": N_("{name}: {why}"),
    "none-of": N_("it must be one of: {known}"),
    "no-file": N_("it must name a file"),
    "no-language": N_("it must be the code of a language, such as en or ru"),
    "no-address": N_("it must be one mail address, such as: Anna Petrova <anna@example.org>"),
    "no-days": N_("it must be numbers of days from 0 to {most}, such as: 180,90,30,7,1"),
    "days-twice": N_("a number of days stands there twice"),
    "too-many-days": N_("it must be from 1 to {most} numbers of days"),
    "no-countries": N_("it must be ISO 3166 codes of countries or their parts, such as: RU, CN, DE-BY"),
    "port-in-name": N_("it must be the name alone; the port is another key: agreetrack config mail_port NUMBER"),
    "no-host": N_("it must be the name of a mail server, such as smtp.example.org"),
    "no-port": N_("it must be a number from 1 to 65535"),
    "no-account": N_("it must be the name of an account"),
    "no-text": N_("it must be a text in quotes"),
    "no-key-but-near": N_("there is no such key; did you mean {near}?"),
    "no-key": N_("there is no such key; there are: {known}"),
    "configuration-wrong": N_("the configuration “{path}” is not in order"),
    "configuration-no-toml": N_("the configuration “{path}” is not valid TOML: {reason}; correct it in an editor"),
    "configuration-not-utf8": N_("the configuration “{path}” is not UTF-8 text (byte {at})"),
    "configuration-unreadable": N_("the configuration “{path}” cannot be read: {reason}"),
    "registry-wrong": N_("the settings in the registry “{path}” are not in order"),
    "no-registry": N_(
        "what holds for the whole office stands in the registry, and there is none at “{path}” yet; begin one "
        "with add or import"
    ),
    "half-taken-over": N_(
        "the registry has them now, as change {seq}, but they still stand in the configuration: {reason}"
    ),
}
