"""What one text above a table (or a sheet's or file's name) says: place, unit, programme, time, unit of money.

"柳溪镇上坪村2023年耕地地力保护补贴发放表" → township 柳溪镇, village 上坪村, year 2023, programme 耕地地力保护补贴.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from cluegraph.loaders.place import is_village_body, leading_place
from cluegraph.loaders.times import Time, cut_times, plain_digits
from cluegraph.loaders.title_words import Labels, title_words
from cluegraph.loaders.words import header_key, stated_factor

_LONGEST = 300
_GAP = "|"
_EDGES = " |,，.。;；:：、·-—_()（）《》<>\"'“”〈〉【】[]/\\+&"
_BRACKETS = re.compile(r"[(（【\[《〈][^()（）【】\[\]《》〈〉]*[)）】\]》〉]")
_SPACED = re.compile(r"(?<=[\u4e00-\u9fff])[ \t\u3000](?=[\u4e00-\u9fff][ \t\u3000]|[\u4e00-\u9fff]$)")
_BEFORE_PLACE = re.compile(
    r"^(?:关于(?:下达|拨付|发放)?|附件?\s*\d*|[0-9一二三四五六七八九十]{1,3}[、.．]|第[0-9一二三四五六七八九十]+[、部册])"
)
_HAN_WORD = re.compile(r"[\u4e00-\u9fff]{2,}")
_BODY_OR_GROUP = re.compile(
    r"^第?[0-9一二三四五六七八九十]+[组社队]|^(?:村民委员会|村委会|人民政府|委员会|财政所|民政办|社会事务办)"
)
_LEADING = re.compile(r"^(?:年度?|度|月份?|份|的|及|发放|拟|享受|领取|惠农|全县|全镇|全村|本村|本镇)+(?=.{2})")
_BATCH = re.compile(
    r"第?[0-9一二三四五六七八九十]+批次?$|^第?[0-9一二三四五六七八九十]+批次?|^[0-9.、-]+(?![0-9.、-]|周?岁)|[0-9-]+$"
)
LabelKind = Literal["place", "programme", "time", "paid", "other"]


@dataclass
class Said:
    """What was said; None where nothing. `village_body` is the village's committee as written; `dated` a bare date."""

    township: str | None = None
    village: str | None = None
    unit: str | None = None
    programme: str | None = None
    times: list[Time] = field(default_factory=list)
    dated: list[Time] = field(default_factory=list)
    paid: Time | None = None
    factor: int | None = None


def read_title(text: str, *, is_title: bool = True) -> Said:
    """Reads one text. Outside of title rows (`is_title` False: sheet names, paths) a programme needs a word that
    programmes have, and a whole date says when the file was made, not more than its year."""
    said = Said(factor=stated_factor(text))
    plain = _SPACED.sub("", text[:_LONGEST])
    plain = re.sub(r"[\"'“”‘’]", "", plain_digits(plain.replace("\n", "  ")))
    rest = _read_labels(plain, said)
    times, rest = cut_times(rest, _GAP)
    for time in times:
        (said.times if time.day is None else said.dated).append(time)
    for piece in _pieces(rest):
        _read_piece(piece, said)
    words = [_programme(piece) for piece in _pieces(_BRACKETS.sub(_GAP, rest))]
    names = [word for word in words if word and (is_title or _has_programme_word(word))]
    said.programme = said.programme or max(names, key=_programme_worth, default=None)
    return said


def _programme_worth(name: str) -> tuple[bool, int]:
    return _has_programme_word(name), len(name)


def _has_programme_word(name: str) -> bool:
    return any(word in name for word in title_words().programme_words)


@cache
def _label_kinds() -> dict[str, LabelKind]:
    labels: Labels = title_words().labels
    order: tuple[LabelKind, ...] = ("other", "time", "paid", "programme", "place")
    return {header_key(label): kind for kind in order for label in getattr(labels, kind)}


@cache
def _label_pattern() -> re.Pattern[str]:
    words: Labels = title_words().labels
    every = {label for kind in ("place", "programme", "time", "paid", "other") for label in getattr(words, kind)}
    forms = sorted((r"\s*".join(map(re.escape, label)) for label in every), key=len, reverse=True)
    joined = "|".join(forms).replace(r"\(", "[(（]").replace(r"\)", "[)）]")
    return re.compile(rf"(?:^|(?<=[\s|(（,，;；、]))({joined})\s*[:：]")


