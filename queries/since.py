"""What is new, gone and changed in a run since an earlier one, over the rules that ran in both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from cluegraph.i18n import Text
from cluegraph.queries.clue import Clue, yuan
from cluegraph.queries.fingerprint import Change, change, state_of
from cluegraph.queries.run import RuleResult, Run
from cluegraph.queries.silence import SILENT
from cluegraph.queries.store import KeptRun, Sighting

Because = Literal["data", "revision", "parameters"]
_THEN = {
    "needs_data": Text("当时缺数据", "lacked data then"),
    "failed": Text("当时未完成", "failed then"),
    "off": Text("当时未启用", "was off then"),
    None: Text("当时没有运行", "was not run then"),
}
_NOW = {
    "needs_data": Text("现在缺数据", "lacks data now"),
    "failed": Text("这次未完成", "failed this time"),
    "off": Text("现在未启用或已停用", "is off or retired now"),
    None: Text("这次没有运行", "was not run this time"),
}


@dataclass(frozen=True)
class Gone:
    """A clue that the earlier run had and this one has not.

    It is gone by the data, or because the rule has another revision or other parameters: then nothing was cleared.
    """

    sighting: Sighting
    because: Because


@dataclass(frozen=True)
class Changed:
    """A clue that both runs have, on other data."""

    clue: Clue
    change: Change


@dataclass(frozen=True)
class Otherwise:
    """A rule that ran in both and not in the same way: `what` is its revision or its parameters, `zh`/`en` from–to."""

    rule: str
    what: Because
    before: str
    now: str


@dataclass(frozen=True)
class Apart:
    """A rule whose clues cannot be compared, and why."""

    rule: str
    why: Text


@dataclass(frozen=True)
class Changes:
    """The comparison with `run`. `silenced` stay silent now and were listed then, or are new; `resumed` the reverse.

    `again` says of clues that are listed, by id, what had been decided on them.
    """

    run: KeptRun
    new: tuple[Clue, ...]
    gone: tuple[Gone, ...]
    changed: tuple[Changed, ...]
    silenced: tuple[Clue, ...]
    resumed: tuple[Clue, ...]
    otherwise: tuple[Otherwise, ...]
    apart: tuple[Apart, ...]
    again: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """One object; amounts are yuan."""
        return {
            "run": self.run.id,
            "at": self.run.at,
            "new": [clue.id for clue in self.new],
            "gone": [_gone_json(gone) for gone in self.gone],
            "changed": [_changed_json(changed) for changed in self.changed],
            "silenced": [clue.id for clue in self.silenced],
            "resumed": [clue.id for clue in self.resumed],
            "otherwise": [
                {"rule": each.rule, "what": each.what, "from": each.before, "to": each.now} for each in self.otherwise
            ],
            "not_comparable": [{"rule": each.rule, "message": str(each.why)} for each in self.apart],
        }


def changes(before: KeptRun, sightings: Mapping[str, Sighting], now: Run) -> Changes:
    """Compares a run (as it is told, with its silent clues set apart) with an earlier one."""
    then = {result.id: result for result in before.results}
    today = {result.id: result for result in now.results}
    both = {rule for rule in then.keys() & today.keys() if then[rule].status == today[rule].status == "ran"}
    otherwise = [each for rule in sorted(both) for each in _otherwise(then[rule], today[rule])]
    reasons = {each.rule: each.what for each in reversed(otherwise)}
    found = {clue.id: clue for clue in (*now.clues, *now.silenced) if clue.rule in both}
    known = {name: sighting for name, sighting in sightings.items() if sighting.clue.rule in both}
    speaking = [clue for clue in found.values() if clue.status not in SILENT]
    return Changes(
        run=before,
        new=tuple(clue for clue in speaking if clue.id not in known),
        gone=tuple(
            Gone(sighting, reasons.get(sighting.clue.rule, "data"))
            for name, sighting in known.items()
            if name not in found
        ),
        changed=tuple(_changed(speaking, known)),
        silenced=tuple(
            clue for clue in found.values() if clue.status in SILENT and not _was_silent(known.get(clue.id))
        ),
        resumed=tuple(clue for clue in speaking if _was_silent(known.get(clue.id))),
        otherwise=tuple(otherwise),
        apart=tuple(_apart(then, today, both)),
        again=now.again,
    )


def _was_silent(sighting: Sighting | None) -> bool:
    return sighting is not None and sighting.status in SILENT


def _changed(speaking: list[Clue], known: Mapping[str, Sighting]) -> Iterator[Changed]:
    for clue in speaking:
        if clue.id in known:
            what = change(known[clue.id].state, state_of(clue))
            if what.is_one:
                yield Changed(clue, what)


def _otherwise(then: RuleResult, now: RuleResult) -> Iterator[Otherwise]:
    if then.revision != now.revision:
        yield Otherwise(now.id, "revision", str(then.revision), str(now.revision))
    one, other = (", ".join(f"{name}={value}" for name, value in result.params.items()) for result in (then, now))
    if one != other:
        yield Otherwise(now.id, "parameters", one, other)


def _apart(then: Mapping[str, RuleResult], now: Mapping[str, RuleResult], both: set[str]) -> Iterator[Apart]:
    """Rules that ran in neither run are not worth a line."""
    for rule in sorted(then.keys() | now.keys()):
        before, today = (side[rule].status if rule in side else None for side in (then, now))
        if rule in both or "ran" not in (before, today):
            continue
        yield Apart(rule, _NOW[today] if today != "ran" else _THEN[before if before != "ran" else None])


def _gone_json(gone: Gone) -> dict[str, Any]:
    clue, state = gone.sighting.clue, gone.sighting.state
    return {
        "id": clue.id,
        "rule": clue.rule,
        "revision": clue.revision,
        "title": str(clue.title),
        "severity": state.severity,
        "amount": None if state.amount_fen is None else yuan(state.amount_fen),
        "because": gone.because,
    }


def _changed_json(changed: Changed) -> dict[str, Any]:
    what = changed.change
    before, now = (None if fen is None else yuan(fen) for fen in what.amount_fen)
    return {
        "id": changed.clue.id,
        "amount": {"from": before, "to": now},
        "severity": {"from": what.severity[0], "to": what.severity[1]},
        "rows": {"added": what.rows_added, "removed": what.rows_removed},
        "subjects": {"added": what.subjects_added, "removed": what.subjects_removed},
    }
