"""The catalogues: what a machine can tell of a translation, how they are kept up to date, and what the wheel has."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po
from judging import COMPLETE, misfits, missing
from updating import TOP, catalogue, languages, template, updated


@pytest.fixture(scope="module")
def wanted() -> Catalog:
    return template()


def test_russian_is_spoken() -> None:
    assert "ru" in languages()


@pytest.mark.parametrize("language", languages())
def test_each_translation_has_the_places_plurals_and_options_of_its_message(language: str) -> None:
    assert misfits(catalogue(language)) == []


@pytest.mark.parametrize("language", languages())
def test_a_catalogue_has_the_plurals_of_its_language(language: str) -> None:
    assert catalogue(language).num_plurals == get_plural(language).num_plurals


@pytest.mark.parametrize("language", COMPLETE)
def test_each_message_of_the_sources_is_translated(language: str, wanted: Catalog) -> None:
    known = catalogue(language)
    known.update(wanted, no_fuzzy_matching=True)
    assert missing(known) == [], "python tests/languages/updating.py, then translate what is empty or fuzzy"


def test_a_catalogue_does_not_change_when_it_is_updated_again(wanted: Catalog) -> None:
    once = updated(catalogue("ru"), wanted)
    assert updated(read_po(io.BytesIO(once.encode()), locale="ru"), template()) == once
    assert "-Date:" not in once


# What is found


def spoiled(said: str | tuple[str, str], *translated: str, fuzzy: bool = False) -> Catalog:
    found = Catalog(locale="ru")
    found.add(said, translated if len(translated) > 1 else translated[0], locations=[("a.py", 1)])
    if fuzzy:
        found[said].flags.add("fuzzy")
    return found


@pytest.mark.parametrize(
    ("said", "translated", "wrong"),
    [
        ("{ref} ends", ("{ref} заканчивается",), ""),
        ("{ref} ends", ("{ref} заканчивается {day}",), "other places"),
        ("{ref} ends", ("заканчивается",), "other places"),
        ("{ref} ends", ("{reff} заканчивается",), "other places"),
        ("{ref} ends", ("{ref заканчивается",), "expected '}'"),
        ("{count:,} rows", ("{count} строк",), "other places"),
        ("{name!r} is", ("{name} есть",), "other places"),
        ("say --yes", ("скажите --да",), "other options"),
        ("say --yes", ("скажите --yes",), ""),
        ("set AGREETRACK_DB", ("задайте БАЗУ",), "other options"),
        ("a\nb", ("а б",), "breaks its lines"),
        (" a", ("а",), "begins"),
        ("in time", ("подано подано в срок",), "has a word twice"),
        (("one row", "{count} rows"), ("{count} строка", "{count} строки", "{count} строк"), ""),
        (("one row", "{count} rows"), ("одна строка", "{count} строки", "{count} строк"), "other places"),
        (("one row", "{count} rows"), ("{count} строка", "{count} строк"), "2 forms where the language has 3"),
    ],
)
def test_a_translation_that_does_not_fit_is_found(said: str, translated: tuple[str, ...], wrong: str) -> None:
    found = misfits(spoiled(said, *translated))
    assert any(wrong in one for one in found) if wrong else found == []


def test_what_is_empty_or_a_draft_is_missing() -> None:
    assert missing(spoiled("a row", "")) == ["a.py: a row"]
    assert missing(spoiled("a row", "строка", fuzzy=True)) == ["a.py: a row"]
    assert missing(spoiled(("a row", "rows"), "строка", "", "строк")) == ["a.py: a row"]
    assert missing(spoiled("a row", "строка")) == []


# What is built


def test_the_wheel_has_the_catalogues_compiled(tmp_path: Path) -> None:
    code = (
        "import sys; from hatchling.builders.wheel import WheelBuilder; "
        "print(next(WheelBuilder(sys.argv[1]).build(directory=sys.argv[2], versions=['standard'])))"
    )
    built = subprocess.run(
        [sys.executable, "-c", code, str(TOP), str(tmp_path)], capture_output=True, text=True, check=True
    )
    names = zipfile.ZipFile(built.stdout.strip().splitlines()[-1]).namelist()
    assert "agreetrack/locale/ru/LC_MESSAGES/agreetrack.mo" in names
    assert not [name for name in names if name.endswith(".po")]
