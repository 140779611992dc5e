"""Values typed on the command line as the parameters of a query."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from cluegraph.errors import UsageError
from cluegraph.i18n import Text

# Longer digits are ID, account or credit numbers, which are text.
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,14})")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})\.[0-9]+")


def parameters_from(given: Sequence[str]) -> dict[str, object]:
    """NAME=VALUE pairs with their values typed. Raises `UsageError`."""
    values: dict[str, object] = {}
    for text in given:
        name, equals, value = text.partition("=")
        name = name.strip().removeprefix("$")
        if not equals or not name.isidentifier():
            raise UsageError(
                Text(f"--param 的写法不对：{text}", f"--param is written wrongly: {text}"),
                Text("请写成 --param 名字=值。", "write --param name=value."),
            )
        values[name] = value_from(value)
    return values


def value_from(text: str) -> object:
    """Whole numbers up to 15 digits, decimals, true, false, null, JSON lists and quoted text; all else is text."""
    if _INTEGER.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text):
        return float(text)
    if text in {"true", "false", "null"} or text[:1] in {'"', "["}:
        try:
            return json.loads(text)
        except json.JSONDecodeError:
            return text
    return text
