"""Finds in the source of the rules what could make two machines play two different games from one seed.

That is floating point, the order of a set, and everything that looks outside: files, clocks, the terminal, the address
or hash of an object. The search reads the syntax alone: it sees a set where one is written or annotated, not where one
arrives through a call from another module.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

# A list of what is allowed: a module nobody thought of is refused until somebody does.
MODULES = frozenset(
    {
        "__future__", "abc", "bisect", "collections", "copy", "dataclasses", "difflib", "enum", "functools", "hashlib",
        "heapq", "inspect", "itertools", "json", "keyword", "math", "operator", "re", "string", "textwrap", "types",
        "typing", "typing_extensions", "unicodedata",
        "game", "msgspec",
    }
)  # fmt: skip
INTEGER_MATH = frozenset({"comb", "factorial", "gcd", "isqrt", "lcm", "perm"})
OUTSIDE = frozenset({"__import__", "breakpoint", "eval", "exec", "globals", "id", "input", "open", "print"})
FLOATS = frozenset({"complex", "float"})

SETS = frozenset({"AbstractSet", "FrozenSet", "MutableSet", "Set", "frozenset", "set"})
SET_METHODS = frozenset({"difference", "intersection", "symmetric_difference", "union"})
SET_OPERATORS = (ast.BitAnd, ast.BitOr, ast.BitXor, ast.Sub)
ORDERED = frozenset(
    {"dict", "enumerate", "filter", "fromkeys", "iter", "join", "list", "map", "next", "tuple", "zip"}
)
ORDERLESS = frozenset({"all", "any", "frozenset", "len", "max", "min", "set", "sorted", "sum"})


class Impurity(NamedTuple):
    line: int
    what: str


def impurities(source: str) -> list[Impurity]:
    """Every impurity in a module's source, in the order of its lines."""
    search = _Search(ast.parse(source))
    return sorted(set(search.found))


