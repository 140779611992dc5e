"""Strict reading of YAML files: a pydantic model says what may stand there, an error says the file and the line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from cluegraph.errors import DataFileError, Where, reason_of
from cluegraph.i18n import Text


class Strict(BaseModel):
    """A record of a YAML file: unknown keys are refused, values are not coerced, instances do not change."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


ModelType = TypeVar("ModelType", bound=BaseModel)


def read_yaml(
    path: Path, model: type[ModelType], error: type[DataFileError] = DataFileError, shown: str = ""
) -> ModelType:
    """Reads `path` as one `model`; `shown` is the name the user knows the file by. Raises `error`."""
    name = shown or path.name
    try:
        return model.model_validate(_quickly(path))
    except (OSError, UnicodeDecodeError, YAMLError, ValidationError):
        pass  # read once more by the slow reader, which knows the line of what is wrong
    tree = load_tree(path, error, name)
    if not isinstance(tree, CommentedMap):
        raise error(
            Text("内容不是“名称: 值”的形式，或是空的", 'it is empty, or not of the form "name: value"'),
            Text("请按文档中的格式填写。", "write it as the documentation shows."),
            Where(file=name, line=line_of(tree, ()) or 1),
        )
    try:
        return model.model_validate(plain(tree))
    except ValidationError as invalid:
        problems = invalid.errors()
        first = problems[0]
        place = ".".join(str(part) for part in first["loc"])
        more_zh, more_en = (
            (f"（另有 {len(problems) - 1} 处）", f" (and {len(problems) - 1} more)") if problems[1:] else ("", "")
        )
        raise error(
            Text(f"“{place}”不合要求：{first['msg']}{more_zh}", f'"{place}" is not accepted: {first["msg"]}{more_en}'),
            Text("请按文档中的格式改正这一处。", "correct this place as the documentation shows."),
            Where(file=name, line=line_of(tree, first["loc"])),
        ) from None


def _quickly(path: Path) -> object:
    """The file as plain values, by libyaml: twenty times as fast, and without lines."""
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def load_tree(path: Path, error: type[DataFileError], name: str) -> object:
    """The file as ruamel's round-trip tree (which knows its lines). Raises `error`."""
    try:
        return YAML(typ="rt").load(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise error(
            Text(f"文件无法读取（{reason_of(problem).zh}）", f"the file cannot be read ({reason_of(problem).en})"),
            Text("请检查文件是否存在、是否有读取权限。", "check that it exists and may be read."),
            Where(file=name),
        ) from None
    except UnicodeDecodeError:
        raise error(
            Text("文件不是 UTF-8 编码", "the file is not UTF-8"),
            Text("请另存为 UTF-8。", "save it as UTF-8."),
            Where(file=name),
        ) from None
    except MarkedYAMLError as problem:
        mark = problem.problem_mark
        raise error(
            Text(f"不是正确的 YAML：{problem.problem}", f"not correct YAML: {problem.problem}"),
            Text("请检查缩进、冒号和引号。", "check indentation, colons and quotes."),
            Where(file=name, line=mark.line + 1 if mark else None),
        ) from None


def line_of(tree: object, location: tuple[int | str, ...]) -> int | None:
    """The line (from 1) of the deepest part of `location` that stands in the file; its first where none does."""
    line: int | None = int(tree.lc.line) + 1 if isinstance(tree, CommentedMap) else None
    node: Any = tree
    for part in location:
        if isinstance(node, CommentedMap) and part in node:
            line = int(node.lc.key(part)[0]) + 1
            node = node[part]
        elif isinstance(node, CommentedSeq) and isinstance(part, int) and part < len(node):
            line = int(node.lc.item(part)[0]) + 1
            node = node[part]
        else:
            break
    return line


def plain(node: object) -> object:
    """The tree as plain dicts, lists and scalars."""
    if isinstance(node, CommentedMap):
        return {str(key): plain(value) for key, value in node.items()}
    if isinstance(node, CommentedSeq):
        return [plain(value) for value in node]
    if isinstance(node, str):
        return str(node)
    if isinstance(node, bool):
        return bool(node)
    if isinstance(node, int):
        return int(node)
    return node


def yaml_files(folder: Path) -> Iterator[Path]:
    """The .yml files of a folder and its subfolders, in the order of their names; test files are left out."""
    for path in sorted(folder.rglob("*.yml")):
        if not path.name.endswith(".test.yml"):
            yield path
