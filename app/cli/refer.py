"""`cluegraph refer`: a check list of clues that nobody has reviewed, or a referral of reviewed ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cluegraph.cases.referral.assemble import entries
from cluegraph.cases.referral.choose import Choice, cases_among, chosen_clues
from cluegraph.cases.referral.dossier import DISCLAIMER, Dossier, Entry, Review
from cluegraph.cases.referral.phrases import checked, left_out
from cluegraph.cases.referral.write import checked_format, write_referral
from cluegraph.cli.context import current
from cluegraph.cli.progress import progress_line
from cluegraph.deciding import silences_of
from cluegraph.errors import CluegraphError, UsageError
from cluegraph.graphs import current_engine
from cluegraph.i18n import Text
from cluegraph.loaders.store import Records
from cluegraph.queries.case_leads import CaseLead, is_case_id
from cluegraph.queries.clue import Clue
from cluegraph.queries.coverage import Coverage, coverage_of, not_looked, unknown_village
from cluegraph.queries.kept_cases import kept_case, kept_cases
from cluegraph.queries.library import Library, read_library
from cluegraph.queries.silence import Silences, what_became
from cluegraph.queries.store import RunStore
from cluegraph.viz.draw import pictures
from cluegraph.workspace import Workspace


def run(
    clues: Annotated[
        list[str] | None,
        typer.Argument(metavar="CLUE…", help=str(Text("线索或并案线索的编号", "ids of clues or cases"))),
    ] = None,
    rule: Annotated[
        str | None, typer.Option("--rule", metavar="ID", help=str(Text("一条规则的全部线索", "all of a rule")))
    ] = None,
    village: Annotated[
        str | None, typer.Option("--village", metavar="NAME", help=str(Text("涉及一个村的线索", "those of a village")))
    ] = None,
    status: Annotated[
        str | None,
        typer.Option("--status", metavar="S", help=str(Text("某种状态的线索，如 new", "those in a state, e.g. new"))),
    ] = None,
    to: Annotated[
        str, typer.Option("--to", metavar="UNIT", help=str(Text("发给哪个单位", "the office it goes to")))
    ] = "",
    reviewed_by: Annotated[
        str,
        typer.Option(
            "--reviewed-by",
            metavar="NAME",
            help=str(Text("审核人（移交时必填）", "who reviewed them (for a referral)")),
        ),
    ] = "",
    reason: Annotated[
        str,
        typer.Option(
            "--reason",
            metavar="TEXT",
            help=str(Text("移交理由（移交时必填）", "why they are passed on (for a referral)")),
        ),
    ] = "",
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help=str(Text(".docx、.xlsx 或 .json", ".docx, .xlsx or .json"))
        ),
    ] = None,
) -> None:
    """Writes the list and says where it is."""
    review = _review(reviewed_by.strip(), reason.strip())
    workspace = current().workspace
    target = output or workspace.out / f"{'疑点核查清单' if review is None else '问题线索移交清单'}.docx"
    checked_format(target)
    library = _library_with(workspace.rules, rule)
    choice = Choice(tuple(clues or ()), rule, village, status)
    store, silences = RunStore(workspace.runs), silences_of(workspace, date.today())
    whole = coverage_of(workspace, library, silences)
    coverage = _coverage(whole, village)
    may_be_none, unchecked = _may_be_none(choice, review, coverage), _unchecked(choice, whole)
    ids, cases = _without_cases(clues or (), store, library, silences)
    chosen = chosen_clues(store, replace(choice, ids=ids), silences, may_be_none=may_be_none, unchecked=unchecked)
    if not ids:  # a referral names nobody who is not on it
        cases = cases_among(kept_cases(store, library, silences), chosen.clues, whole=review is not None)
    made = _made(workspace, chosen.clues, library)
    dossier = Dossier(made, date.today(), to.strip(), review, coverage, cases, chosen.left_out)
    _say(dossier, write_referral(target, dossier))
    _say_what_became(dossier)


def _made(workspace: Workspace, clues: Sequence[Clue], library: Library) -> list[Entry]:
    """The clues with their pictures."""
    engine = current_engine(workspace, current().engine)
    try:
        with progress_line() as show:
            draw = pictures(engine, Records(workspace))
            return entries(clues, library, draw, lambda done: show(_preparing(done, len(clues))))
    finally:
        engine.close()


def _coverage(coverage: Coverage, village: str | None) -> Coverage:
    """That of the village where the loaded records name it."""
    return coverage.for_village(village) if village is not None and coverage.knows(village) else coverage


def _unchecked(choice: Choice, coverage: Coverage) -> CluegraphError | None:
    """Why there may be no clue although nothing is clean: no such village, or the rule has not looked; else None."""
    if choice.village is not None and not coverage.knows(choice.village):
        return unknown_village(choice.village)
    state = next((each for each in coverage.rules if each.rule.id == (choice.rule or "").upper()), None)
    return None if state is None else not_looked(state)


def _may_be_none(choice: Choice, review: Review | None, coverage: Coverage) -> bool:
    """A check list of one village that the records name is written without clues too: it says what was checked."""
    return review is None and choice == Choice(village=coverage.village)


def _library_with(folder: Path, rule: str | None) -> Library:
    """The library. Raises `UsageError` where it has no such rule."""
    library = read_library(folder)
    if rule is not None:
        library.file(rule)
    return library


def _without_cases(
    names: Iterable[str], store: RunStore, library: Library, silences: Silences
) -> tuple[tuple[str, ...], tuple[CaseLead, ...]]:
    """The ids of clues, with those of its clues in the place of each case, and the cases. Raises `ClueNotFound`."""
    ids: list[str] = []
    cases: dict[str, CaseLead] = {}
    for name in names:
        if is_case_id(name):
            case = kept_case(store, library, name, silences)
            cases[case.id] = case
            ids += [clue.id for clue in case.clues]
        else:
            ids.append(name)
    return tuple(ids), tuple(cases.values())


def _review(reviewed_by: str, reason: str) -> Review | None:
    """Both or neither: a referral names who reviewed it and why it is passed on."""
    if bool(reviewed_by) != bool(reason):
        raise UsageError(
            Text("问题线索移交清单要同时写明审核人和移交理由", "a referral needs both a reviewer and a reason"),
            Text(
                "请同时给出 --reviewed-by 和 --reason；都不写则生成未核实的疑点核查清单。",
                "give --reviewed-by and --reason; with neither, a check list of unverified clues is written.",
            ),
        )
    return Review(reviewed_by, reason) if reviewed_by else None


def _preparing(done: int, total: int) -> Text:
    return Text(f"正在整理线索 {done}/{total}", f"preparing clue {done}/{total}")


def _say(dossier: Dossier, files: Iterable[Path]) -> None:
    listed = Text("、", ", ").in_language("zh").join(map(str, files))
    count = len(dossier.entries)
    typer.echo(
        Text(f"已写出《{dossier.title}》，线索 {count} 条：{listed}", f"{dossier.title}, {count} clues: {listed}")
    )
    typer.echo(checked(dossier))
    typer.echo(DISCLAIMER)


def _say_what_became(dossier: Dossier) -> None:
    """What was left out; what is on the list although it is silent elsewhere, or its rule is revised or retired."""
    for text in left_out(dossier):
        typer.echo(text)
    for entry in dossier.entries:
        for text in what_became(entry.clue, entry.rule):
            typer.echo(f"{entry.clue.id}：{text}")
