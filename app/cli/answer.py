"""A query that a user typed, answered in a child process: if the engine crashes, it is a sentence, not the end.

The child reads one request (JSON) from its standard input and writes one answer (JSON) to its standard output.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from cluegraph import errors
from cluegraph.cli.context import Context
from cluegraph.errors import CluegraphError, EngineError, QueryTimedOut, Where
from cluegraph.graph.engine import Limits, Result
from cluegraph.graphs import EMBEDDED, current_engine
from cluegraph.i18n import Text
from cluegraph.queries.adhoc import refuse_wrong_answers
from cluegraph.workspace import Workspace

_GRACE_SECONDS = 10.0


def ask(context: Context, cypher: str, parameters: Mapping[str, object], limits: Limits) -> Result:
    """The answer: of the embedded engine from a child process, of a server from here. Raises `EngineError`."""
    engine = current_engine(context.workspace, context.engine)
    with closing(engine):
        if context.engine != EMBEDDED:
            return engine.query(cypher, parameters, limits)
    refuse_wrong_answers(cypher)
    return _from_child(context, cypher, parameters, limits)


def _from_child(context: Context, cypher: str, parameters: Mapping[str, object], limits: Limits) -> Result:
    request = {
        "workspace": str(context.workspace.root),
        "engine": context.engine,
        "cypher": cypher,
        "parameters": dict(parameters),
        "seconds": limits.seconds,
        "rows": limits.rows,
    }
    try:
        child = subprocess.run(
            [sys.executable, "-m", "cluegraph.cli.answer"],
            input=json.dumps(request).encode(),
            capture_output=True,
            timeout=limits.seconds + _GRACE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise QueryTimedOut(
            Text(f"查询超过 {limits.seconds:g} 秒，已终止", f"the query was ended after {limits.seconds:g} s"),
            Text("请缩小查询范围。", "narrow the query."),
        ) from None
    try:
        answer = json.loads(child.stdout)
    except json.JSONDecodeError:
        raise EngineError(
            Text("图引擎执行这条查询时崩溃，数据没有损坏", "the engine crashed on this query; no data are harmed"),
            Text("请换一种写法，避免不定长路径。", "write it another way, without paths of variable length."),
        ) from None
    return _result(answer)


def _result(answer: Mapping[str, Any]) -> Result:
    if "error" in answer:
        kind: type[CluegraphError] = getattr(errors, answer["error"], EngineError)
        raise kind(Text(*answer["what"]), Text(*answer["todo"]), Where(**answer["where"]))
    return Result(answer["columns"], answer["rows"], answer["cut"])


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """What the child does: one query on the workspace's engine."""
    try:
        engine = current_engine(Workspace(Path(request["workspace"])), request["engine"])
        limits = Limits(request["seconds"], request["rows"])
        result = engine.query(request["cypher"], request["parameters"], limits)
    except CluegraphError as error:
        return {"error": type(error).__name__, "what": error.what, "todo": error.todo, "where": vars(error.where)}
    return {"columns": result.columns, "rows": result.rows, "cut": result.cut}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(answer(json.loads(sys.stdin.read()))))
