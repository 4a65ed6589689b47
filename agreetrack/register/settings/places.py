"""Where the configuration lies; found without reading it, since every command line looks for it first."""

import sys
from collections.abc import Mapping
from pathlib import Path


def configuration_place(environment: Mapping[str, str]) -> Path:
    """As `AGREETRACK_CONFIG` says, else in the user's configuration directory."""
    named = environment.get("AGREETRACK_CONFIG")
    if named:
        return expanded(named)
    if sys.platform != "linux":
        from platformdirs import user_config_path

        return user_config_path("agreetrack") / "config.toml"
    # What platformdirs says there; its import takes as long as all that is needed here.
    return expanded(environment.get("XDG_CONFIG_HOME") or "~/.config") / "agreetrack" / "config.toml"


def expanded(name: str) -> Path:
    """The path with its `~` replaced, as it stands where that cannot be found out."""
    try:
        return Path(name).expanduser()
    except RuntimeError:
        return Path(name)
