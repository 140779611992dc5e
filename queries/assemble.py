"""Findings → clues: subjects and evidence filled in, severity and rung decided, the headline written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cluegraph.graph.engine import Value
from cluegraph.i18n import Text
from cluegraph.queries.clue import CitedRecord, Clue, ClueSubject, clue_id, weakest, yuan
from cluegraph.queries.findings import Finding, lower
from cluegraph.queries.parameters import Value as ParameterValue
from cluegraph.queries.prose import Both
from cluegraph.queries.rule import SEVERITIES, Rule, Severity
from cluegraph.queries.subjects import Nodes, merged_rungs, rung_of_person
from cluegraph.queries.villages import Village, villages_of

MOST_NAMES = 8


@dataclass(frozen=True)
class Surroundings:
    """What all clues of one rule share: its parameters, the nodes, the cited rows and their villages, missing helps."""

    parameters: Mapping[str, ParameterValue]
    nodes: Nodes
    rows: Mapping[str, CitedRecord]
    unhelped: Sequence[Text]
    villages: Mapping[str, Village]


def clue(rule: Rule, finding: Finding, around: Surroundings) -> Clue:
    """The clue of one finding."""
    subjects = _subjects(rule, finding, around.nodes)
    merged = _merged(subjects, finding, around.nodes)
    severity = _severity(rule, finding, around, merged)
    rung = _rung(subjects, finding, around.nodes, merged)
    villages = villages_of(rule, finding, around.nodes, around.villages)
    records = sorted((around.rows[ref] for ref in finding.refs), key=lambda one: (one.file, one.sheet, one.row))
    return Clue(
        id=clue_id(rule.id, rule.revision, finding.identity),
        rule=rule.id,
        revision=rule.revision,
        severity=severity,
        rung=rung,
        score=0.0,
        title=_title(rule, finding, subjects),
        subjects=subjects,
        amount_fen=finding.amount_fen,
        records=tuple(records),
        params={name: value.shown for name, value in around.parameters.items()},
        codes=tuple(finding.doubts),
        doubts=tuple(rule.doubts[code].text.text for code in finding.doubts),
        notes=(*_notes(around.unhelped), *_unconfigured(subjects, around.nodes), *_resolved(merged)),
        innocent=tuple(item.text for item in rule.innocent),
        check_next=tuple(item.text for item in rule.check_next),
        values=finding.values,
        parameters={name: value.graph for name, value in around.parameters.items()},
        villages=tuple(sorted({village.name for village in villages})),
        village_keys=tuple(sorted(village.key for village in villages)),
        kind=finding.kind,
    )


def _subjects(rule: Rule, finding: Finding, nodes: Nodes) -> tuple[ClueSubject, ...]:
    found = []
    for column, declared in rule.subjects.items():
        for key in finding.subjects[column]:
            township = nodes.node(declared.label, key).get("township")
            found.append(
                ClueSubject(
                    column=column,
                    label=declared.label,
                    node=key,
                    key=nodes.natural_key(declared.label, key),
                    name=nodes.name(declared.label, key),
                    role=declared.role.text,
                    township=str(township) if township else None,
                    shown=declared.shown,
                    links=declared.links,
                )
            )
    return tuple(found)


def _merged(subjects: Sequence[ClueSubject], finding: Finding, nodes: Nodes) -> list[str]:
    """The rungs of the rows of evidence that were merged into the people whom the clue is about."""
    people = {subject.node for subject in subjects if subject.label == "Person" and not subject.shown}
    return [rung for key in sorted(people) for rung in merged_rungs(nodes.node("Person", key), finding.refs)]


def _severity(rule: Rule, finding: Finding, around: Surroundings, merged: Sequence[str]) -> Severity:
    """Evidence that was merged without a whole number makes no clue that could be referred as it is."""
    severity = lower(finding.severity, "medium") if merged else finding.severity
    for code in finding.doubts:
        severity = lower(severity, rule.doubts[code].at_most)
    if around.unhelped:
        severity = SEVERITIES[min(SEVERITIES.index(severity) + 1, len(SEVERITIES) - 1)]
    return severity


def _rung(subjects: Sequence[ClueSubject], finding: Finding, nodes: Nodes, merged: Sequence[str]) -> str | None:
    rungs = [
        rung_of_person(nodes.node(subject.label, subject.node))
        for subject in subjects
        if subject.label == "Person" and not subject.shown
    ]
    own = finding.rung or weakest(rungs)
    return weakest([*([own] if own else []), *merged])


def _resolved(merged: Sequence[str]) -> list[Text]:
    if not merged:
        return []
    return [
        Text(
            f"有 {len(merged)} 行证据没有完整证号，按可能性或人工判断归并到此人，须核对身份证",
            f"{len(merged)} rows of evidence have no whole ID number and were merged by likelihood or judgement: check "
            "the ID card",
        )
    ]


def _notes(kinds: Sequence[Text]) -> list[Text]:
    return [Text(f"{kind.zh}未加载", f"{kind.en}: not loaded") for kind in kinds]


def _unconfigured(subjects: Sequence[ClueSubject], nodes: Nodes) -> list[Text]:
    names = [
        subject.name
        for subject in subjects
        if subject.label == "Programme" and nodes.node("Programme", subject.node).get("configured") is False
    ]
    return [
        Text(
            f"项目“{name}”未在配置中，按每人一份、无限制处理",
            f'the programme "{name}" is not configured: taken as one a person without exclusions',
        )
        for name in sorted(set(names))
    ]


def _title(rule: Rule, finding: Finding, subjects: Sequence[ClueSubject]) -> Text:
    named: dict[str, list[str]] = {}
    for subject in subjects:
        named.setdefault(subject.column, []).append(subject.name)
    if rule.title_text is None:
        reasons = [subject.name for subject in subjects if not subject.shown]
        title = rule.title.text
        return Text(f"{title.zh}：{_joined(reasons, 'zh')}", f"{title.en}: {_joined(reasons, 'en')}")
    return Text(*(_filled(rule.title_text, language, finding, named) for language in ("zh", "en")))


def _filled(text: Both, language: str, finding: Finding, named: Mapping[str, Sequence[str]]) -> str:
    values: dict[str, str] = {name: _shown(value, language) for name, value in finding.values.items()}
    values |= {name: _joined(names, language) for name, names in named.items()}
    values["amount"] = yuan(finding.amount_fen) if finding.amount_fen is not None else "—"
    template = text.text.zh if language == "zh" else text.text.en
    return template.format_map(values)


def _shown(value: Value, language: str) -> str:
    if isinstance(value, list):
        return _joined([_shown(item, language) for item in value], language)
    if isinstance(value, float):
        return f"{value:g}"
    return "" if value is None else str(value)


def _joined(names: Sequence[str], language: str) -> str:
    shown = list(dict.fromkeys(names))[:MOST_NAMES]
    more = len(dict.fromkeys(names)) - len(shown)
    text = ("、" if language == "zh" else ", ").join(shown)
    if more:
        text += f"等{more + len(shown)}个" if language == "zh" else f" and {more} more"
    return text
