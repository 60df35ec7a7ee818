"""Formulas over measures, kept as data: “15 * share(trips, 24 * communes)”. Read and walked, never run as code.

Numbers, measure names, + - * /, comparisons, and the functions below. A missing measure makes the result missing,
unless the formula itself says what stands in for it (`known`): not reported is not zero. A condition is 1 or 0, or
missing; `at_least` and `no` judge by what is known, so that “one of two” holds although the other is unknown.
"""

import ast
import operator
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kontum04.core import formats

Value = Decimal | None
LONGEST = 400
MOST = 10**15  # no figure of the programme comes near

_ARITHMETIC: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
}
_COMPARE: dict[type[ast.cmpop], Callable[[Decimal, Decimal], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
}


def _share(part: Decimal, whole: Decimal) -> Value:
    """How much of the whole, between 0 and 1; of nothing there is no share."""
    return min(Decimal(1), max(Decimal(0), part / whole)) if whole else None


FUNCTIONS: dict[str, tuple[int, Callable[..., Value]]] = {
    "share": (2, _share),
    "min": (2, min),
    "max": (2, max),
}
"""Functions of known numbers, with how many they take. Beside them: `known(measure, instead)`, `when(test, a, b)`."""
_LAZY = {"known": 2, "when": 3, "no": 1}
_COUNTED = "at_least"  # at_least(2, a, b, c): any number of conditions


@lru_cache(maxsize=512)
def parse(formula: str) -> ast.expr:
    """The formula as a tree of the few allowed parts; ValidationError, in words, for anything else."""
    if len(formula) > LONGEST:
        raise ValidationError(_("Công thức dài quá %(most)s ký tự.") % {"most": formats.number(LONGEST)})
    try:
        tree = ast.parse(formula.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ValidationError(
            _("Không đọc được công thức “%(formula)s”. Viết như: 15 * share(trips, 24 * communes).")
            % {"formula": formula}
        ) from None
    _check(tree)
    return tree


@lru_cache(maxsize=512)
def names_of(formula: str) -> tuple[str, ...]:
    """The measures a formula speaks of, in its own order."""
    tree = parse(formula)
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    named = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and id(node) not in called]
    return tuple(dict.fromkeys(node.id for node in sorted(named, key=lambda node: node.col_offset)))


def check(formula: str, known: Collection[str]) -> None:
    """ValidationError when the formula cannot be read or names a measure that does not exist."""
    if unknown := [name for name in names_of(formula) if name not in known]:
        raise ValidationError(_("Không có số đo mang tên %(names)s.") % {"names": formats.join(unknown)})


def value_of(formula: str, measures: Mapping[str, Value]) -> Value:
    """What the formula comes to; None when a measure it needs is missing. Raise KeyError for an unknown measure."""
    return _value(parse(formula), measures)


def _check(node: ast.expr) -> None:
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool) and number < MOST:
            return
        case ast.Name():
            return
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            _check(inner)
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div(), right=right):
            _check(left)
            _check(right)
        case ast.Compare(left=left, ops=[sign], comparators=[right]) if type(sign) in _COMPARE:
            _check(left)
            _check(right)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if _takes(name, len(args)):
            for argument in args:
                _check(argument)
        case _:
            raise ValidationError(
                _("Không dùng được “%(part)s”. Chỉ có số, số đo, + - * /, so sánh và %(functions)s.")
                % {"part": ast.unparse(node), "functions": formats.join([*FUNCTIONS, *_LAZY, _COUNTED])}
            )


def _takes(name: str, count: int) -> bool:
    """Whether the function exists and takes that many."""
    if name == _COUNTED:
        return count > 1
    return count == (_LAZY.get(name) or (FUNCTIONS[name][0] if name in FUNCTIONS else None))


def _value(node: ast.expr, measures: Mapping[str, Value]) -> Value:
    match node:
        case ast.Constant(value=number):
            return Decimal(str(number))
        case ast.Name(id=name):
            return measures[name]
        case ast.UnaryOp(operand=inner):
            found = _value(inner, measures)
            return None if found is None else -found
        case ast.BinOp(left=left, op=sign, right=right):
            return _combined(sign, _value(left, measures), _value(right, measures))
        case ast.Compare(left=left, ops=[sign], comparators=[right]):
            first, second = _value(left, measures), _value(right, measures)
            return None if first is None or second is None else Decimal(_COMPARE[type(sign)](first, second))
        case ast.Call(func=ast.Name(id=name), args=args):
            return _called(name, args, measures)
    raise AssertionError(ast.dump(node))  # parse() lets nothing else through


def _combined(sign: ast.operator, first: Value, second: Value) -> Value:
    if first is None or second is None:
        return None
    if isinstance(sign, ast.Div):
        return first / second if second else None
    return _ARITHMETIC[type(sign)](first, second)


def _called(name: str, args: list[ast.expr], measures: Mapping[str, Value]) -> Value:
    if name == "known":
        first = _value(args[0], measures)
        return _value(args[1], measures) if first is None else first
    if name == "when":
        test = _value(args[0], measures)
        return None if test is None else _value(args[1] if test else args[2], measures)
    given = [_value(argument, measures) for argument in args]
    if name == "no":
        return None if given[0] is None else Decimal(not given[0])
    if name == _COUNTED:
        return _at_least(given[0], given[1:])
    return None if any(value is None for value in given) else FUNCTIONS[name][1](*given)


def _at_least(wanted: Value, conditions: list[Value]) -> Value:
    """Whether so many conditions hold; missing only while the unknown ones could still decide it."""
    if wanted is None:
        return None
    holding, unknown = sum(bool(value) for value in conditions), conditions.count(None)
    if holding < wanted <= holding + unknown:
        return None
    return Decimal(holding >= wanted)
