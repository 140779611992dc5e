"""What the user decides about sources: which one a name means, and whether an overlapping one counts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import PurePosixPath

from cluegraph.errors import UsageError, Where
from cluegraph.i18n import Text
from cluegraph.loaders.catalog import DECIDED, Catalog, Decision, Source
from cluegraph.loaders.report import FileReport


def source_named(catalog: Catalog, name: str) -> Source:
    """The source that `name` means. Raises `UsageError` where it means none, or several."""
    sources = {source.path: source for source in catalog.sources()}
    return sources[_meant(name, sources)]


def resolve(
    catalog: Catalog, given: Sequence[str], accept: Sequence[str], ignore: Sequence[str]
) -> dict[str, Decision]:
    """The decisions by path, among sources that are loaded and files that are given now. Raises `UsageError`."""
    known = [*(source.path for source in catalog.sources()), *given]
    decided: dict[str, Decision] = {_meant(name, known): "accepted" for name in accept}
    return decided | {_meant(name, known): "ignored" for name in ignore}


def apply(catalog: Catalog, decisions: dict[str, Decision], reported: Collection[str]) -> list[FileReport]:
    """Keeps the decisions; gives an entry for each source that the run has not reported yet."""
    sources = {source.path: source for source in catalog.sources()}
    for path, decision in decisions.items():
        if path in sources:
            catalog.decide(path, decision)
    return [
        FileReport(path, sources[path].sha256, "unchanged", DECIDED[decision])
        for path, decision in decisions.items()
        if path in sources and path not in reported
    ]


def refreshed(catalog: Catalog, files: Sequence[FileReport], decided: Collection[str]) -> list[FileReport]:
    """The reports with the sheets as the decisions left them."""
    sheets = catalog.sheets() if decided else []
    return [
        FileReport(file.file, file.sha256, file.status, file.message, tuple(s for s in sheets if s.path == file.file))
        if file.file in decided and file.status != "refused"
        else file
        for file in files
    ]


def _meant(name: str, paths: Collection[str]) -> str:
    """The path that is `name`, else the only one that ends in it, or in which it ends (an absolute path)."""
    wanted = name.replace("\\", "/").removeprefix("./")
    distinct = sorted(set(paths))
    if wanted in distinct:
        return wanted
    tail = PurePosixPath(wanted).parts
    near = [
        path for path in distinct if _ends(PurePosixPath(path).parts, tail) or _ends(tail, PurePosixPath(path).parts)
    ]
    if len(near) == 1:
        return near[0]
    if near:
        raise UsageError(
            Text(f"“{name}”可能是：{'、'.join(near)}", f'"{name}" may be: {", ".join(near)}'),
            Text("请写出完整的相对路径。", "write the whole path as the report shows it."),
        )
    raise UsageError(
        Text("没有载入过这个文件", "this file is not loaded"),
        Text("已载入的文件见 cluegraph status。", "see cluegraph status for what is loaded."),
        Where(file=name),
    )


def _ends(path: tuple[str, ...], tail: tuple[str, ...]) -> bool:
    return path[-len(tail) :] == tail
