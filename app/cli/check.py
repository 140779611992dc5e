"""`cluegraph check`: runs saved queries, prints and keeps the clues."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated

import typer

from cluegraph.cli.changes import again_text, changes_csv, changes_text, silent_text
from cluegraph.cli.clue_list import printed
from cluegraph.cli.context import current
from cluegraph.cli.formats import Format
from cluegraph.deciding import silences_of
from cluegraph.errors import CluegraphError, UsageError
from cluegraph.graphs import checking_engine
from cluegraph.i18n import Text
from cluegraph.loaders.store import Records
from cluegraph.queries.coverage import Coverage, coverage_of_run
from cluegraph.queries.library import Library, read_library
from cluegraph.queries.parameters import Given
from cluegraph.queries.run import Run, RunSettings, check
from cluegraph.queries.settings_data import county_settings
from cluegraph.queries.silence import keep_and_tell
from cluegraph.queries.since import Changes, changes
from cluegraph.queries.store import RunStore


def run(
    rules: Annotated[
        list[str] | None,
        typer.Argument(metavar="RULE…", help=str(Text("规则编号；不写则全部", "rule ids; all if none"))),
    ] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="RULE.PARAM=VALUE", help=str(Text("改变一个参数", "change a parameter"))),
    ] = None,
    since: Annotated[
        str,
        typer.Option(
            metavar="RUN",
            help=str(
                Text(
                    "与另一次运行（编号，或 last）相比，哪些是新增、不再出现、变化的",
                    "what is new, gone and changed since another run (an id, or last)",
                )
            ),
        ),
    ] = "",
    all_: Annotated[
        bool, typer.Option("--all", help=str(Text("也列出已说明或静默的线索", "also list what is silent")))
    ] = False,
    format_: Annotated[
        Format, typer.Option("--format", help=str(Text("输出格式", "how it is printed")))
    ] = Format.table,
) -> int:
    """Runs the rules; 1 if one of them could not be completed."""
    workspace = current().workspace
    library = read_library(workspace.rules)
    settings = _settings(set_ or [])
    store, silences = RunStore(workspace.runs), silences_of(workspace, date.today())
    earlier = store.run(since) if since else None
    engine = checking_engine(workspace, current().engine)
    try:
        found = check(
            engine,
            Records(workspace),
            library,
            rules,
            settings,
            progress=_progress,
            earlier=store,
            silent=silences.silent,
        )
    finally:
        engine.close()
        _progress("")
    workspace.prepare()
    found = keep_and_tell(store, silences, found)
    compared = changes(earlier, store.sightings(earlier), found) if earlier else None
    coverage = coverage_of_run(workspace, library, found)
    typer.echo(_output(found, library, format_, coverage, compared, all_))
    for result in found.failed():
        typer.echo(str(result.message), err=True)
    return CluegraphError.exit_code if found.failed() else 0


def _output(
    found: Run, library: Library, format_: Format, coverage: Coverage, compared: Changes | None, everything: bool
) -> str:
    """The run as it is asked for; a comparison as CSV takes the place of the list."""
    if format_ is Format.csv and compared is not None:
        return changes_csv(compared)
    if format_ is not Format.table:
        listed = replace(found, clues=(*found.clues, *found.silenced)) if everything else found
        more = {} if compared is None else {"since": compared.to_json()}
        return printed(listed, library, format_, coverage, more)
    parts = [printed(found, library, format_, coverage)]
    parts += [again_text(found.again)] if found.again else []
    parts += [silent_text(found.silenced)] if everything and found.silenced else []
    parts += [changes_text(compared)] if compared is not None else []
    return "\n\n".join(parts)


def _settings(given: Sequence[str]) -> RunSettings:
    """The county's parameters, then what the command line says. Raises `UsageError`."""
    county = county_settings(current().workspace)
    values: dict[str, dict[str, Given]] = {rule.upper(): dict(of_rule) for rule, of_rule in county.parameters.items()}
    for text in given:
        name, equals, value = text.partition("=")
        rule, dot, parameter = name.strip().rpartition(".")
        if not (equals and dot and rule and parameter):
            raise UsageError(
                Text(f"--set 的写法不对：{text}", f"--set is written wrongly: {text}"),
                Text("请写成 --set 规则.参数=值，如 --set SUB-01.k=3。", "write it like --set SUB-01.k=3."),
            )
        values.setdefault(rule.upper(), {})[parameter] = value.strip()
    return RunSettings(given=values, off=frozenset(rule.upper() for rule in county.off))


def _progress(rule: str) -> None:
    """One line that is written over, on a terminal only."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{Text('正在检查', 'checking')} {rule}" if rule else "\r\x1b[K")
        sys.stderr.flush()
