"""All saved queries: the shipped ones and those that inspectors keep in workspace/rules/."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from string import Formatter

from cluegraph.errors import QueryRefused, UsageError
from cluegraph.graph.engine import Engine
from cluegraph.i18n import Text
from cluegraph.queries import methods
from cluegraph.queries.parameters import values_of
from cluegraph.queries.rule import BUILT_IN, CITED, Rule, RuleFile, read_rule
from cluegraph.queries.tokens import tokens
from cluegraph.yamlfile import yaml_files

SHIPPED = Path(__file__).parent / "library"


class Library:
    """The rules by id, in the order of their ids."""

    def __init__(self, files: Sequence[RuleFile]) -> None:
        self._files = {file.rule.id: file for file in sorted(files, key=lambda file: file.rule.id)}

    def __iter__(self) -> Iterator[RuleFile]:
        return iter(self._files.values())

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, rule: str) -> bool:
        return rule in self._files

    def file(self, rule: str) -> RuleFile:
        """The rule of this id, in whatever case it is written. Raises `UsageError`."""
        found = self._files.get(rule.upper())
        if found is None:
            raise UsageError(
                Text(f"没有规则 {rule}", f"there is no rule {rule}"),
                Text("用 cluegraph rules 查看全部规则。", "see all rules with cluegraph rules."),
            )
        return found

    def chosen(self, rules: Sequence[str] | None) -> list[RuleFile]:
        """The named rules, or all; each once, in the order of their ids. Raises `UsageError`."""
        if not rules:
            return list(self)
        named = {self.file(rule).rule.id for rule in rules}
        return [file for file in self if file.rule.id in named]


def read_library(local: Path | None = None, shipped: Path = SHIPPED) -> Library:
    """Reads every rule file of the product and of `local` (workspace/rules). Raises `RuleError`."""
    files: dict[str, RuleFile] = {}
    for folder in (shipped, local):
        if folder is None or not folder.is_dir():
            continue
        for path in yaml_files(folder):
            shown = f"{'rules' if folder is local else 'library'}/{path.relative_to(folder).as_posix()}"
            file = read_rule(path, shown, local=folder is local)
            _check_unique(file, files)
            _check_method(file)
            files[file.rule.id] = file
    _check_related(files)
    return Library(list(files.values()))


def _check_unique(file: RuleFile, files: dict[str, RuleFile]) -> None:
    other = files.get(file.rule.id)
    if other is not None:
        raise file.refused(
            Text(f"编号 {file.rule.id} 已被 {other.shown} 使用", f"the id {file.rule.id} is taken by {other.shown}"),
            Text("请换一个编号。", "choose another id."),
            "id",
        )


def _check_method(file: RuleFile) -> None:
    name = file.rule.method
    if name is not None and name not in methods.names():
        known = "、".join(methods.names()) or "（无）"
        raise file.refused(
            Text(f"没有方法 {name}", f"there is no method {name}"),
            Text(f"可用的方法：{known}。", f"the methods are: {', '.join(methods.names()) or 'none'}."),
            "method",
        )


def _check_related(files: dict[str, RuleFile]) -> None:
    """Only a local file is held to it: shipped rules may name ones that come with a later edition."""
    for file in files.values():
        for field, names in (("related", file.rule.related), ("restates", file.rule.restates)):
            for name in names:
                if file.local and name not in files:
                    raise file.refused(
                        Text(f"{field} 里的规则 {name} 不存在", f"the rule {name} under {field} does not exist"),
                        Text("请改正编号或删除。", "correct the id or delete it."),
                        field,
                    )


def verify(file: RuleFile, engine: Engine) -> None:
    """Asks the engine whether it accepts the queries and whether all declared columns come back. Raises `RuleError`."""
    returned = _prepared(file, engine, "cypher")
    if file.rule.method is not None:
        returned |= methods.added(file.rule.method)
    for column, field in file.rule.columns().items():
        if column not in returned:
            raise _lacking(file, column, field)
    for column in _placeholders(file.rule):
        if column not in returned | {"amount"}:
            raise _lacking(file, column, "title_text")
    if "checked" not in _prepared(file, engine, "denominator"):
        raise _lacking(file, "checked", "denominator")
    if file.rule.picture:
        _prepared(file, engine, "picture", frozenset(returned | {CITED}))


def _placeholders(rule: Rule) -> list[str]:
    texts = (rule.title_text.zh, rule.title_text.en) if rule.title_text else ()
    return [name for text in texts for _, name, _, _ in Formatter().parse(text) if name]


def _lacking(file: RuleFile, column: str, field: str) -> Exception:
    return file.refused(
        Text(
            f"{field} 需要的列 {column}，查询没有返回",
            f"{field} asks for the column {column}, which the query does not return",
        ),
        Text(f"在 RETURN 里加上 AS {column}，或改正 {field}。", f"return … AS {column}, or correct {field}."),
        field,
    )


def _prepared(file: RuleFile, engine: Engine, field: str, given: frozenset[str] = frozenset()) -> set[str]:
    """The columns of one of the rule's texts; `given` are columns that the text may use as parameters."""
    text = file.rule.queries()[field]
    try:
        return set(engine.check(text, _samples(file.rule, text, given)))
    except QueryRefused as refusal:
        raise file.refused(
            Text(f"引擎不接受 {field}：{refusal.what.zh}", f"the engine does not accept {field}: {refusal.what.en}"),
            refusal.todo,
            field,
        ) from None


def _samples(rule: Rule, text: str, given: frozenset[str]) -> dict[str, object]:
    """Values of the right type for the parameters of a text: defaults, and something like a key for columns."""
    defaults = {name: value.graph for name, value in values_of(rule.id, rule.parameters, {}).items()}
    samples: dict[str, object] = {}
    words = tokens(text)
    for before, token in pairwise(words):
        name = token.text[1:]
        if token.kind != "parameter":
            continue
        if name in defaults or name in rule.parameters:
            samples[name] = defaults.get(name)
        elif name in BUILT_IN:
            samples[name] = 0
        elif name in given:
            key = "" if name in rule.subjects or name in rule.records or name == CITED else None
            samples[name] = [key] if before.upper in {"IN", "UNWIND"} else samples.get(name, key)
    return samples