class _Search(ast.NodeVisitor):
    def __init__(self, module: ast.Module) -> None:
        self.found: list[Impurity] = []
        self.attributes = {
            name
            for node in ast.walk(module)
            if isinstance(node, ast.ClassDef)
            for name in _sets_named_in(node)
        }
        self.functions = {
            node.name
            for node in ast.walk(module)
            if isinstance(node, ast.FunctionDef) and _is_set_annotation(node.returns)
        }
        self.scopes = [set(_sets_named_in(module))]
        self.orderless: set[int] = set()
        self.in_hash = False
        self.visit(module)

    def note(self, node: ast.AST, what: str) -> None:
        self.found.append(Impurity(getattr(node, "lineno", 0), what))

    # Floating point

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, float | complex):
            self.note(node, f"the float {node.value!r}")

    def visit_Name(self, node: ast.Name) -> None:
        if node.id in FLOATS:
            self.note(node, node.id)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        if isinstance(node.op, ast.Div):
            self.note(node, "a true division")
        if isinstance(node.op, ast.Pow) and isinstance(node.right, ast.UnaryOp | ast.BinOp):
            self.note(node, "a power that may be negative")
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.op, ast.Div):
            self.note(node, "a true division")
        self.generic_visit(node)

    # What looks outside

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self.check_module(node, alias.name)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        self.check_module(node, node.module or "")
        for alias in node.names:
            if node.module == "math" and alias.name not in INTEGER_MATH:
                self.note(node, f"math.{alias.name}")
            if node.module == "operator" and alias.name in {"truediv", "itruediv"}:
                self.note(node, "a true division")

    def check_module(self, node: ast.AST, name: str) -> None:
        if name.partition(".")[0] not in MODULES:
            self.note(node, f"the module {name}")

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if isinstance(node.value, ast.Name) and node.value.id == "math" and node.attr not in INTEGER_MATH:
            self.note(node, f"math.{node.attr}")
        self.generic_visit(node)

    # The order of a set

    def is_set(self, node: ast.expr) -> bool:
        match node:
            case ast.Set() | ast.SetComp():
                return True
            case ast.Call(func=ast.Name(id=name)):
                return name in {"set", "frozenset"} or name in self.functions
            case ast.Call(func=ast.Attribute(attr=name)):
                return name in SET_METHODS
            case ast.BinOp(op=op, left=left, right=right) if isinstance(op, SET_OPERATORS):
                return any(self.is_set(side) or _is_keys(side) for side in (left, right))
            case ast.IfExp(body=body, orelse=orelse):
                return self.is_set(body) or self.is_set(orelse)
            case ast.BoolOp(values=values):
                return any(self.is_set(value) for value in values)
            case ast.NamedExpr(value=value):
                return self.is_set(value)
            case ast.Name(id=name):
                return any(name in scope for scope in self.scopes)
            case ast.Attribute(attr=name):
                return name in self.attributes
        return False

    def check_order(self, node: ast.expr) -> None:
        if self.is_set(node):
            self.note(node, "the order of a set")

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        was, self.in_hash = self.in_hash, node.name == "__hash__"
        self.scopes.append(set(_sets_named_in(node)))
        self.generic_visit(node)
        self.scopes.pop()
        self.in_hash = was

    def visit_For(self, node: ast.For) -> None:
        self.check_order(node.iter)
        self.generic_visit(node)

    def visit_GeneratorExp(self, node: ast.GeneratorExp | ast.ListComp | ast.DictComp) -> None:
        if id(node) not in self.orderless:
            for part in node.generators:
                self.check_order(part.iter)
        self.generic_visit(node)

    visit_ListComp = visit_GeneratorExp
    visit_DictComp = visit_GeneratorExp

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if isinstance(node.func, ast.Name) and name in OUTSIDE:
            self.note(node, f"{name}()")
        if isinstance(node.func, ast.Name) and name == "hash" and not self.in_hash:
            self.note(node, "hash(), which is another number in every process")
        if isinstance(node.func, ast.Attribute) and name == "pop" and self.is_set(node.func.value):
            self.note(node, "the order of a set")
        ties = name in {"max", "min"} and any(keyword.arg == "key" for keyword in node.keywords)
        for argument in node.args:
            if name in ORDERED or ties:
                self.check_order(argument)
            if name in ORDERLESS and not ties:
                self.orderless.add(id(argument))
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        if any(isinstance(target, ast.Tuple | ast.List) for target in node.targets):
            self.check_order(node.value)
        self.generic_visit(node)

    def visit_Starred(self, node: ast.Starred) -> None:
        if id(node) not in self.orderless:
            self.check_order(node.value)
        self.generic_visit(node)

    def visit_Set(self, node: ast.Set) -> None:
        self.orderless.update(id(element) for element in node.elts)
        self.generic_visit(node)

    def visit_YieldFrom(self, node: ast.YieldFrom) -> None:
        self.check_order(node.value)
        self.generic_visit(node)

    def visit_FormattedValue(self, node: ast.FormattedValue) -> None:
        self.check_order(node.value)
        self.generic_visit(node)


def _is_keys(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"items", "keys"}
    )


def _is_set_annotation(node: ast.expr | None) -> bool:
    match node:
        case ast.Subscript(value=ast.Name(id="Final" | "ClassVar" | "Annotated"), slice=inner):
            return _is_set_annotation(inner)
        case ast.Subscript(value=value):
            return _is_set_annotation(value)
        case ast.BinOp(left=left, right=right):
            return _is_set_annotation(left) or _is_set_annotation(right)
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name in SETS
    return False


def _sets_named_in(scope: ast.Module | ast.ClassDef | ast.FunctionDef) -> Iterator[str]:
    """The names that a scope itself, not a scope within it, annotates as sets or gives a set to."""
    if isinstance(scope, ast.FunctionDef):
        arguments = scope.args
        for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
            if _is_set_annotation(argument.annotation):
                yield argument.arg
    waiting: list[ast.AST] = list(scope.body)
    while waiting:
        node = waiting.pop()
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef() | ast.Lambda():
                continue
            case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation, value=value):
                if _is_set_annotation(annotation) or _is_set_display(value):
                    yield name
            case ast.Assign(targets=targets, value=value) if _is_set_display(value):
                yield from (target.id for target in targets if isinstance(target, ast.Name))
        waiting.extend(ast.iter_child_nodes(node))


def _is_set_display(node: ast.expr | None) -> bool:
    match node:
        case ast.Set() | ast.SetComp() | ast.Call(func=ast.Name(id="set" | "frozenset")):
            return True
    return False
