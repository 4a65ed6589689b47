"""`agreetrack config`, and what the configuration changes."""

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from saying import sentence

from agreetrack.model.addresses import Address
from agreetrack.register.settings.configuration import read
from agreetrack.register.settings.keys import KEYS
from agreetrack.store import writing

Agreetrack = Callable[..., Any]
ADD = ("add", "--ref", "A-1", "--title", "Water", "--party", "X", "--party", "Y", "--start", "2022-02-20")


@pytest.fixture
def file(home: Path) -> Path:
    return home / "agreetrack" / "config.toml"


def test_every_key_is_shown_with_its_value_and_what_it_is_for(agreetrack: Agreetrack) -> None:
    run = agreetrack("config")
    assert run.code == 0
    for key in KEYS.values():
        assert f"# {sentence(key.documentation)}" in run.stdout
    assert 'counting = "anniversary"  # default' in run.stdout
    assert 'within = "P90D"  # default' in run.stdout


def test_a_key_is_set_shown_and_unset(agreetrack: Agreetrack, file: Path) -> None:
    assert agreetrack("config", "within", "6 months").code == 0
    assert file.read_text() == 'within = "P6M"\n'
    assert agreetrack("config", "within").stdout == "P6M\n"
    assert 'within = "P6M"  # set here' in agreetrack("config").stdout
    assert agreetrack("config", "--unset", "within").code == 0
    assert agreetrack("config", "within").stdout == "P90D\n"
    assert "was not set" in agreetrack("config", "--unset", "within").stderr


def test_a_page_of_80_columns_holds_every_line_and_the_groups_have_headings(
    agreetrack: Agreetrack, file: Path, tmp_path: Path
) -> None:
    lines = agreetrack("config").stdout.splitlines()
    places = [f"# {tmp_path / 'agreements.json'}", f"# {file}"]
    assert max(len(line) for line in lines if line not in places) <= 80
    assert [line for line in lines if line.isupper() or line in places] == [
        places[0],
        "# HOW DATES ARE RECKONED",
        "# REMINDERS",
        places[1],
        "# WHAT IS READ AND SHOWN",
        "# THE WAY TO THE MAIL SERVER",
    ]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("mail_host", "mail.example.org"),
        ("mail_host", "::1"),
        ("mail_host", "почта.рф"),
        ("mail_port", "2525"),
        ("mail_security", "tls"),
        ("mail_user", "agreements@example.org"),
        ("mail_from", "Agreements <agreements@example.org>"),
    ],
)
def test_the_way_to_the_mail_server_is_kept_as_typed(agreetrack: Agreetrack, key: str, value: str) -> None:
    assert agreetrack("config", key, value).code == 0
    assert agreetrack("config", key).stdout == f"{value}\n"
    assert f'{key} = "{value}"  # set here' in agreetrack("config").stdout


