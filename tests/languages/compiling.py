"""The catalogues, compiled where a wheel is built and where the package is installed from its sources.

A step of the build: hatchling calls it (`[tool.hatch.build.hooks.custom]`).
"""

from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CATALOGUES = "agreetrack/locale/*/LC_MESSAGES/agreetrack.po"


class Compiling(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles them beside their sources; the wheel takes them from there (`artifacts`)."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before a wheel, or the link of an editable installation, is made."""
        compile_all(Path(self.root))


def compile_all(top: Path) -> None:
    """Compile every catalogue below the top of the sources."""
    for source in top.glob(CATALOGUES):
        compile_one(source, source.with_suffix(".mo"))


def compile_one(source: Path, target: Path) -> None:
    """Compile a catalogue, in one step for whoever reads the target meanwhile."""
    with source.open("rb") as file:
        catalogue = read_po(file)
    with NamedTemporaryFile(dir=target.parent, suffix=".mo", delete=False) as file:
        write_mo(file, catalogue)
    Path(file.name).chmod(0o644)
    Path(file.name).replace(target)
