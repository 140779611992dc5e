"""cluegraph from Python, with pandas DataFrames at its edges.

from cluegraph.api import County

county = County("workspace")
county.load("数据/")
county.load_frame(frame, "民政局低保名单")
clues = county.check("SUB-05")
county.query("MATCH (p:Person)-[:OWNS]->(v:Vehicle) RETURN p.name AS name, v.key AS plate")
network = county.network("MATCH (p:Person)-[r:SHAREHOLDER_OF]->(c:Company) RETURN p, r, c")
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from cluegraph.deciding import Asked, explain, signed, silences_of, suppress, undo
from cluegraph.errors import FileRefused, UsageError, Where
from cluegraph.graph.engine import Engine, Limits, Result
from cluegraph.graphs import EMBEDDED, checking_engine, current_engine, loading_engine, refresh
from cluegraph.i18n import Text
from cluegraph.loaders.frames import frame_as_file
from cluegraph.loaders.load import load
from cluegraph.loaders.report import LoadReport
from cluegraph.loaders.store import Records
from cluegraph.queries.adhoc import refuse_wrong_answers
from cluegraph.queries.library import read_library
from cluegraph.queries.run import RunSettings, check
from cluegraph.queries.settings_data import county_settings
from cluegraph.queries.silence import keep_and_tell
from cluegraph.queries.store import RunStore
from cluegraph.workspace import Workspace

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from cluegraph.graph.py2neo.readonly import ReadOnlyGraph


class County:
    """One workspace: load files and frames into it, run the saved queries, ask queries of your own."""

    def __init__(self, workspace: str | Path = "workspace", engine: str = "embedded") -> None:
        self.workspace = Workspace(Path(workspace))
        self.engine = engine

    def load(self, *paths: str | Path, mapping: str | Path | None = None) -> LoadReport:
        """Loads files and folders as `cluegraph load` does; `to_json()` of the report is the contract's object.

        Raises `UsageError` where no path exists, `MappingError`, `WorkspaceBusy`; what is wrong with a file stands in
        the report.
        """
        chosen = Path(mapping) if mapping is not None else None
        with closing(loading_engine(self.workspace, self.engine)) as engine:
            report = load([Path(path) for path in paths], self.workspace, mapping=chosen)
            refresh(self.workspace, engine)
        return report

    def load_frame(self, frame: pd.DataFrame, name: str, mapping: str | Path | None = None) -> LoadReport:
        """Loads a DataFrame as a source called `name`.csv, recognised by its column names like any sheet.

        Loading another frame under the same name replaces it. ID numbers must be text, as everywhere. Raises
        `FileRefused` for a frame without rows.
        """
        if frame.empty:
            raise FileRefused(
                Text("表里没有数据行", "the frame has no rows"),
                Text("请检查筛选条件。", "check how it was filtered."),
                Where(file=f"{name}.csv"),
            )
        folder, _ = frame_as_file(frame, name)
        with folder:
            return self.load(folder.name, mapping=mapping)

    def check(self, *rules: str, silent: bool = False) -> pd.DataFrame:
        """Runs the named rules (all by default), keeps the clues, and gives them as a DataFrame, one clue a row.

        Amounts are yuan as Decimal; `subjects` and `records` are lists of dicts as in the contract's JSON,
        `score_parts` a dict of what the score is made of. Clues that are explained or suppressed are left out and
        counted in `attrs["silenced"]`, or with `silent` come last. `attrs["cases"]` lists the case leads, each with
        the ids of its clues.
        """
        import pandas as pd

        given = county_settings(self.workspace)
        settings = RunSettings(given=given.parameters, off=frozenset(given.off))
        library, store = read_library(self.workspace.rules), RunStore(self.workspace.runs)
        silences = silences_of(self.workspace, _now().date())
        with closing(checking_engine(self.workspace, self.engine)) as engine:
            run = check(
                engine, Records(self.workspace), library, rules or None, settings, earlier=store, silent=silences.silent
            )
        run = keep_and_tell(store, silences, run)
        rows = [clue.to_json() for clue in (*run.clues, *(run.silenced if silent else ()))]
        frame = pd.DataFrame([row | {"amount": _decimal(row["amount"])} for row in rows])
        frame.attrs["silenced"] = len(run.silenced)
        frame.attrs["cases"] = [case.to_json() for case in run.cases]
        return frame

    def explain(self, *clues: str, reason: str, by: str) -> None:
        """Gives clues a lawful reason: they stay silent until their data change.

        Raises `ClueNotFound`, `UsageError` where reason or name is missing or a clue is explained already.
        """
        explain(self.workspace, clues, signed(reason, by, _now()))

    def suppress(self, *, rule: str = "", village: str = "", period: str = "", until: str, reason: str, by: str) -> int:
        """Keeps the clues of a rule, a village or a period silent; gives the number by which it can be undone.

        `until` is the last day (ISO) or `open`. Raises `UsageError`, `ClueNotFound` where there is no such village.
        """
        why = signed(reason, by, _now())
        return suppress(self.workspace, self.engine, Asked(rule, village, period, until), why).number

    def undo(self, number: int, *, reason: str, by: str) -> None:
        """Takes back what was explained or suppressed under a number. Raises `UsageError`."""
        undo(self.workspace, [str(number)], signed(reason, by, _now()))

    def query(
        self, cypher: str, parameters: Mapping[str, object] | None = None, limits: Limits = Limits()
    ) -> pd.DataFrame:
        """The answer to a read-only Cypher query; its `attrs["cut"]` says whether rows were cut off.

        Raises `QueryRefused`, `QueryTimedOut`.
        """
        import pandas as pd

        result = self._asked(cypher, parameters, limits)
        frame = pd.DataFrame(result.rows, columns=result.columns)
        frame.attrs["cut"] = result.cut
        return frame

    def network(
        self, cypher: str, parameters: Mapping[str, object] | None = None, limits: Limits = Limits()
    ) -> nx.MultiDiGraph:
        """The nodes and relationships that a read-only query returns, as `cluegraph.graph.multigraph` makes them.

        Return the nodes beside the relationships: `RETURN a, r, b`. `cluegraph.graph.algorithms` has what to do with
        it. Raises `QueryRefused`, `QueryTimedOut`.
        """
        from cluegraph.graph.multigraph import multigraph

        return multigraph(self._asked(cypher, parameters, limits))

    def _asked(self, cypher: str, parameters: Mapping[str, object] | None, limits: Limits) -> Result:
        """The answer to a query of the user's own."""
        if self.engine == EMBEDDED:
            refuse_wrong_answers(cypher)
        with self._opened() as engine:
            return engine.query(cypher, parameters, limits)

    def network_of_clue(self, clue_id: str) -> nx.MultiDiGraph:
        """What the picture of a kept clue rests on, whole: payments are not bundled and nothing is left out.

        Raises `ClueNotFound`.
        """
        from cluegraph.graph.multigraph import multigraph
        from cluegraph.viz.subgraph import clue_results
        from cluegraph.viz.vocabulary import shipped

        clue = RunStore(self.workspace.runs).get_clue(clue_id)
        rule = read_library(self.workspace.rules).file(clue.rule).rule
        with self._opened() as engine:
            return multigraph(*clue_results(clue, rule, engine, Records(self.workspace), shipped()))

    def py2neo(self) -> ReadOnlyGraph:
        """A `py2neo.Graph` on the workspace's server that only reads; close it after use.

        Needs the extra `cluegraph[py2neo]`. Raises `UsageError` where it is not installed, or where this workspace's
        graph is in a file and not on a server.
        """
        from cluegraph.graph.neo4j.address import is_address
        from cluegraph.graph.py2neo import graph_of

        if not is_address(self.engine):
            raise UsageError(
                Text("py2neo 只能连接 Neo4j 服务器", "py2neo speaks to Neo4j servers only"),
                Text(
                    '请用 County(…, engine="neo4j://主机:端口")；内嵌引擎请用 query 或 network。',
                    'use County(…, engine="neo4j://host:port"); with the embedded engine use query or network.',
                ),
            )
        with self._opened():
            return graph_of(self.engine)

    @contextmanager
    def _opened(self) -> Iterator[Engine]:
        engine = current_engine(self.workspace, self.engine)
        try:
            yield engine
        finally:
            engine.close()


def _now() -> datetime:
    return datetime.now(UTC).astimezone()


def _decimal(amount: str | None) -> Decimal | None:
    return None if amount is None else Decimal(amount)
