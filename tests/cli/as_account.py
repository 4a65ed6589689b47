"""Type a command line as another account, given by number and groups: UID GROUP,GROUP UMASK WORD...

It is typed as root on a copy of the registry first: the other account may not be able to read this Python, and finds
in memory all that it needs.
"""

import importlib
import io
import os
import pkgutil
import shutil
import sys
import tempfile
from pathlib import Path

import agreetrack
from agreetrack.cli.app import main


def load(words: list[str], registry: Path) -> None:
    for name in ("grp", "pwd"):
        importlib.import_module(name)
    for module in pkgutil.walk_packages(agreetrack.__path__, "agreetrack."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    streams = sys.stdout, sys.stderr
    with tempfile.TemporaryDirectory() as folder:
        if registry.exists():
            shutil.copy(registry, folder)
        os.environ["AGREETRACK_DB"] = f"{folder}/{registry.name}"
        for place in (words, ["list"], ["no-such-command"]):
            sys.stdout, sys.stderr = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _stream in streams)
            main(place)
    os.environ["AGREETRACK_DB"] = str(registry)
    sys.stdout, sys.stderr = streams


def become(uid: int, groups: list[int], umask: int) -> None:
    os.setgroups(groups)
    os.setresgid(groups[0], groups[0], groups[0])
    os.setresuid(uid, uid, uid)
    os.umask(umask)


if __name__ == "__main__":
    uid, groups, umask, *words = sys.argv[1:]
    load(words, Path(os.environ["AGREETRACK_DB"]))
    become(int(uid), [int(group) for group in groups.split(",")], int(umask, 8))
    sys.exit(main(words))
