"""The scripts that let bash, zsh and fish ask for completions, and where they are installed."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from agreetrack.cli.errors import reason
from agreetrack.display.wording import _
from agreetrack.model.errors import AgreetrackError, UsageError

_BASH = r"""
_agreetrack() {
    local answer
    mapfile -t answer < <(agreetrack --complete bash "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
    if [[ ${answer[0]} == files ]]; then
        compopt -o default
        COMPREPLY=()
        return
    fi
    COMPREPLY=()
    local word
    for word in "${answer[@]:1}"; do
        COMPREPLY+=("$(printf '%q' "$word")")
    done
}
complete -F _agreetrack agreetrack
"""

_ZSH = r"""
#compdef agreetrack
_agreetrack() {
    local -a answer found shown
    local line
    answer=("${(@f)$(agreetrack --complete zsh "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
    if [[ ${answer[1]} == files ]]; then
        _files
        return
    fi
    for line in "${(@)answer[2,-1]}"; do
        [[ -n $line ]] || continue
        found+=("${line%%$'\t'*}")
        shown+=("${line%%$'\t'*}  ${line#*$'\t'}")
    done
    (( $#found )) && compadd -U -l -d shown -a found
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
compdef _agreetrack agreetrack
"""

_FISH = r"""
function __agreetrack_complete
    set -l typed (commandline -opc)
    set -l answer (agreetrack --complete fish $typed[2..-1] (commandline -ct) 2>/dev/null)
    if test "$answer[1]" = files
        __fish_complete_path (commandline -ct)
    else
        string join \n -- $answer[2..-1]
    end
end
complete --command agreetrack --no-files --arguments '(__agreetrack_complete)'
"""

_SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}


def show(words: Sequence[str]) -> int:
    """Print the script for a shell."""
    print(_SCRIPTS[_shell(words)].lstrip("\n"), end="")
    return 0


def install(words: Sequence[str]) -> int:
    """Write the script for a shell, and let bash and zsh read it when they start."""
    shell = _shell(words)
    try:
        script, start = _places(shell)
        _keep(script, _SCRIPTS[shell].lstrip("\n"))
        if start is not None:
            _append(start, f"source '{script}'")
    except OSError as error:
        message = _("completion cannot be installed: {reason}: “{path}”")
        raise AgreetrackError(message.format(reason=reason(error), path=error.filename)) from None
    except RuntimeError:
        raise AgreetrackError(_("completion cannot be installed: there is no home directory")) from None
    message = _("completion for {shell} is installed in {path}; it works in the next shell that you open")
    print(message.format(shell=shell, path=script), file=sys.stderr)
    return 0


def _shell(words: Sequence[str]) -> str:
    """The shell that was named, or the one that the person logs in with."""
    named = words[0] if words else os.path.basename(os.environ.get("SHELL", ""))
    if len(words) > 1 or named not in _SCRIPTS:
        known = ", ".join(_SCRIPTS)
        raise UsageError(_("name the shell, one of: {known}").format(known=known))
    return named


def _places(shell: str) -> tuple[Path, Path | None]:
    """Where the script goes, and the file in which the shell has to be told of it."""
    home = Path.home()
    if shell == "fish":
        own = os.environ.get("XDG_CONFIG_HOME") or home / ".config"
        return Path(own) / "fish" / "completions" / "agreetrack.fish", None
    own = os.environ.get("XDG_DATA_HOME") or home / ".local" / "share"
    start = home / ".bashrc"
    if shell == "zsh":
        start = Path(os.environ.get("ZDOTDIR") or home) / ".zshrc"
    return Path(own) / "agreetrack" / f"completion.{shell}", start


def _keep(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _append(path: Path, line: str) -> None:
    """Add the line to a start-up file, once."""
    present = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
    if line in present.splitlines():
        return
    with path.open("a", encoding="utf-8") as file:
        file.write(("" if not present or present.endswith("\n") else "\n") + line + "\n")
