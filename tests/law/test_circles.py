"""Links followed to their ends: what is linked to comes first, and what leads round comes together."""

from hypothesis import given
from hypothesis import strategies as st

from agreetrack.law.circles import circles

Links = dict[int, list[int]]
graphs = st.dictionaries(st.integers(0, 7), st.lists(st.integers(0, 7), max_size=4), max_size=8)


def named(links: Links) -> dict[str, list[str]]:
    return {str(ref): [str(one) for one in ahead] for ref, ahead in links.items()}


def reached(links: dict[str, list[str]], start: str) -> set[str]:
    """All that the links lead to from a ref, itself only where they lead back."""
    found: set[str] = set()
    waiting = list(links.get(start, ()))
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += links.get(one, ())
    return found


@given(graphs)
def test_those_that_lead_to_one_another_come_together_and_nothing_comes_twice(stated: Links) -> None:
    links = named(stated)
    found = list(circles(links, lambda ref: links.get(ref, ())))
    every = [ref for circle in found for ref in circle]
    assert sorted(every) == sorted(set(links) | {one for ahead in links.values() for one in ahead})
    for circle in found:
        for ref in circle:
            together = {one for one in every if one in reached(links, ref) and ref in reached(links, one)}
            assert set(circle) == together | {ref}


@given(graphs)
def test_what_is_linked_to_comes_before_what_links_to_it(stated: Links) -> None:
    links, seen = named(stated), set()
    for circle in circles(links, lambda ref: links.get(ref, ())):
        seen |= set(circle)
        assert all(one in seen for ref in circle for one in links.get(ref, ()))


@given(graphs, st.sets(st.integers(0, 7)))
def test_nothing_is_asked_of_what_is_known(stated: Links, known: set[int]) -> None:
    links, closed = named(stated), {str(ref) for ref in known}

    def ahead(ref: str) -> list[str]:
        assert ref not in closed
        return links.get(ref, [])

    assert not closed & {ref for circle in circles(links, ahead, closed) for ref in circle}


def test_a_chain_may_be_as_long_as_it_likes() -> None:
    links = {str(number): [str(number + 1)] for number in range(20_000)}
    assert [list(circle) for circle in circles(["0"], lambda ref: links.get(ref, ()))][:2] == [["20000"], ["19999"]]