def label_kind(text: str) -> LabelKind | None:
    """Which kind of label `text` is by itself ("乡镇", in a cell left of its value); None for other texts."""
    return _label_kinds().get(header_key(text))


def _read_labels(text: str, said: Said) -> str:
    """Reads "label：value" parts, each value up to the next label or two blanks; returns the text without them."""
    found = list(_label_pattern().finditer(text))
    if not found:
        return text
    kept = [text[: found[0].start()]]
    for number, match in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(text)
        value, gap, after = _value_and_rest(text[match.end() : end])
        kept.append(gap + after)
        kind = label_kind(match[1])
        if kind is not None:
            read_labelled(kind, value, said)
    return _GAP.join(kept)


def _value_and_rest(text: str) -> tuple[str, str, str]:
    stripped = text.lstrip()
    found = re.search(r"\s{2,}|[;；]", stripped)
    return (stripped[: found.start()], _GAP, stripped[found.end() :]) if found else (stripped, "", "")


def read_labelled(kind: LabelKind, value: str, said: Said) -> None:
    """Takes in the value that stands after a label of this kind."""
    value = value.strip(_EDGES).strip()
    if not value or kind == "other":
        return
    if kind == "place":
        _read_named_place(re.sub(r"\s", "", value), said)
    elif kind == "programme":
        said.programme = re.sub(r"\s", "", value)
    else:
        times, _ = cut_times(plain_digits(value), _GAP)
        if kind == "paid":
            said.paid = next((time for time in times if time.day is not None), None)
            times = [] if said.paid else times
        said.times[:0] = times


def _read_named_place(value: str, said: Said) -> None:
    if value.strip("()（）") in title_words().money_units or re.match(r"^(?:人民币)?[万千百亿]?元", value):
        return
    place = leading_place(value)
    said.township = said.township or place.township
    said.village = said.village or place.village
    whole = value if not place.township or place.rest or place.village else None
    if not (place.township and place.village is None and not place.rest):
        said.unit = said.unit or whole


def _pieces(text: str) -> Iterator[str]:
    for piece in re.split(r"[|\n()（）【】\[\]《》,，;；。:：]|\s{1,}|—{2,}", text):
        if piece := piece.strip(_EDGES):
            yield piece


def _read_piece(piece: str, said: Said) -> None:
    bare = _BEFORE_PLACE.sub("", piece)
    place = leading_place(bare)
    said.township = said.township or place.township
    said.village = said.village or place.village
    said.unit = said.unit or _unit(bare)


def _unit(text: str) -> str | None:
    """The unit with which `text` begins: up to the last ending of a unit's name before what the list is about."""
    stops = [text.find(stop) for stop in title_words().unit_stops if text.find(stop) > 0]
    head = text[: min(stops)] if stops else text
    ends = [head.rfind(ending) + len(ending) for ending in title_words().unit_endings if head.rfind(ending) > 0]
    name = head[: max(ends)] if ends else ""
    return name if len(name) >= 3 else None


def _programme(piece: str) -> str | None:
    """What remains of a piece of a title without place and without the words that every list is called by."""
    place = leading_place(re.sub(r"^(?:关于(?:下达|拨付|发放)?|附件?\d*)", "", piece))
    name = _without_list_words(_LEADING.sub("", _BODY_OR_GROUP.sub("", place.rest)))
    name = _without_list_words(_BATCH.sub("", name)).strip(_EDGES)
    if not _HAN_WORD.search(name) or name in title_words().generic or len(name) > 40:
        return None
    return name


def _without_list_words(name: str) -> str:
    words = title_words().lists
    shorter = name
    while True:
        ending = next((word for word in words if shorter.endswith(word)), None)
        if ending is None:
            break
        shorter = shorter.removesuffix(ending).strip(_EDGES)
    return re.sub(r"(?<=[贴助金费])资金$", "", shorter) if len(shorter) > 4 else shorter


def is_village(name: str) -> bool:
    """True where a stated unit is a village or the body of one."""
    return is_village_body(name)


def squeezed(text: str) -> str:
    """NFKC without any blanks, for looking words up in titles."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text[:_LONGEST]))
