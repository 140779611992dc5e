"""The files of the kinds, and what their reader refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluegraph.errors import DataFileError
from cluegraph.loaders.kinds import read_kinds, shipped_kinds

CONTRACT = {
    "subsidy": "name programme amount village",
    "payroll": "name unit month",
    "allowance": "name amount",
    "contract": "title buyer supplier amount signed_on",
    "tender": "tender_no buyer",
    "bid": "tender_no bidder price",
    "payment": "payer payee amount date",
    "transfer": "from_account to_account amount at",
    "cadre": "name post",
    "kin": "name relative_name relation",
    "household": "household_no name id_no relation_to_head",
    "public_payroll": "name id_no unit",
    "death": "name id_no died_on",
    "company": "company uscc",
    "stake": "company holder",
    "vehicle": "owner id_no plate",
    "property": "owner id_no certificate_no",
    "land": "holder id_no confirmed_area",
    "insurance": "name id_no unit",
    "published": "name programme amount village",
    "funds_in": "programme amount date",
    "budget": "unit year budget final",
    "tip": "date text",
}


def test_required_fields_are_those_of_the_contract() -> None:
    assert {name: set(kind.required) for name, kind in shipped_kinds().items()} == {
        name: set(fields.split()) for name, fields in CONTRACT.items()
    }


def test_groups_of_which_one_field_is_required() -> None:
    kinds = shipped_kinds()
    assert kinds["subsidy"].any_of == (("year", "period", "date"),)
    assert kinds["payroll"].any_of == (("net", "gross"),)
    assert kinds["allowance"].any_of == (("village", "unit"), ("date", "month"))


def test_a_notice_has_no_accounts() -> None:
    assert not {"account", "bank", "account_name", "account_id_no"} & set(shipped_kinds()["published"].fields)


def test_texts_are_in_both_languages() -> None:
    for kind in shipped_kinds().values():
        for text in (kind.title, kind.description, *(field.title for field in kind.fields.values())):
            assert text.zh
            assert text.en
            assert text.zh != text.en


KIND = """kind: a
title: {zh: 甲, en: A}
description: {zh: 甲, en: A}
fields:
  name: {type: name, title: {zh: 姓名, en: Name}, headers: [姓名]}
"""


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("b.yml", KIND, "a.yml"),
        ("a.yml", KIND + "colour: red\n", "colour"),
        ("a.yml", KIND.replace("type: name", "type: nom"), "type"),
        ("a.yml", KIND + "like: z\n", "“z”"),
        ("a.yml", KIND + "any_of: [[name, age]]\n", "age"),
        ("a.yml", KIND.replace("headers: [姓名]", "shared: [names]"), "names"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match=said):
        read_kinds(tmp_path)
