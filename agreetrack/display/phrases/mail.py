"""Mail: the way to the server, and what became of a letter."""

from agreetrack.display.phrases.phrase import N_, Phrases

PHRASES: Phrases = {
    "too-slow": N_("the mail server took too long"),
    "no-mail-server": N_("what answers there is no mail server"),
    "closed": N_("the mail server closed the connection"),
    "says-too-much": N_("the mail server says too much"),
    "no-starttls": N_(
        "{server} does not offer STARTTLS, and nothing is sent readable; check mail_port and mail_security"
    ),
    "no-password-without-tls": N_("a password is not sent over a connection without TLS; check mail_security"),
    "no-way-to-log-in": N_("{server} offers no way to log in that is known here (PLAIN, LOGIN)"),
    "not-let-in": N_("{server} did not let {user} in: {reply}"),
    "not-ready": N_("{server} is not ready: {reply}"),
    "certificate-not-trusted": N_(
        "the certificate of {server} is not trusted: {reason}; where your own authority made it, type: "
        "agreetrack config mail_ca_file FILE"
    ),
    "no-tls": N_("there is no TLS with {server}: {reason}; check mail_port and mail_security"),
    "unreachable": N_("{server} cannot be reached: {reason}"),
    "certificates-unreadable": N_("the certificates in “{path}” cannot be read: {reason}"),
    "broke": N_("the connection to the mail server broke: {reason}"),
    "no-sender": N_("the sender has no address that mail can carry; check mail_from"),
    "no-address": N_("“{recipient}” is not a mail address"),
    "no-foreign-letters": N_("the mail server takes no addresses in other letters than English ones (SMTPUTF8)"),
    "not-taken": N_("the mail server does not take it: {reply}"),
    "doubtful": N_("it is not known whether the mail to {to} arrived: {reason}; it is sent again the next time"),
    "refused": N_("{to} does not take the mail: {reason}; correct the address, it is tried again the next time"),
    "failed": N_("{to} could not be told: {reason}; it is tried again the next time"),
    "others-told": N_(
        "{to} does not take the mail: {reason}; those who stand in were told instead, correct the address"
    ),
    "no-server": N_("no mail server is set; type: agreetrack config mail_host smtp.example.org"),
    "no-sender-set": N_(
        "no sender of mail is set; type: agreetrack config mail_from 'Agreements <agreements@example.org>'"
    ),
    "readable-password": N_(
        "the password of mail_user would travel readable; type: agreetrack config mail_security starttls (or, "
        "where the server wants no account: agreetrack config --unset mail_user)"
    ),
    "no-password": N_(
        "there is no password for mail_user; put it into a file that only you can read (chmod 600 FILE), and "
        "type: agreetrack config mail_password_file FILE; or set {variable}"
    ),
    "malformed-password": N_("the password in {where} must be one line of text"),
    "password-unreadable": N_("the password file “{path}” cannot be read: {reason}"),
    "password-not-utf8": N_("the password file “{path}” is not UTF-8 text"),
    "password-not-a-file": N_("the password file “{path}” is not a plain file"),
    "password-of-somebody-else": N_(
        "the password file “{path}” belongs to somebody else; make one of your own, then chmod 600 it"
    ),
    "password-open": N_("the password file “{path}” has mode {mode}, it must be yours alone; type: chmod 600 {quoted}"),
    "malformed-address": N_("“{mail}” is not a mail address; write it as Name <name@example.org>"),
}
