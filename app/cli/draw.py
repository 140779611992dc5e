"""`cluegraph draw`: one clue, or the surroundings of a person, company or village, as one HTML file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cluegraph.cli.context import current
from cluegraph.deciding import silences_of
from cluegraph.errors import UsageError, Where, WorkspaceError, reason_of
from cluegraph.graph.engine import Engine
from cluegraph.graphs import current_engine
from cluegraph.i18n import Text
from cluegraph.loaders.store import Records
from cluegraph.queries.case_leads import is_case_id
from cluegraph.queries.clue import Clue
from cluegraph.queries.kept_cases import kept_case
from cluegraph.queries.library import read_library
from cluegraph.queries.rule import Rule
from cluegraph.queries.silence import Silences, what_became
from cluegraph.queries.store import RunStore
from cluegraph.viz import words
from cluegraph.viz.draw import draw_case, draw_clue, draw_neighbourhood
from cluegraph.viz.mask import Masker
from cluegraph.viz.start import find_start
from cluegraph.workspace import Workspace

HOPS = 2
ENDINGS = (".html", ".htm")


def run(
    clue: Annotated[
        str | None, typer.Argument(metavar="CLUE", help=str(Text("线索或并案线索的编号", "id of a clue or case")))
    ] = None,
    person: Annotated[
        str | None, typer.Option("--person", metavar="ID", help=str(Text("一个人：身份证号", "a person by ID number")))
    ] = None,
    company: Annotated[
        str | None,
        typer.Option("--company", metavar="USCC", help=str(Text("一家企业：信用代码", "a company by credit code"))),
    ] = None,
    village: Annotated[
        str | None, typer.Option("--village", metavar="NAME", help=str(Text("一个村：村名", "a village by name")))
    ] = None,
    hops: Annotated[
        int | None, typer.Option("--hops", metavar="N", help=str(Text("画到几步以内（默认 2）", "how many steps (2)")))
    ] = None,
    unmask: Annotated[
        bool,
        typer.Option("--unmask", help=str(Text("不遮蔽证件号、账号、电话", "show ID numbers, accounts, phones whole"))),
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE.html", help=str(Text("写到哪个文件", "the file to write"))),
    ] = None,
) -> None:
    """Draws and says where the file is."""
    named = {"Person": person, "Company": company, "Village": village}
    given = _given(clue, named, hops)
    _check_ending(output)
    workspace = current().workspace
    target = output or workspace.out / f"{_file_name(clue, given)}.html"
    case = clue is not None and is_case_id(clue)
    silences = silences_of(workspace, date.today())
    found = silences.told(RunStore(workspace.runs).get_clue(clue)) if clue and not case else None
    if found is not None:
        page = _clue_page(workspace, found, not unmask)
    elif clue is not None:
        page = _case_page(workspace, clue, silences, mask=not unmask)
    else:
        page = _around(workspace, given[0], hops or HOPS, unmask)
    write_page(target, page)
    typer.echo(Text(f"已画出：{target}", f"Drawn: {target}"))
    if found is not None:
        _say_what_became(found, read_library(workspace.rules).file(found.rule).rule)
    typer.echo(f"{words.INTERNAL}；{words.UNMASKED if unmask else words.MASKED}；{words.LEAD}")


def _given(clue: str | None, named: Mapping[str, str | None], hops: int | None) -> list[tuple[str, str]]:
    """Label and name of what is asked for, nothing for a clue. Raises `UsageError` where it is not one thing."""
    given = [(label, name) for label, name in named.items() if name is not None]
    if len(given) + (clue is not None) != 1:
        raise UsageError(
            Text(
                "请写一个线索编号，或 --person、--company、--village 之一", "name one clue, person, company or village"
            ),
            Text(
                "例如 cluegraph draw SUB-01-XXXXXXXXXX -o 图.html。",
                "e.g. cluegraph draw SUB-01-XXXXXXXXXX -o picture.html.",
            ),
        )
    if clue is not None and hops is not None:
        raise UsageError(
            Text("--hops 只用于 --person、--company、--village", "--hops goes with --person, --company and --village"),
            Text("线索的图由规则决定，请去掉 --hops。", "a clue's picture is its rule's: leave --hops out."),
        )
    return given


def _say_what_became(clue: Clue, rule: Rule) -> None:
    for text in what_became(clue, rule):
        typer.echo(f"{clue.id}：{text}")


def _check_ending(output: Path | None) -> None:
    if output is not None and output.suffix.lower() not in ENDINGS:
        raise UsageError(
            Text("网络图是网页", "the picture is a web page"),
            Text("文件名请以 .html 结尾。", "let the file's name end in .html."),
            Where(file=str(output)),
        )


def _file_name(clue: str | None, given: list[tuple[str, str]]) -> str:
    """A name without a whole number of a person, for when none was asked for."""
    shown = clue or Masker().text(given[0][1]).replace("*", "x")
    return "".join(character if character.isalnum() or character in "-_·" else "_" for character in shown)


def _clue_page(workspace: Workspace, found: Clue, mask: bool) -> str:
    rule = read_library(workspace.rules).file(found.rule).rule
    engine = current_engine(workspace, current().engine)
    try:
        return draw_clue(found, rule, engine, Records(workspace), mask)
    finally:
        engine.close()


def _case_page(workspace: Workspace, name: str, silences: Silences, *, mask: bool) -> str:
    library = read_library(workspace.rules)
    case = kept_case(RunStore(workspace.runs), library, name, silences)
    rules = {rule: library.file(rule).rule for rule in case.rules}
    engine = current_engine(workspace, current().engine)
    try:
        return draw_case(case, rules, engine, Records(workspace), mask)
    finally:
        engine.close()


def _around(workspace: Workspace, given: tuple[str, str], hops: int, unmask: bool) -> str:
    engine: Engine = current_engine(workspace, current().engine)
    try:
        start = find_start(*given, engine)
        return draw_neighbourhood(start, hops, engine, Records(workspace), mask=not unmask)
    finally:
        engine.close()


def write_page(target: Path, page: str) -> None:
    """Writes a page as UTF-8, making its folder. Raises `WorkspaceError`."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page, encoding="utf-8", newline="\n")
    except OSError as problem:
        raise WorkspaceError(
            Text(f"文件无法写入（{reason_of(problem).zh}）", f"the file cannot be written ({reason_of(problem).en})"),
            Text("请用 -o 指定一个可以写入的位置。", "name a place that can be written with -o."),
            Where(file=str(target)),
        ) from None