def test_files_of_mail_are_kept_as_absolute_paths(
    agreetrack: Agreetrack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for key in ("mail_password_file", "mail_ca_file"):
        agreetrack("config", key, "file")
        assert agreetrack("config", key).stdout == f"{tmp_path / 'file'}\n"


def test_what_is_configured_is_read_as_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('mail_from = "Anna <anna@example.org>"\nmail_ca_file = "ca"\ncounting = "day-before"\n', "utf-8")
    found = read(path)
    assert found.address("mail_from") == Address("anna@example.org", "Anna")
    assert found.file("mail_ca_file") == tmp_path / "ca"
    assert found.misplaced == {"counting": "day-before"}
    assert read(tmp_path / "none").db is None


def test_comments_are_kept(agreetrack: Agreetrack, file: Path) -> None:
    file.parent.mkdir()
    file.write_text('# ours\nwithin = "P6M"  # the old practice\n', encoding="utf-8")
    agreetrack("config", "date_format", "dd.mm.yyyy")
    assert file.read_text() == ('# ours\nwithin = "P6M"  # the old practice\ndate_format = "dd.mm.yyyy"\n')


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("witin",), "did you mean within?"),
        (("witin", "6m"), "did you mean within?"),
        (("zzz",), "there are: counting, countries"),
        (("--unset", "zzz"), "there are: counting, countries"),
        (("counting", "backwards"), "anniversary, day-before"),
        (("date_format", "us"), "iso, dd.mm.yyyy"),
        (("within", "soon"), "is not a period"),
        (("lang", "English!"), "no texts in “English!”; there are: en"),
        (("lang", "tlh"), "no texts in “tlh”; there are: en"),
        (("db", ""), "name a file"),
        (("owner", "Anna"), "it must be one mail address"),
        (("owner", "anna@example.org, boris@example.org"), "it must be one mail address"),
        (("department", "Law\n<law@example.org>"), "it must be one mail address"),
        (("second", "Law\u202e <law@example.org>"), "it must be one mail address"),
        (("mail_from", ""), "it must be one mail address"),
        (("lead_times", ""), "from 1 to 20"),
        (("lead_times", "30,7,30"), "stands there twice"),
        (("lead_times", "30,-7"), "from 0 to 9999"),
        (("lead_times", "30,,7"), "from 0 to 9999"),
        (("treaty_lead_times", "1y"), "from 0 to 9999"),
        (("obligation_lead_times", "٣"), "from 0 to 9999"),
        (("obligation_lead_times", "10000"), "from 0 to 9999"),
        (("lead_times", ",".join(map(str, range(21)))), "from 1 to 20"),
        (("heartbeat", "hourly"), "off, daily, weekly"),
        (("countries", ""), "such as: RU, CN, DE-BY"),
        (("mail_host", "https://mail.example.org"), "the name of a mail server"),
        (("mail_host", "mail.example.org:587"), "agreetrack config mail_port NUMBER"),
        (("mail_port", "0"), "from 1 to 65535"),
        (("mail_port", "65536"), "from 1 to 65535"),
        (("mail_port", "smtp"), "from 1 to 65535"),
        (("mail_security", "ssl"), "starttls, tls, none"),
        (("mail_user", " "), "the name of an account"),
        (("mail_user", "a\tb"), "the name of an account"),
        (("mail_password_file", ""), "name a file"),
        (("mail_password", "geheim"), "did you mean mail_password_file?"),
        (("--unset",), "takes one key"),
        (("--unset", "within", "6m"), "takes one key"),
    ],
)
def test_what_cannot_be_set_is_refused(agreetrack: Agreetrack, file: Path, words: tuple[str, ...], told: str) -> None:
    run = agreetrack("config", *words)
    assert (run.code, run.stdout) == (2, "")
    assert told in run.stderr
    assert not file.exists()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("db = [\n", "is not valid TOML"),
        ("within = P6M\n", "line 1"),
        (b"\xff", "is not UTF-8"),
        ('witin = "P6M"\n', "witin: there is no such key; did you mean within?"),
        ("within = 90\n", "within: it must be a text in quotes"),
        ('lang = "English"\n', "lang: it must be the code of a language"),
        ('lead_times = "30,7,7"\n', "lead_times: a number of days stands there twice"),
        ('countries = "Russia"\n', "countries: it must be ISO 3166 codes"),
        ("lead_times = [30, 7]\n", "lead_times: it must be a text in quotes"),
        ('within = "soon"\n', "within: “soon” is not a period"),
        ("[within]\n", "within: it must be a text"),
    ],
)
def test_a_file_that_is_not_in_order_is_invalid_data(
    agreetrack: Agreetrack, file: Path, content: str | bytes, told: str
) -> None:
    file.parent.mkdir()
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    run = agreetrack("list")
    assert (run.code, run.stdout) == (4, "")
    assert told in run.stderr
    assert agreetrack("-h").code == 0


def test_an_unknown_key_can_be_taken_out_of_the_file(agreetrack: Agreetrack, file: Path) -> None:
    file.parent.mkdir()
    file.write_text('witin = "P6M"\ndate_format = "dd.mm.yyyy"\n', encoding="utf-8")
    assert agreetrack("config", "--unset", "witin").code == 0
    assert agreetrack("config", "date_format").stdout == "dd.mm.yyyy\n"


def test_a_file_that_cannot_be_read_or_written_is_one_sentence(agreetrack: Agreetrack, file: Path) -> None:
    file.mkdir(parents=True)
    assert "cannot be read" in agreetrack("config").stderr
    run = agreetrack("config", "within", "6m", env={"AGREETRACK_CONFIG": "/dev/null/x.toml"})
    assert (run.code, run.stderr.count("\n")) == (1, 1)
    assert "cannot be written" in run.stderr


