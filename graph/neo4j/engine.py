"""The server engine: a graph on Neo4j that a team shares, fed from one workspace's records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from cluegraph.errors import EngineError
from cluegraph.graph.cypher import needed, parameters_of, refuse_writing
from cluegraph.graph.engine import GraphFiles, Limits, Progress, Result, Step, silent
from cluegraph.graph.model import model
from cluegraph.graph.neo4j.address import Address
from cluegraph.graph.neo4j.connection import Connection
from cluegraph.graph.neo4j.kept import Kept
from cluegraph.graph.neo4j.login import Login
from cluegraph.graph.neo4j.plan import batches, totals
from cluegraph.graph.neo4j.send import Load, send, wipe, written
from cluegraph.graph.neo4j.state import State, begin, busy, finish, of_others, read_state, refuse_foreign
from cluegraph.graph.paths import shortest_paths
from cluegraph.graph.schema import key_constraint, neo4j_constraints

_CONSTRAINTS = [*neo4j_constraints(model()), key_constraint("_Meta"), key_constraint("_Batch")]


class Neo4jEngine:
    """The graph on a server. `owner` is the workspace's id, `kept` a folder of the workspace for what was sent last.

    With `take_over` a load replaces the graph of another workspace; data that are not cluegraph's are never touched.
    """

    def __init__(
        self,
        address: Address,
        login: Login,
        owner: str,
        kept: Path,
        *,
        take_over: bool = False,
        progress: Progress = silent,
    ) -> None:
        self._connection = Connection(address, login)
        self._owner = owner
        self._kept = Kept(kept)
        self._take_over = take_over
        self._progress = progress

    @property
    def name(self) -> str:
        return f"{self._connection.address.text} (neo4j {self._connection.version})"

    def rebuild(self, files: GraphFiles) -> None:
        """Turns the server's graph into that of the files, writing only what differs where it is known what is there.

        While it is being written, `data()` says that there is no whole graph. A load that was cut off is finished
        first, from the batch where it stopped. Raises `GraphOfOthers`, `GraphBusy`, `EngineError`.
        """
        state = self._ours(read_state(self._connection))
        target = self._kept.put(files)
        self._connection.define(_CONSTRAINTS)
        state = self._finished(state)
        if not (state.whole and state.data == target.data):
            base = self._kept.get(state.data) if state.whole else None
            if base is None:
                refuse_foreign(self._connection, model().nodes)
            self._load(state, target, base, resumed=False)
        self._kept.forget_all_but(target.data)

    def data(self) -> str | None:
        """As the engine's interface says; None while a load is unfinished or after someone changed the graph by hand.

        A graph that was just imported gets its constraints here. Raises `ServerUnreachable`, `LoginRefused`.
        """
        state = read_state(self._connection)
        if state.whole and not state.indexed:
            with suppress(EngineError):  # on a read-only copy the leader will do it
                self._connection.define(_CONSTRAINTS)
                self._connection.run("MATCH (m:_Meta {key: 'graph'}) SET m.indexed = true")
        return state.data if state.whole else None

    def query(self, cypher: str, parameters: Mapping[str, object] | None = None, limits: Limits = Limits()) -> Result:
        refuse_writing(cypher)
        return self._connection.read(cypher, needed(cypher, parameters or {}), limits)

    def check(self, cypher: str, parameters: Mapping[str, object] | None = None) -> Sequence[str]:
        refuse_writing(cypher)
        given = dict.fromkeys(parameters_of(cypher)) if parameters is None else needed(cypher, parameters)
        return self._connection.columns(cypher, given)

    def paths(self, start: str, end: str, types: Sequence[str], longest: int) -> list[list[Step]]:
        return shortest_paths(self.query, start, end, types, longest)

    def close(self) -> None:
        self._connection.close()

    def _ours(self, state: State) -> State:
        """Refuses what this workspace must not overwrite."""
        if not state.there and not state.empty:
            raise of_others(self._connection, state)
        if state.there and state.owner != self._owner:
            if state.busy:
                raise busy(self._connection)
            if not self._take_over:
                raise of_others(self._connection, state)
        return state

    def _finished(self, state: State) -> State:
        """Ends a load that was cut off, where its files are still kept."""
        target = self._kept.get(state.loading) if state.loading else None
        base = self._kept.get(state.base) if state.base else None
        if target is None or (state.base and base is None):
            return state
        self._load(state, target, base, resumed=True)
        return read_state(self._connection)

    def _load(self, state: State, target: GraphFiles, base: GraphFiles | None, *, resumed: bool) -> None:
        nodes, relationships = totals(target)
        total = nodes + relationships if base is None else None
        load = Load(self._connection, target.data, uuid4().hex, lambda count: self._progress(count, total))
        begin(
            self._connection,
            state,
            loading=target.data,
            base=base.data if base else "",
            owner=self._owner,
            token=load.token,
            resumed=resumed,
        )
        done = written(load)
        if base is None and load.name("empty") not in done:
            wipe(load)
        send(load, batches(target, base), done)
        finish(self._connection, load.token, target.data, nodes, relationships)
