"""Parameters of saved queries: what a rule declares, what a user sets, what the engine gets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from pydantic import model_validator

from cluegraph.errors import UsageError, Where
from cluegraph.i18n import Text
from cluegraph.queries.prose import Title
from cluegraph.yamlfile import Strict

Kind = Literal["integer", "number", "money", "percent", "text", "list"]
Scalar = str | int | float
Given = Scalar | list[Scalar]

FEN = 100


class Parameter(Strict):
    """What a rule says of one of its parameters.

    `money` is given in yuan and reaches the query in fen; `percent` is a whole number of percent. Without a default
    the parameter is required configuration: until it is set, the rule says that it needs it.
    """

    type: Kind
    title: Title
    default: Given | None = None
    minimum: Scalar | None = None
    maximum: Scalar | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Parameter:
        for name in ("minimum", "maximum"):
            bound = getattr(self, name)
            if bound is not None and self.type in {"text", "list"}:
                raise ValueError(f"{name}: 类型 {self.type} 没有大小 / the type {self.type} has no order")
            if bound is not None and _read(self, bound) is None:
                raise ValueError(f"{name}: “{bound}” 不是 {self.type} / is no {self.type}")
        if self.default is not None:
            problem = _problem(self, self.default)
            if problem is not None:
                raise ValueError(f"default: {problem.zh} / {problem.en}")
        return self


@dataclass(frozen=True)
class Value:
    """One parameter's value: `graph` as the query gets it (money in fen), `shown` as on a clue (money as yuan text)."""

    graph: object
    shown: object


def value_of(rule: str, name: str, declared: Parameter, given: Given) -> Value:
    """The value for one parameter. Raises `UsageError` where `given` does not fit the declaration."""
    problem = _problem(declared, given)
    if problem is not None:
        raise UsageError(
            Text(f"参数 {rule}.{name} 的值“{given}”不合要求：{problem.zh}", f'{rule}.{name} = "{given}": {problem.en}'),
            Text(
                f"请用 --set {rule}.{name}=值 给出正确的值。", f"give a fitting value with --set {rule}.{name}=VALUE."
            ),
            Where(rule=rule),
        )
    return _value(declared, given)


def values_of(rule: str, declared: Mapping[str, Parameter], given: Mapping[str, Given]) -> dict[str, Value]:
    """All parameters that have a value, given or default. Raises `UsageError` for one that nobody declared."""
    for name in given:
        if name not in declared:
            known = "、".join(declared) or "（无）"
            raise UsageError(
                Text(f"规则 {rule} 没有参数 {name}", f"the rule {rule} has no parameter {name}"),
                Text(f"它的参数是：{known}。", f"its parameters are: {', '.join(declared) or 'none'}."),
                Where(rule=rule),
            )
    values = {}
    for name, parameter in declared.items():
        chosen = given.get(name, parameter.default)
        if chosen is not None:
            values[name] = value_of(rule, name, parameter, chosen)
    return values


def _value(declared: Parameter, given: Given) -> Value:
    read = _read(declared, given)
    if declared.type == "money" and isinstance(read, Decimal):
        return Value(int(read * FEN), f"{read:.2f}")
    if isinstance(read, Decimal):
        return Value(float(read), float(read))
    return Value(read, read)


def _problem(declared: Parameter, given: Given) -> Text | None:
    read = _read(declared, given)
    if read is None:
        return {
            "integer": Text("应为整数", "a whole number is expected"),
            "percent": Text("应为整数（百分之几）", "a whole number of percent is expected"),
            "number": Text("应为数字", "a number is expected"),
            "money": Text("应为金额（元，最多两位小数）", "an amount in yuan with at most two places is expected"),
        }.get(declared.type, Text("不能为空", "it may not be empty"))
    for bound, sign in ((declared.minimum, 1), (declared.maximum, -1)):
        limit = None if bound is None else _read(declared, bound)
        if isinstance(limit, (int, Decimal)) and isinstance(read, (int, Decimal)) and (read - limit) * sign < 0:
            return Text(
                f"不能{'小于' if sign > 0 else '大于'} {bound}",
                f"it may not be {'less' if sign > 0 else 'more'} than {bound}",
            )
    return None


def _read(declared: Parameter, given: Given) -> int | Decimal | str | list[str] | None:
    """The value in its own type, None where it does not fit."""
    if declared.type == "list":
        items = given if isinstance(given, list) else str(given).replace("，", ",").split(",")
        texts = [str(item).strip() for item in items]
        return texts if texts and all(texts) else None
    if isinstance(given, (list, bool)):
        return None
    if declared.type == "text":
        return str(given).strip() or None
    return _number(declared.type, given)


def _number(kind: str, given: Scalar) -> int | Decimal | None:
    try:
        number = Decimal(str(given).strip().removesuffix("%") if kind == "percent" else str(given).strip())
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    if kind in {"integer", "percent"}:
        return int(number) if number == number.to_integral_value() else None
    if kind == "money" and number * FEN != (number * FEN).to_integral_value():
        return None
    return number
