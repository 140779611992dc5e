"""The list as JSON, for other programs."""

from __future__ import annotations

import base64
import json
from typing import Any

from cluegraph.cases.referral import phrases
from cluegraph.cases.referral.dossier import DISCLAIMER, MARK, Dossier, Entry, clause
from cluegraph.cases.referral.unchecked import as_objects
from cluegraph.queries.wording import check_next, innocent


def json_bytes(dossier: Dossier) -> bytes:
    """One object, UTF-8; pictures are PNG in base64."""
    made: dict[str, Any] = {
        "kind": "check_list" if dossier.review is None else "referral",
        "title": str(dossier.title),
        "mark": str(MARK),
        "state": str(dossier.state),
        "disclaimer": str(DISCLAIMER),
        "made_on": dossier.made_on.isoformat(),
        "to": dossier.to,
        "reviewed_by": dossier.review.by if dossier.review else None,
        "reason": dossier.review.reason if dossier.review else None,
        "files": [{"file": name, "sha256": sha} for name, sha in sorted(dossier.files.items())],
        **_coverage(dossier),
        "left_out": dossier.left_out,
        "cases": [case.to_json() for case in dossier.cases],
        "clues": [_clue(entry) for entry in dossier.entries],
    }
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _coverage(dossier: Dossier) -> dict[str, Any]:
    if dossier.coverage is None:
        return {}
    said = phrases.checked(dossier)
    return {"checked": said, "not_checked": as_objects(dossier.coverage), "coverage": dossier.coverage.to_json()}


def _clue(entry: Entry) -> dict[str, Any]:
    """The contract's object of a clue, with what a reader of a list needs besides."""
    clue, rule = entry.clue, entry.rule
    picture = entry.picture
    return {
        **clue.to_json(),
        "kind": entry.kind,
        "rule_title": str(rule.title.text),
        "summary": str(rule.description.text),
        "innocent": [str(text) for text in innocent(clue, rule)],
        "check_next": [str(text) for text in check_next(clue, rule)],
        "basis": [
            {"law": basis.law, "article": basis.article, "verified": basis.verified, "text": clause(basis)}
            for basis in rule.basis
        ],
        "picture": {"type": "image/png", "base64": base64.b64encode(picture).decode("ascii")} if picture else None,
        "verification": {"found": "", "by": "", "on": "", "signature": ""},
    }
