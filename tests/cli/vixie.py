"""How cron reads a line, as Vixie's and all its successors do."""


def handed_on(line: str) -> str:
    r"""The command of a crontab line as cron gives it to sh: an `%` ends it, `\%` is an `%`."""
    command, escaped = "", False
    for sign in line.split(" ", 5)[5]:
        if sign == "%" and not escaped:
            break
        command = command[:-1] + sign if sign == "%" else command + sign
        escaped = sign == "\\" and not escaped
    return command
