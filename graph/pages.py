"""The page of the vocabulary, made from the vocabulary: `python -m cluegraph.graph.pages docs`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from cluegraph.graph.model import PROVENANCE, Model, NodeKind, Property, RelationshipKind, model

PAGE = "图谱词汇.md"
_TYPES = {"string": "文本 text", "integer": "整数 integer", "boolean": "是否 boolean", "decimal": "小数 decimal"}
_HEAD = """# 图谱词汇 · The vocabulary of the graph

本页由 `graph/model/*.yml` 生成（`make docs`），请勿手改。查询、规则和图片都使用这些词。

金额一律为整数分；每个日期旁有整数：`day_no` 为自 1970-01-01 起的天数，`month_no` 为年×12+月，`ymd` 为 YYYYMMDD。
“记录”节点和不是推导的关系都写明它来自哪一行：
`source`（文件的 SHA-256）、`path`、`sheet`、`row`，以及 `ref`（记录编号）。

This page is made from `graph/model/*.yml` by `make docs`; do not edit it. Queries, rules and pictures use these words.

Amounts are whole fen. Beside every date stand whole numbers: `day_no` counts days since 1970-01-01, `month_no` is
year × 12 + month, `ymd` is YYYYMMDD. Record nodes and all relationships that are not derived say which row they came
from: `source` (SHA-256 of the file), `path`, `sheet`, `row`, and `ref`.
"""


def vocabulary_page(vocabulary: Model) -> str:
    """The page in Markdown, Chinese first, English second."""
    nodes = sorted(vocabulary.nodes.values(), key=lambda node: node.label)
    relationships = sorted(vocabulary.relationships.values(), key=lambda kind: kind.type)
    lines = [_HEAD, "## 节点 · Nodes", ""]
    for node in nodes:
        lines += _node(node)
    lines += ["## 关系 · Relationships", ""]
    for kind in relationships:
        lines += _relationship(kind)
    return "\n".join(lines).rstrip() + "\n"


def _node(node: NodeKind) -> Iterator[str]:
    yield from (
        f"### `{node.label}` {node.title.zh} · {node.title.en}",
        "",
        node.description.zh,
        "",
        node.description.en,
        "",
    )
    shown = [f"自然键 natural key: `{node.natural_key}`", f"显示 shown as: `{node.display}`"]
    if node.personal:
        shown.append("遮盖 masked: " + ", ".join(f"`{name}`" for name in sorted(node.personal)))
    yield from ("；".join(shown), "")
    yield from _table(node.properties, node.record)


def _relationship(kind: RelationshipKind) -> Iterator[str]:
    yield from (
        f"### `{kind.type}` {kind.title.zh} · {kind.title.en}",
        "",
        kind.description.zh,
        "",
        kind.description.en,
        "",
    )
    for start, end in kind.ends:
        yield f"- `(:{start})-[:{kind.type}]->(:{end})`"
    yield ""
    yield from _table(kind.properties, not kind.derived)


def _table(properties: Mapping[str, Property], with_row: bool) -> Iterator[str]:
    provenance = [name for name in (*PROVENANCE, "ref") if with_row and name in properties]
    own = {name: value for name, value in properties.items() if name not in provenance}
    if own:
        yield from ("| 属性 property | 类型 type | 含义 | meaning |", "|---|---|---|---|")
        for name, value in own.items():
            yield f"| `{name}` | {_TYPES[value.type]} | {value.title.zh} | {value.title.en} |"
        yield ""
    if provenance:
        yield from ("来源 provenance: " + ", ".join(f"`{name}`" for name in provenance), "")


def write_page(folder: Path) -> Path:
    """Writes the page into a folder and gives its path."""
    path = folder / PAGE
    path.write_text(vocabulary_page(model()), encoding="utf-8")
    return path


if __name__ == "__main__":
    write_page(Path(sys.argv[1]))
