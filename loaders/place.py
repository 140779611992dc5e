"""Villages and townships in Chinese text: "XX县柳溪镇上坪村三组" is 上坪村 in 柳溪镇."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from cluegraph.loaders.title_words import title_words

_HAN = r"[\u4e00-\u9fff〇○Xx×]"
_COUNTY = re.compile(
    rf"^(?:{_HAN}{{2,8}}?(?:省|自治区))?(?:{_HAN}{{2,7}}?(?:市|自治州|地区|盟)(?!镇|乡|村|场|街))?"
    rf"(?:{_HAN}{{1,7}}?(?:自治县|县|(?<!社)(?<!小)(?<!园)(?<!灾)(?<!库)(?<!山)(?<!牧)区|旗)(?!镇|乡|村|街道|社区))?"
)
_TOWNSHIP = re.compile(rf"^({_HAN}{{1,6}}?(?:镇|乡|苏木|街道))(?!镇|乡|街|村(?!民委员会|村)|$(?<=^.))(?:办事处)?")
_VILLAGE = re.compile(rf"^((?:{_HAN}|[0-9A-Z]){{1,10}}?(?:村|社区|嘎查|居委会|居民委员会))")
_BODY = re.compile(
    r"^(?:村民委员会|民委员会|村委会|委会|村民|民小组|股份经济|经济合作|经济联合|集体经济|股份合作|居民委员会|居委会|"
    r"党支部|党总支)"
)
_LONGER = re.compile(rf"^({_HAN}{{0,2}}村)(?!民|委|级|两|干|组|务|集|规|医|支|内|社)")
_GROUP_ONLY = re.compile(
    r"^第?[0-9一二三四五六七八九十]+(?:组|社|队|村民小组|小组|号)?$|^[^村镇乡]{0,4}(?:组|队|小组)$"
)
_OFFICE = re.compile(
    r"^(?:人民)?(?:政府|党委|机关|财政|民政|中心|卫生|派出|司法|林业|农业|水利|国土|社保|便民|综合|敬老|小学|中学|幼儿)"
)
_REMAINDER = re.compile(rf"^{_HAN}{{2,5}}$")


class Place(NamedTuple):
    """What was found, and the text after it."""

    township: str | None
    village: str | None
    rest: str


def split(text: str | None) -> tuple[str | None, str | None]:
    """Township and village of a cell of a village, township or address column.

    The village in its one spelling ("上坪村村民委员会" and "上坪村三组" are 上坪村, "上坪居委会" is 上坪社区), without
    county and township. A text that names neither by its ending is taken for the village as written; a bare group
    ("三组") names no village.
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)) if text else ""
    if not plain or _GROUP_ONLY.match(plain):
        return None, None
    place = leading_place(plain)
    if place.village is not None:
        return place.township, place.village
    if place.township is None:
        return None, plain
    return place.township, place.rest if _REMAINDER.match(place.rest) and not _OFFICE.match(place.rest) else None


def leading_place(text: str) -> Place:
    """The township and the village with which `text` begins, after its province, city and county; blanks removed."""
    bare = text[:80]
    rest = _COUNTY.sub("", bare, count=1)
    place = _township_and_village(rest)
    if rest != bare and place.township is None and place.village is None:
        whole = _township_and_village(bare)
        return whole if whole.township or whole.village else place
    return place


def _township_and_village(text: str) -> Place:
    found = _TOWNSHIP.match(text)
    if found and _is_place(found[1]):
        rest = text[found.end() :]
        village, rest = _leading_village(rest)
        return Place(found[1], village, rest)
    village, rest = _leading_village(text)
    return Place(None, village, rest)


def _leading_village(text: str) -> tuple[str | None, str]:
    found = _VILLAGE.match(text)
    if not found or not _is_place(found[1]):
        return None, text
    name, rest = found[1], text[found.end() :]
    body = _BODY.match(rest)
    if not body and (longer := _LONGER.match(rest)) and len(name) + len(longer[1]) <= 5:
        name, rest = name + longer[1], rest[longer.end() :]
    for ending in ("居民委员会", "居委会"):
        if name.endswith(ending) and len(name) > len(ending):
            name = name.removesuffix(ending).removesuffix("社区") + "社区"
    return name, rest


@cache
def _is_place(name: str) -> bool:
    words = title_words()
    return name not in words.no_places and not any(part in name for part in words.no_place_parts)


def is_village_body(name: str) -> bool:
    """True for a village and for the bodies that are the village: its committee and its cooperative."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", name))
    place = leading_place(plain)
    return place.village is not None and (not place.rest or bool(_BODY.match(place.rest)))