def test_another_file_may_be_named(agreetrack: Agreetrack, tmp_path: Path) -> None:
    other = {"AGREETRACK_CONFIG": str(tmp_path / "other.toml")}
    agreetrack("config", "within", "6m", env=other)
    assert agreetrack("config", "within", env=other).stdout == "P6M\n"
    assert agreetrack("config", "within").stdout == "P90D\n"


def test_the_list_looks_as_far_as_the_configuration_says(agreetrack: Agreetrack) -> None:
    agreetrack(*ADD, "--term", "5y", "--renewal", "none")
    assert agreetrack("list", "--expiring").stdout != ""
    agreetrack("config", "within", "30d")
    assert agreetrack("list", "--expiring").stdout == ""
    assert agreetrack("list", "--expiring", "--within", "90d").stdout != ""


def test_days_are_written_as_the_configuration_says_for_people_only(agreetrack: Agreetrack) -> None:
    agreetrack(*ADD, "--term", "5y")
    agreetrack("config", "date_format", "dd.mm.yyyy")
    assert "20.02.2022" in agreetrack("list").stdout
    assert '"in_force":"2022-02-20"' in agreetrack("list", "--json").stdout


def test_a_relative_registry_is_kept_as_an_absolute_path(
    agreetrack: Agreetrack, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    agreetrack("config", "db", "treaties.json")
    assert agreetrack("config", "db").stdout == f"{tmp_path / 'treaties.json'}\n"
    file.write_text('db = "near.json"\n', encoding="utf-8")
    run = agreetrack("check", env={"AGREETRACK_DB": None})
    assert (run.code, str(file.parent / "near.json") in run.stderr) == (3, True)


def test_without_a_file_no_toml_is_imported(home: Path, started: Mapping[str, str]) -> None:
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "agreetrack", "config"], env=started, capture_output=True, text=True
    )
    assert run.returncode == 0
    assert "tomllib" not in run.stderr
    assert "tomlkit" not in run.stderr


def test_the_file_keeps_its_mode_and_its_links(agreetrack: Agreetrack, file: Path, tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles" / "agreetrack.toml"
    kept.parent.mkdir()
    kept.write_text("# ours\n")
    kept.chmod(0o640)
    file.parent.mkdir()
    file.symlink_to(kept)
    assert agreetrack("config", "within", "6m").code == 0
    assert file.is_symlink()
    assert (kept.read_text(), kept.stat().st_mode & 0o777) == ('# ours\nwithin = "P6M"\n', 0o640)
    assert sorted(path.name for path in kept.parent.iterdir()) == [".agreetrack.toml.lock", "agreetrack.toml"]


def test_what_a_change_that_was_cut_off_left_is_cleared(agreetrack: Agreetrack, file: Path) -> None:
    file.parent.mkdir()
    left = file.with_name(".config.toml.0123abcd.new")
    left.write_text('within = "P')
    agreetrack("config", "within", "6m")
    assert not left.exists()


def test_changes_made_at_once_are_all_there(agreetrack: Agreetrack, file: Path, started: Mapping[str, str]) -> None:
    values = {"within": "P6M", "date_format": "iso", "mail_host": "smtp.example.org", "mail_port": "25"}
    words = [(sys.executable, "-m", "agreetrack", "config", *each) for each in values.items()]
    running = [subprocess.Popen(each, env=started, stderr=subprocess.DEVNULL) for each in words]
    assert [one.wait() for one in running] == [0] * len(values)
    assert read(file).stated == values


def test_a_file_that_somebody_else_changes_is_waited_for(
    agreetrack: Agreetrack, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.parent.mkdir()
    monkeypatch.setattr(writing, "wait_for", lambda lock, path, patience, busy: raised(busy))
    run = agreetrack("config", "within", "6m")
    assert (run.code, file.exists()) == (1, False)
    assert "somebody else is changing" in run.stderr


def raised(error: Exception) -> None:
    raise error


def test_what_stands_there_already_is_not_written_again(agreetrack: Agreetrack, file: Path) -> None:
    agreetrack("config", "within", "6m")
    before = file.stat().st_ino
    assert agreetrack("config", "within", "6 months").code == 0
    assert file.stat().st_ino == before


def test_who_is_left_out_of_the_new_file_is_told(
    agreetrack: Agreetrack, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "replace", lambda path, pieces: ("its group has no access any more",))
    assert agreetrack("config", "within", "6m").stderr.startswith("its group has no access any more\n")
