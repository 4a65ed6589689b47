import os
from pathlib import Path

import pytest
from interpreters import Interpreter, interpreters, others


def stands(folder: Path, name: str, says: str, code: int = 0) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(f"#!/bin/sh\necho '{says}'\nexit {code}\n")
    file.chmod(0o755)
    return file


def version(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(".")))


@pytest.fixture
def own(tmp_path: Path) -> Interpreter:
    return Interpreter((3, 12, 4), tmp_path / "own" / "python")


def test_the_path_and_pyenv_are_looked_through_for_what_the_project_admits(tmp_path: Path, own: Interpreter):
    path, more = tmp_path / "bin", tmp_path / "more"
    stands(path, "python3", "CPython 3.10.13")
    stands(path, "python3.10", "CPython 3.10.13")
    eleven = stands(path, "python3.11", "CPython 3.11.2")
    stands(path, "python3.12", "CPython 3.12.1")
    stands(path, "python3.11-config", "CPython 3.19.0")
    stands(more, "python3.14", "CPython 3.14.0", code=127)  # a shim of a version that is not chosen
    stands(more, "python3.15", "CPython 3.15.0a1")
    pypy = stands(tmp_path / "pyenv" / "versions" / "pypy" / "bin", "python3", "PyPy 3.16.0")
    newest = stands(pypy.parent.parent.parent / "3.13.0" / "bin", "python3", "CPython 3.13.0")
    environment = {"PATH": os.pathsep.join(map(str, (path, more, tmp_path / "nowhere")))}
    environment["PYENV_ROOT"] = str(tmp_path / "pyenv")
    found = interpreters(environment, own)
    assert found == [Interpreter((3, 11, 2), eleven), own, Interpreter((3, 13, 0), newest)]


def test_a_python_that_stands_alone_is_the_only_one(tmp_path: Path, own: Interpreter):
    assert interpreters({"HOME": str(tmp_path)}, own) == [own]


@pytest.mark.parametrize(
    ("found", "own", "again"),
    [
        ("3.11.2 3.12.1 3.13.0", "3.11.2", "3.13.0"),
        ("3.11.2 3.12.1 3.13.0", "3.12.1", "3.11.2 3.13.0"),
        ("3.11.2 3.12.1 3.13.0", "3.13.0", "3.11.2"),
        ("3.11.2 3.12.1", "3.12.1", "3.11.2"),
        ("3.12.1", "3.12.1", ""),
    ],
)
def test_the_tests_run_again_on_the_oldest_and_the_newest_other_one(found: str, own: str, again: str):
    def several(text: str) -> list[Interpreter]:
        return [Interpreter(version(word), Path(word)) for word in text.split()]

    assert others(several(found), several(own)[0]) == several(again)
