"""From mentions and judgements to who is merged and who is only suggested."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from cluegraph.graph.identity.clusters import components, conflicted
from cluegraph.graph.identity.digits import contradict
from cluegraph.graph.identity.frequencies import frequencies, people_in, without_shared
from cluegraph.graph.identity.judgements import Judgement, matched, pair_id
from cluegraph.graph.identity.linkage import Backend, linked
from cluegraph.graph.identity.model import LinkModel, county_model

MERGE = 0.995
"""From this probability on two are merged, if more than name and place agrees, nothing contradicts and nobody else fits
nearly as well."""
MAYBE = 0.2
"""From this probability on two are linked as perhaps the same."""
MARGIN = 6.64
"""Bits (a factor of 100) by which the best candidate must be ahead of the next with another number."""
_SUPPORT = ("account", "phone", "last4", "birth_day")
_DIGITS = ("last4", "birth_day")
MODEL_VERSION = "1"

_JUDGED_RUNG = "L2"
"""Somebody who signed for it says that they are one; the number itself does not."""


@dataclass(frozen=True)
class Resolution:
    """What came of it.

    `mentions`: all of them. `pairs`: the pairs with their likelihood, bits, `rung` and `status` ('merged', or why it is
    only suggested: 'likely', 'name_only', 'ambiguous', 'conflict', 'invalid_id', 'unsure'). `merges`: `mention`, `key`
    (as loaded), `to` (the person it is merged into) and `rung`. `links`: `start`, `end`, `score` of those perhaps the
    same. `lost`: judgements whose mentions are not loaded; `refused`: 'same' against numbers or other judgements.
    """

    mentions: pl.DataFrame
    pairs: pl.DataFrame
    merges: pl.DataFrame
    links: pl.DataFrame
    lost: Sequence[Judgement] = ()
    refused: Sequence[Judgement] = ()


def resolve(mentions: pl.DataFrame, standing: Sequence[Judgement] = (), backend: Backend | None = None) -> Resolution:
    """Resolves all mentions (`mentions.completed`). The same mentions and judgements always give the same outcome."""
    own = without_shared(mentions)
    model = county_model(people_in(mentions))
    judged, lost = matched(standing, mentions.get_column("mention").unique())
    near = _near_open(own)
    weighed = _no_pairs(model) if near.is_empty() else linked(near, model, frequencies(own), MAYBE, backend)
    people = own.unique("mention", keep="first", maintain_order=True)
    pairs = _decided(_judged(_described(weighed, own, people), judged, people))
    kept, refused = _consistent(pairs, people)
    pairs = _named(pairs, kept)
    merges = _merges(kept, people)
    against = [entry for entry in judged if pair_id(entry.one, entry.other) in refused]
    return Resolution(mentions, pairs, merges, _links(pairs, merges, people), lost, against)


def _no_pairs(model: LinkModel) -> pl.DataFrame:
    names = [comparison.name for comparison in model.comparisons]
    return pl.DataFrame(
        schema={
            "record_l": pl.Int64,
            "record_r": pl.Int64,
            **{f"gamma_{name}": pl.Int32 for name in names},
            **{f"mw_{name}": pl.Float64 for name in names},
            "weight": pl.Float64,
            "probability": pl.Float64,
        }
    )


def _near_open(mentions: pl.DataFrame) -> pl.DataFrame:
    """Those without a valid number that sound like another, and whoever they sound like."""
    sounds = mentions.group_by("sound").agg(people=pl.col("mention").n_unique(), closed=pl.col("valid").all())
    near = sounds.filter((pl.col("people") > 1) & ~pl.col("closed")).select("sound")
    return mentions.join(near, on="sound", how="semi", maintain_order="left")


def _described(weighed: pl.DataFrame, mentions: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """The best pair of records of each two mentions; `one` is the one without a valid number."""
    of_record = mentions.select("record", "mention", "valid")
    pairs = weighed.join(of_record, left_on="record_l", right_on="record", how="left", maintain_order="left")
    pairs = pairs.join(of_record, left_on="record_r", right_on="record", how="left", suffix="_r", maintain_order="left")
    swapped = pl.col("valid") | (~pl.col("valid_r") & (pl.col("mention_r") < pl.col("mention")))
    pairs = pairs.with_columns(
        one=pl.when(swapped).then("mention_r").otherwise("mention"),
        other=pl.when(swapped).then("mention").otherwise("mention_r"),
    )
    best = pairs.sort("one", "other", "weight", "record_l", "record_r", descending=[False, False, True, False, False])
    best = best.unique(["one", "other"], keep="first", maintain_order=True)
    return _with_people(best.drop("mention", "mention_r", "valid", "valid_r"), people)


def _with_people(pairs: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    facts = people.select("mention", "key", "valid", "state", "digits")
    for side in ("one", "other"):
        named = facts.rename({name: f"{side}_{name}" for name in facts.columns})
        pairs = pairs.join(named, left_on=side, right_on=f"{side}_mention", how="left", maintain_order="left")
    return pairs


def _judged(pairs: pl.DataFrame, judged: Sequence[Judgement], people: pl.DataFrame) -> pl.DataFrame:
    """Adds `verdict`, and the judged pairs that the likelihood would not have shown."""
    named = pl.DataFrame(
        [(entry.one, entry.other, entry.action) for entry in judged],
        schema={"first": pl.String, "second": pl.String, "verdict": pl.String},
        orient="row",
    )
    valid = people.filter("valid").get_column("mention").implode()
    swapped = pl.col("first").is_in(valid) | (~pl.col("second").is_in(valid) & (pl.col("second") < pl.col("first")))
    verdicts = named.select(
        "verdict",
        one=pl.when(swapped).then("second").otherwise("first"),
        other=pl.when(swapped).then("first").otherwise("second"),
    )
    unseen = verdicts.join(pairs, on=["one", "other"], how="anti").select("one", "other")
    if unseen.height:
        pairs = pl.concat([pairs, _with_people(unseen, people)], how="diagonal")
    return pairs.join(verdicts, on=["one", "other"], how="left", maintain_order="left")


def _decided(pairs: pl.DataFrame) -> pl.DataFrame:
    """Adds `pair`, `rung` and a first `status`; pairs that are out of the question are left out."""
    against = contradict(pl.col("one_digits"), pl.col("other_digits")) | (pl.col("one_valid") & pl.col("other_valid"))
    pairs = pairs.with_columns(against=against)
    pairs = pairs.filter(~pl.col("against") | pl.col("verdict").is_not_null())
    agrees = {name: (pl.col(f"gamma_{name}") == 1).fill_null(False) for name in (*_SUPPORT, "village", "unit")}
    supported = pl.any_horizontal(agrees[name] for name in _SUPPORT)
    by_digits = pl.any_horizontal(agrees[name] for name in _DIGITS) & (agrees["village"] | agrees["unit"])
    invalid = pl.col("one_state").eq_missing("invalid") | pl.col("other_state").eq_missing("invalid")
    status = (
        pl.when(pl.col("verdict").is_not_null()).then("verdict")
        .when(~supported).then(pl.lit("name_only"))
        .when(pl.col("probability") < MERGE).then(pl.lit("likely"))
        .when(invalid).then(pl.lit("invalid_id"))
        .when(_rivalled()).then(pl.lit("ambiguous"))
        .otherwise(pl.lit("merge"))
    )  # fmt: skip
    rung = pl.when(by_digits).then(pl.lit("L3")).when(supported).then(pl.lit("L4")).otherwise(pl.lit("L5"))
    names = pairs.select("one", "other").rows()
    ids = pl.Series([pair_id(one, other) for one, other in names], dtype=pl.String)
    judged_same = pl.col("verdict").eq_missing("same")
    return pairs.with_columns(
        pair=ids, status=status, rung=pl.when(judged_same).then(pl.lit(_JUDGED_RUNG)).otherwise(rung)
    )


def _rivalled() -> pl.Expr:
    """True where somebody with another valid number fits `one` nearly as well as the best does."""
    rival = pl.col("other_valid") & ~pl.col("verdict").eq_missing("different")
    weights = pl.when(rival).then(pl.col("weight"))
    ranked = weights.sort(descending=True, nulls_last=True)
    best, second = ranked.first().over("one"), ranked.get(1, null_on_oob=True).over("one")
    return pl.col("other_valid") & ((pl.col("weight") < best) | (second > best - MARGIN).fill_null(False))


def _consistent(pairs: pl.DataFrame, people: pl.DataFrame) -> tuple[pl.DataFrame, list[str]]:
    """The edges that hold: in no cluster two valid numbers, contradicting digits or a pair judged different. Where a
    cluster is not consistent, only what was judged the same stands in it, and not even that if it contradicts itself;
    the second value names those pairs."""
    edges = pairs.filter(pl.col("status").is_in(["merge", "same"]) & ~pl.col("against"))
    different = pairs.filter(pl.col("status") == "different").select("one", "other")
    kept, doubtful = _split(edges, people, different)
    by_hand, refused = _split(doubtful.filter(pl.col("status") == "same"), people, different)
    impossible = pairs.filter((pl.col("status") == "same") & pl.col("against"))
    return pl.concat([kept, by_hand]), pl.concat([impossible, refused]).get_column("pair").to_list()


def _split(edges: pl.DataFrame, people: pl.DataFrame, different: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The edges of consistent clusters, and the others."""
    clusters = components(edges)
    bad = conflicted(clusters.join(people, on="mention", how="left"), different)
    cluster = edges.join(clusters, left_on="one", right_on="mention", how="left", maintain_order="left")
    is_bad = cluster.get_column("cluster").is_in(bad.implode())
    return edges.filter(~is_bad), edges.filter(is_bad)


