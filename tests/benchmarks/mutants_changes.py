"""What can be changed in a module: one spot of its tree at a time, and what it then says."""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

KINDS = ("random", "boundaries", "texts")
SWAPPED: dict[type, type] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
SHIFTED: dict[type, type] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}
CALLED = {"min": "max", "max": "min", "any": "all", "all": "any"}
TYPES = ("annotation", "returns", "decorator_list", "bases")
"""Fields that say types, or how a class is made."""
UNTOUCHED = (ast.Import, ast.ImportFrom, ast.Assert, ast.expr_context)


class Change(NamedTuple):
    """One change to one module, and where its tests are found."""

    path: str
    lines: range
    """The lines whose tests run what is changed."""
    said: str
    """The change in one line."""
    source: str
    """The whole module, changed."""

    @property
    def place(self) -> str:
        """The file and the line."""
        return f"{self.path}:{self.lines.start}"


class Spot(NamedTuple):
    """A node of a tree and where it hangs."""

    parent: ast.AST
    field: str
    at: int | None
    node: ast.AST
    lines: range

    def put(self, node: object) -> None:
        """Hangs another node there."""
        if self.at is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.at] = node


def spots(parent: ast.AST, lines: range) -> Iterator[Spot]:
    """Every node below this one that behaviour could depend on; the lines are the parent's."""
    for field, value in ast.iter_fields(parent):
        for index, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(node, ast.AST) and field not in TYPES and not is_silent(node):
                # Python 3.11 does not know where the parts of an f-string are.
                fixed = isinstance(parent, ast.JoinedStr | ast.FormattedValue)
                its = lines if fixed else lines_of(node, lines)
                yield Spot(parent, field, index, node, its)
                yield from spots(node, its)


def lines_of(node: ast.AST, default: range) -> range:
    """The lines of a node; of a statement that holds others, those of its head."""
    if not hasattr(node, "lineno"):
        return default
    body = getattr(node, "body", None)
    first: int = node.lineno
    end: int = body[0].lineno if isinstance(body, list) else getattr(node, "end_lineno", first) + 1
    return range(first, max(end, first + 1))


def is_silent(node: ast.AST) -> bool:
    """Whether it only says something to readers and to checkers of types."""
    match node:
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING") | ast.Compare(left=ast.Name(id="__name__"))):
            return True
        case ast.Assign(targets=[ast.Name(id="__all__" | "__slots__")]):
            return True
        case ast.Call(func=ast.Name(id="cast" | "TypeVar")):
            return True
    return isinstance(node, UNTOUCHED)


def is_prose(spot: Spot) -> bool:
    """Whether a text is for people: a part of an f-string, or several words."""
    text = getattr(spot.node, "value", "")
    return isinstance(spot.parent, ast.JoinedStr) or " " in text.strip()


def others(spot: Spot, kind: str) -> Iterator[ast.AST]:
    """What could hang there instead, by the kind of change."""
    node = spot.node
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if kind == ("texts" if is_prose(spot) else "random"):
            yield ast.Constant(node.value + "x")
            if node.value:
                yield ast.Constant(node.value[1:])
    elif kind == "random":
        yield from at_random(spot)
    elif kind == "boundaries":
        yield from at_boundaries(spot)


def at_random(spot: Spot) -> Iterator[ast.AST]:
    """Constants, operators, statements, results and arguments that are otherwise, or gone."""
    match spot.node:
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() | float() as value):
            yield ast.Constant(value * 2 + 1)
        case ast.operator() | ast.boolop() | ast.cmpop() as found if type(found) in SWAPPED:
            yield SWAPPED[type(found)]()
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.If(test=test, body=body, orelse=orelse):
            yield ast.If(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.Return(value=ast.AST() as value) if ast.unparse(value) != "None":
            yield ast.Return(ast.Constant(None))
        case (
            ast.Expr() | ast.AugAssign() | ast.Raise() | ast.Continue() | ast.Break() | ast.Delete()
        ):
            yield ast.Pass()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()
        case ast.Call(func=ast.Name(id=name)) as call if name in CALLED:
            yield ast.Call(ast.Name(CALLED[name]), call.args, call.keywords)
        case ast.Call(func=func, args=args, keywords=keywords):
            for index in range(len(keywords)):
                yield ast.Call(func, args, keywords[:index] + keywords[index + 1 :])
            if len(args) > 1:
                yield ast.Call(func, args[:-1], keywords)


def at_boundaries(spot: Spot) -> Iterator[ast.AST]:
    """Comparisons, numbers, ends of slices and conditions that are off by a little."""
    node = spot.node
    match node:
        case ast.Constant(value=bool()):
            pass
        case ast.Constant(value=int() | float() as value):
            yield from (ast.Constant(value + 1), ast.Constant(value - 1))
        case ast.cmpop() if type(node) in SHIFTED:
            yield SHIFTED[type(node)]()
    match spot.parent, spot.field:
        case ast.Slice(), "lower" | "upper" if not isinstance(node, ast.Constant):
            for sign in (ast.Add(), ast.Sub()):
                yield ast.BinOp(node, sign, ast.Constant(1))  # type: ignore[arg-type]
        case (ast.If() | ast.IfExp(), "test") | (ast.comprehension(), "ifs"):
            yield from (ast.Constant(True), ast.Constant(False))
        case ast.While(), "test":
            yield ast.Constant(False)


def drawn(root: Path, places: list[str], kind: str, seed: int, count: int) -> list[Change]:
    """So many changes to the modules in these places, each at another spot of them."""
    chance = random.Random(seed)
    found = []
    for path in sorted(root.rglob("fwdprop/**/*.py")):
        name = str(path.relative_to(root))
        if not any(place in name for place in places):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found += [(name, tree, s) for s in spots(tree, range(1, 2)) if [*others(s, kind)]]
    chosen = chance.sample(found, min(count, len(found)))
    return [made(*each, chance.choice([*others(each[2], kind)])) for each in chosen]


def made(name: str, tree: ast.Module, spot: Spot, other: ast.AST) -> Change:
    """The change that hangs another node at a spot; the tree is left as it was."""
    before = ast.unparse(tree)
    spot.put(ast.fix_missing_locations(other))
    after = ast.unparse(ast.fix_missing_locations(tree))
    spot.put(spot.node)
    pairs = zip(before.splitlines(), after.splitlines(), strict=False)
    was, now = next((pair for pair in pairs if pair[0] != pair[1]), ("", ""))
    return Change(name, spot.lines, f"{was.strip()}  ->  {now.strip()}", after)
