"""One clue, or one neighbourhood, as a page or as a picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cluegraph.graph.engine import Engine
from cluegraph.i18n import Text
from cluegraph.queries.case_leads import CaseLead
from cluegraph.queries.clue import Clue
from cluegraph.queries.rule import Rule
from cluegraph.queries.run import Evidence
from cluegraph.queries.wording import (
    ATTENTION,
    check_next,
    innocent,
    kind_of,
    ranking_line,
    rung_text,
    severity_text,
    yuan,
)
from cluegraph.viz.condense import bundle_payments, capped
from cluegraph.viz.model import Network
from cluegraph.viz.network import Heading, network_html
from cluegraph.viz.picture import picture_png
from cluegraph.viz.subgraph import Start, clue_network, clues_network, neighbourhood
from cluegraph.viz.vocabulary import Vocabulary, shipped


def draw_clue(clue: Clue, rule: Rule, engine: Engine, records: Evidence, mask: bool = True) -> str:
    """The clue's network as one self-contained HTML text, written as UTF-8 by whoever keeps it."""
    kinds = shipped()
    network = readable(clue_network(clue, rule, engine, records, kinds), kinds)
    return network_html(network, kinds, clue_heading(clue, rule), mask=mask)


def draw_case(case: CaseLead, rules: Mapping[str, Rule], engine: Engine, records: Evidence, mask: bool = True) -> str:
    """The networks of all clues of a case as one self-contained HTML text; `rules` holds the clues' rules by id."""
    kinds = shipped()
    clues = [(clue, rules[clue.rule]) for clue in case.clues]
    network = readable(clues_network(clues, engine, records, kinds), kinds)
    return network_html(network, kinds, case_heading(case), mask=mask)


def picture_of_clue(clue: Clue, rule: Rule, engine: Engine, records: Evidence, mask: bool = True) -> bytes:
    """The clue's network as a PNG for a document."""
    kinds = shipped()
    return picture_png(readable(clue_network(clue, rule, engine, records, kinds), kinds, most=60), kinds, mask=mask)


def pictures(engine: Engine, records: Evidence, mask: bool = True) -> Callable[[Clue, Rule], bytes]:
    """What draws the picture of any clue on this engine and these records."""
    return lambda clue, rule: picture_of_clue(clue, rule, engine, records, mask)


def draw_neighbourhood(start: Start, hops: int, engine: Engine, records: Evidence, mask: bool = True) -> str:
    """The surroundings of a person, company or village as one self-contained HTML text."""
    kinds = shipped()
    network = readable(neighbourhood(start, hops, engine, records, kinds), kinds)
    return network_html(network, kinds, _neighbourhood_heading(start, hops, kinds), mask=mask)


def readable(network: Network, kinds: Vocabulary, most: int = 300) -> Network:
    """Payments in bundles where there are many, at most `most` nodes."""
    return capped(bundle_payments(network), kinds, most)


def clue_heading(clue: Clue, rule: Rule) -> Heading:
    """Rule, number, money and identity above; reasons, innocent explanations and next steps beside the picture."""
    marks = [
        (Text("线索编号", "clue"), clue.id),
        (
            Text("规则", "rule"),
            f"{clue.rule} {rule.title.text}{Text('，第', ', revision ')}{clue.revision}{Text('版', '')}",
        ),
        *([(Text("性质", "kind"), str(ATTENTION))] if kind_of(clue, rule) == "triage" else []),
        (Text("等级", "severity"), str(severity_text(clue.severity))),
        (Text("身份匹配", "identity"), str(rung_text(clue.rung))),
    ]
    if clue.amount_fen is not None:
        marks.append((Text("涉及金额", "money"), f"{yuan(clue.amount_fen)} {Text('元', 'yuan')}"))
    return Heading(str(clue.title), str(rule.description.text), tuple(marks), clue_lists(clue, rule))


def case_heading(case: CaseLead) -> Heading:
    """Number, rules and money above; the clues, by severity and score, beside the picture."""
    marks = [
        (Text("并案线索", "case"), case.id),
        (Text("规则", "rules"), "、".join(case.rules)),
        (Text("等级", "severity"), str(severity_text(case.severity))),
    ]
    if case.total.fen is not None:
        least = "" if case.total.exact else "≥ "
        marks.append((Text("金额（不重复计算）", "money (nothing twice)"), f"{least}{yuan(case.total.fen)}"))
    clues = tuple(f"{clue.id}（{severity_text(clue.severity)}）{clue.title}" for clue in case.clues)
    return Heading(str(case.title), "", tuple(marks), {Text("其中的线索", "Its clues"): clues})


def clue_lists(clue: Clue, rule: Rule) -> Mapping[Text, tuple[str, ...]]:
    """The sentences of a clue under their headings."""
    return {
        Text("存疑之处", "Doubts and notes"): tuple(map(str, (*clue.doubts, *clue.notes))),
        Text("可能的正当理由", "Innocent explanations"): tuple(map(str, innocent(clue, rule))),
        Text("建议核查", "What to check next"): tuple(map(str, check_next(clue, rule))),
        Text("排序依据", "Why it stands where it stands"): tuple(filter(None, [ranking_line(clue)])),
    }


def _neighbourhood_heading(start: Start, hops: int, kinds: Vocabulary) -> Heading:
    kind = kinds.node(start.label).title
    title = Text(f"{kind.zh} {start.name} 的关系（{hops} 步以内）", f"{kind.en} {start.name}: within {hops} steps")
    summary = Text(
        "本图列出与其直接或间接相连的名册、账户、单位和人员，不含任何判断。",
        "The lists, accounts, offices and people joined to it, directly or through others; no judgement is implied.",
    )
    return Heading(str(title), str(summary))
