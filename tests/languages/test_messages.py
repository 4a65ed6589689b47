"""How messages stand in the sources, so that every one is found, and none is said before a language is chosen."""

import ast
from collections.abc import Iterator

import pytest
from updating import KEYWORDS, TOP

SAID = {"_", "ngettext", "pgettext"}
TREES = {path.relative_to(TOP): ast.parse(path.read_text("utf-8")) for path in (TOP / "agreetrack").rglob("*.py")}


def calls(node: ast.AST, inside: bool = False) -> Iterator[tuple[ast.Call, bool]]:
    """Each call of a function that takes a message, and whether it happens within a function or at import."""
    if isinstance(node, ast.FunctionDef | ast.Lambda):
        given = [*node.args.defaults, *filter(None, node.args.kw_defaults)]
        given += [one.annotation for one in (*node.args.args, *node.args.kwonlyargs) if one.annotation]
        given += node.decorator_list if isinstance(node, ast.FunctionDef) else []
        body = node.body if isinstance(node.body, list) else [node.body]
        yield from (found for one in given for found in calls(one, inside))
        yield from (found for one in body for found in calls(one, True))
        return
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
        yield node, inside
    yield from (found for child in ast.iter_child_nodes(node) for found in calls(child, inside))


ALL = [(f"{path}:{call.lineno}", call, inside) for path, tree in TREES.items() for call, inside in calls(tree)]


def test_no_message_is_said_at_import() -> None:
    """It would be in the language that was chosen first: `marked` takes it there, and `_` where it is shown."""
    assert [where for where, call, inside in ALL if not inside and call.func.id in SAID] == []


def test_each_message_stands_as_one_text_or_was_marked_elsewhere() -> None:
    """What is put together (`f"…"`, `a if b else c`, `x + y`) is in no catalogue."""
    apart = (ast.JoinedStr, ast.BinOp, ast.IfExp)
    assert [where for where, call, _inside in ALL if any(isinstance(one, apart) for one in call.args)] == []


@pytest.mark.parametrize("name", ["marked", "marked_in", "N_", "in_context"])
def test_what_is_marked_is_written_out(name: str) -> None:
    called = [(where, call) for where, call, _inside in ALL if call.func.id == name]
    assert [where for where, call in called if not all(isinstance(one, ast.Constant) for one in call.args)] == []