def _merges(kept: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """`mention`, `key`, `to` and `rung` of everybody whose rows get another person's key."""
    facts = people.select("mention", "key", "valid", "digits")
    members = components(kept).join(facts, on="mention", how="left")
    best = pl.concat(
        [kept.select(mention=side, weight="weight", rung="rung", direct="other_valid") for side in ("one", "other")]
    )
    own = best.sort("mention", "direct", "rung", descending=[False, True, False])
    own = own.unique("mention", keep="first", maintain_order=True)
    members = members.join(own.select("mention", "rung", "direct"), on="mention", how="left")
    weakest = pl.col("rung").max().over("cluster")
    members = members.with_columns(rung=pl.when("direct").then("rung").otherwise(weakest))
    return _targets(members, people).sort("mention")


def _targets(members: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """The valid number; where a cluster has none, the key of the member of whose number most is written, or, where that
    key has mentions outside the cluster, the mention itself."""
    known = pl.col("digits").str.count_matches("[0-9X]").fill_null(0)
    order = members.with_columns(known=known).sort(
        "cluster", "valid", "known", "mention", descending=[False, True, True, False]
    )
    chief = order.unique("cluster", keep="first", maintain_order=True)
    all_of_key = people.group_by("key").agg(everybody=pl.len())
    inside = members.group_by("cluster", "key").agg(inside=pl.len())
    chief = chief.join(all_of_key, on="key", how="left").join(inside, on=["cluster", "key"], how="left")
    whole = pl.col("everybody") == pl.col("inside")
    to = chief.select("cluster", to=pl.when(whole).then("key").otherwise("mention"), chief="mention")
    moved = members.join(to, on="cluster", how="left").filter(~pl.col("valid"))
    rung = pl.when(pl.col("mention") != pl.col("chief")).then("rung")
    return moved.select("mention", "key", "to", rung=rung).filter(
        (pl.col("key") != pl.col("to")) | pl.col("rung").is_not_null()
    )


def _named(pairs: pl.DataFrame, kept: pl.DataFrame) -> pl.DataFrame:
    """The final `status` of each pair: merged where both are in one cluster, else why they are only suggested."""
    clusters = components(kept)
    for side in ("one", "other"):
        ends = clusters.rename({"mention": side, "cluster": f"{side}_cluster"})
        pairs = pairs.join(ends, on=side, how="left", maintain_order="left")
    together = (pl.col("one_cluster") == pl.col("other_cluster")).fill_null(False)
    status = (
        pl.when(together).then(pl.lit("merged"))
        .when(pl.col("status").is_in(["merge", "same"])).then(pl.lit("conflict"))
        .otherwise("status")
    )  # fmt: skip
    return pairs.with_columns(status=status).drop("one_cluster", "other_cluster", "against")


def _links(pairs: pl.DataFrame, merges: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """`start`, `end` and `score` (the probability) of people who stay apart and are perhaps the same."""
    open_pairs = pairs.filter(~pl.col("status").is_in(["merged", "different"]) & pl.col("probability").is_not_null())
    facts = people.select("mention", "key", "valid", "digits").join(
        merges.select("mention", "to"), on="mention", how="left"
    )
    ends = facts.select("mention", key=pl.coalesce("to", "key"))
    of_valid = people.filter("valid").select("key", number="digits").unique()
    linked_pairs = open_pairs.select("one", "other", "probability", "one_digits", "other_digits")
    for side in ("one", "other"):
        named = ends.rename({"mention": side, "key": f"{side}_to"})
        linked_pairs = linked_pairs.join(named, on=side, how="left", maintain_order="left")
        numbers = of_valid.rename({"key": f"{side}_to", "number": f"{side}_number"})
        linked_pairs = linked_pairs.join(numbers, on=f"{side}_to", how="left", maintain_order="left")
    digits = {side: pl.coalesce(f"{side}_number", f"{side}_digits") for side in ("one", "other")}
    both = pl.col("one_number").is_not_null() & pl.col("other_number").is_not_null()
    apart = (pl.col("one_to") != pl.col("other_to")) & ~both & ~contradict(digits["one"], digits["other"])
    first = pl.col("one_number").is_null() & (
        pl.col("other_number").is_not_null() | (pl.col("one_to") < pl.col("other_to"))
    )
    found = linked_pairs.filter(apart).select(
        start=pl.when(first).then("one_to").otherwise("other_to"),
        end=pl.when(first).then("other_to").otherwise("one_to"),
        score=pl.col("probability").round(4),
    )
    return found.group_by("start", "end").agg(pl.col("score").max()).sort("start", "end")
