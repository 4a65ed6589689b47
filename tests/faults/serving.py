"""Runs command lines, each in a process of its own in which one file call may fail; started under the shim.

A line of standard input asks for a run, a line of standard output answers it, both in JSON. A run is a fork of this
process, which has imported the program already: it is the program itself, without the time to start.
"""

import ctypes
import gc
import json
import os
import pkgutil
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any, NoReturn

PROGRAMS = {"agreetrack": "agreetrack.cli.app", "plain": "plain"}
_ELSEWHERE = ("rich.console", "tinydb", "tomlkit", "dateutil.rrule", "platformdirs.unix", "subprocess", "tempfile")


def imported() -> dict[str, Callable[[list[str]], int]]:
    """The programs by their names, with all that their commands import when they are carried out."""
    package = import_module("agreetrack")
    for module in pkgutil.walk_packages(package.__path__, "agreetrack."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    for name in _ELSEWHERE:
        import_module(name)
    return {program: import_module(name).main for program, name in PROGRAMS.items()}


def serve() -> None:
    """Answer every line until there is no more: with the exit code, or less the number of the signal."""
    programs, shim = imported(), ctypes.CDLL(None)
    gc.freeze()
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if not child:
            _run(programs[asked["program"]], asked, shim)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _run(main: Callable[[list[str]], int], asked: dict[str, Any], shim: ctypes.CDLL) -> NoReturn:
    """Be the process that was asked for, and end."""
    code = 70
    try:
        _become(0, os.devnull, os.O_RDONLY)
        _become(1, asked["stdout"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        _become(2, asked["stderr"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.environ.clear()
        os.environ.update(asked["environment"])
        journal = os.open(asked["journal"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
        at = ctypes.c_long(asked["at"])
        shim.faults_arm(asked["folder"].encode(), journal, at, asked["what"], asked["number"])
        code = main(asked["arguments"])
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _become(number: int, path: str, flags: int) -> None:
    """Let a standard stream be a file."""
    opened = os.open(path, flags, 0o600)
    os.dup2(opened, number)
    os.close(opened)


if __name__ == "__main__":
    serve()
