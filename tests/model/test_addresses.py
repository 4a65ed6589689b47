"""Mail addresses as records state them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreetrack.model.addresses import Address, address


@pytest.mark.parametrize(
    ("text", "mail", "name"),
    [
        ("anna@example.org", "anna@example.org", ""),
        ("  anna@example.org\t".strip("\t"), "anna@example.org", ""),
        ("<anna@example.org>", "anna@example.org", ""),
        ("Anna Petrova <anna@example.org>", "anna@example.org", "Anna Petrova"),
        ('"Petrova, Anna" < anna@example.org >', "anna@example.org", "Petrova, Anna"),
        ("Договорный отдел <dogovor@пример.рф>", "dogovor@пример.рф", "Договорный отдел"),
        ("Анна <анна@example.org>", "анна@example.org", "Анна"),
        ("a.b+treaties=x@mail", "a.b+treaties=x@mail", ""),
    ],
)
def test_an_address_with_or_without_a_name(text: str, mail: str, name: str) -> None:
    found = address(text)
    assert found == Address(mail, name)
    assert address(str(found)) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Anna Petrova",
        "Anna <>",
        "Anna <anna>",
        "Anna <anna@example.org",
        "Anna <anna@example.org> and Boris",
        "Anna <anna@example.org> <boris@example.org>",
        "anna@example.org, boris@example.org",
        "anna@example.org; boris@example.org",
        "anna@",
        "@example.org",
        "anna@example..org",
        "anna petrova@example.org",
        "anna@example.org\nBcc: all@example.org",
        "Anna\r\nBcc: all@example.org <anna@example.org>",
        "Anna\u2028 <anna@example.org>",
        "Anna\u202e <anna@example.org>",
        "Anna\x1b[2J <anna@example.org>",
        "Anna <anna@exam\x00ple.org>",
        "a" * 250 + "@example.org",
    ],
)
def test_what_is_no_single_address(text: str) -> None:
    assert address(text) is None


def test_capitals_make_no_other_address() -> None:
    one, other = Address("Anna@Example.org", "Anna"), Address("anna@example.ORG", "Head of department")
    assert one.key == other.key


@given(st.text(max_size=40) | st.text(alphabet='ab@<>". \n\x85é', max_size=20))
def test_what_is_taken_can_stand_in_a_header(text: str) -> None:
    found = address(text)
    if found is not None:
        assert not set("\r\n\x00\x1b\u2028\u2029\u202e") & set(str(found))
        assert found.mail.count("@") == 1
        assert address(found.mail) == Address(found.mail)
