"""Who is the same person in a workspace: resolved when rules are run, kept until data, settings or judgements change.

What came of it lies in `identities/`; a state that no longer fits counts for nothing, so what was loaded since is never
merged before it has been resolved.
"""

from __future__ import annotations

import hashlib
import json
import shutil

import polars as pl

from cluegraph import __version__
from cluegraph.graph.identity.gather import mentions_of
from cluegraph.graph.identity.judgements import Judgements
from cluegraph.graph.identity.people import People
from cluegraph.graph.identity.resolution import MODEL_VERSION, Resolution, resolve
from cluegraph.graph.reference import Reference
from cluegraph.loaders.store import Records
from cluegraph.queries.settings_data import reference_of
from cluegraph.workspace import Workspace

_FRAMES = ("mentions", "pairs", "merges", "links")


def frames_of(records: Records) -> dict[str, pl.LazyFrame]:
    """The records of every kind that is loaded, and the sheets' own totals."""
    return {kind: records.frame(kind) for kind in records.kinds()} | {"sheet_total": records.totals()}


def is_on(workspace: Workspace) -> bool:
    """Whether people are resolved in this workspace; they are unless somebody switched it off."""
    return not workspace.identities_off.exists()


def switch(workspace: Workspace, on: bool) -> None:
    """Switches the resolution on or off. Off, the graph is as loaded. Raises `WorkspaceBusy`."""
    with workspace.writing():
        if on:
            workspace.identities_off.unlink(missing_ok=True)
        else:
            workspace.identities_off.touch()


def resolve_if_stale(workspace: Workspace) -> None:
    """Resolves everybody unless that has been done for what is loaded and judged now. Raises `WorkspaceBusy`."""
    if not is_on(workspace) or not workspace.catalog.exists():
        return
    _bring_up_to_date(workspace)


def _bring_up_to_date(workspace: Workspace) -> None:
    records, settings = Records(workspace), reference_of(workspace)
    if _kept(workspace, records, settings) is None:
        with workspace.writing():
            records = Records(workspace)
            _keep(workspace, _resolved(workspace, records, settings), _state(workspace, records, settings))


def resolution_of(workspace: Workspace) -> Resolution:
    """What came of it for what is loaded and judged now, resolved where need be; also while it is switched off.

    Raises `WorkspaceBusy`.
    """
    _bring_up_to_date(workspace)
    frames = {name: pl.read_parquet(workspace.identities / f"{name}.parquet") for name in _FRAMES}
    told = json.loads((workspace.identities / "state.json").read_text(encoding="utf-8"))
    entries = {entry.number: entry for entry in Judgements(workspace.judgements).history()}
    return Resolution(
        **frames,
        lost=[entries[number] for number in told["lost"]],
        refused=[entries[number] for number in told["refused"]],
    )


def people_of(workspace: Workspace, records: Records, settings: Reference) -> People | None:
    """Who is merged and linked; None where nobody is, where it is off, or not resolved for what is loaded now."""
    if not digest_of_people(workspace, records, settings):
        return None
    merges, links = (pl.read_parquet(workspace.identities / f"{name}.parquet") for name in ("merges", "links"))
    return People(merges, links)


def digest_of_people(workspace: Workspace, records: Records, settings: Reference) -> str:
    """Names who is merged and linked; '' where `people_of` is None."""
    return (_kept(workspace, records, settings) or "") if is_on(workspace) else ""


def _state(workspace: Workspace, records: Records, settings: Reference) -> str:
    judged = Judgements(workspace.judgements).state()
    parts = (records.data(), repr(settings), __version__, MODEL_VERSION, judged)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _kept(workspace: Workspace, records: Records, settings: Reference) -> str | None:
    """The digest of what is kept ('' of nothing), None where it is not of what is loaded and judged now."""
    try:
        told = json.loads((workspace.identities / "state.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return str(told["digest"]) if told["state"] == _state(workspace, records, settings) else None


def _resolved(workspace: Workspace, records: Records, settings: Reference) -> Resolution:
    standing = Judgements(workspace.judgements).standing()
    return resolve(mentions_of(frames_of(records), settings), standing)


def _keep(workspace: Workspace, found: Resolution, state: str) -> None:
    """Writes what came of it beside the old and takes the old one's place."""
    fresh = workspace.root / "identities.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    for name in _FRAMES:
        getattr(found, name).write_parquet(fresh / f"{name}.parquet")
    told = {
        "state": state,
        "digest": _digest(found),
        "lost": [entry.number for entry in found.lost],
        "refused": [entry.number for entry in found.refused],
    }
    (fresh / "state.json").write_text(json.dumps(told), encoding="utf-8")
    shutil.rmtree(workspace.identities, ignore_errors=True)
    fresh.rename(workspace.identities)


def _digest(found: Resolution) -> str:
    if found.merges.is_empty() and found.links.is_empty():
        return ""
    digest = hashlib.sha256()
    for frame in (found.merges, found.links):
        digest.update(frame.write_csv().encode())
    return digest.hexdigest()
