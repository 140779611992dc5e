"""`cluegraph rules`: lists the saved queries, or explains one."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from cluegraph.cli.context import current
from cluegraph.cli.families import in_families
from cluegraph.cli.formats import Format
from cluegraph.cli.tabular import as_csv, as_json
from cluegraph.i18n import Text, language
from cluegraph.loaders.store import Records
from cluegraph.queries.library import Library, read_library
from cluegraph.queries.needs import Loaded, missing, missing_text
from cluegraph.queries.pages import FAMILY, SEVERITY, STATUS, explained
from cluegraph.queries.rule import Rule, RuleFile
from cluegraph.queries.wording import ATTENTION

_HEADER = Text(
    "编号|名称|类别|程度|状态|版次|性质|可否运行", "id|title|family|severity|status|revision|kind|can run now"
)


def run(
    rule: Annotated[
        str | None, typer.Argument(metavar="RULE", help=str(Text("要解释的规则编号", "the rule to explain")))
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help=str(Text("输出格式", "output format")))] = Format.table,
) -> int:
    """Prints the list, or one rule with everything that its file says."""
    workspace = current().workspace
    library = read_library(workspace.rules)
    loaded = Records(workspace).kinds() if workspace.catalog.exists() else {}
    if rule is not None:
        file = library.file(rule)
        typer.echo(as_json(_described(file, loaded)) if format_ is Format.json else explained(file, language()))
    elif format_ is Format.json:
        typer.echo(as_json({"rules": [_described(file, loaded) for file in library]}))
    else:
        typer.echo(_list(library, loaded, format_))
    return 0


def _list(library: Library, loaded: Loaded, format_: Format) -> str:
    header = str(_HEADER).split("|")
    rows = [_row(file.rule, loaded) for file in library]
    if format_ is Format.csv:
        return as_csv(header, rows)
    more = Text("解释其中一条：cluegraph rules 编号", "to have one explained: cluegraph rules ID")
    kinds = [file.rule.kind for file in library]
    return "\n".join([*in_families(header, zip(kinds, rows, strict=True)), "", str(more)])


def _row(rule: Rule, loaded: Loaded) -> list[str]:
    lacking = missing_text(rule.needs, loaded)
    texts = (rule.title.text, FAMILY[rule.family], SEVERITY[rule.severity], STATUS[rule.status])
    kind = Text("线索", "lead") if rule.kind == "lead" else ATTENTION
    return [rule.id, *(str(text) for text in texts), str(rule.revision), str(kind), str(_ready(rule, lacking))]


def _ready(rule: Rule, lacking: Text) -> Text:
    if rule.status == "retired":
        return Text("已停用", "retired")
    if lacking.zh:
        return Text(f"缺少：{lacking.zh}", f"missing: {lacking.en}")
    return Text("可以（点名才运行）", "yes, when named") if rule.off else Text("可以", "yes")


def _described(file: RuleFile, loaded: Loaded) -> dict[str, Any]:
    return {
        **file.rule.model_dump(mode="json", exclude={"limits"}),
        "file": file.shown,
        "local": file.local,
        "missing": missing(file.rule.needs, loaded),
    }
