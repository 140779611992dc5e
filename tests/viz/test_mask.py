from __future__ import annotations

import pytest

from cluegraph.viz.mask import Masker, Unmasked, personal_cells

ID = "330299197001010018"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("身份证330299197001010018号", "身份证330299********0018号"),
        ("33029919700101001X", "330299********001X"),
        ("33029919700101001x", "330299********001X"),
        ("330299700101001", "330299*****1001"),
        ("330299 19700101 0018", "330299********0018"),
        ("３３０２９９１９７００１０１００１８", "330299********0018"),
        ("6217 0012 3456 7890 123", "****0123"),
        ("6217-0012-3456-7890-123", "****0123"),
        ("账号62170012345678901234转入", "账号****1234转入"),
        ("13800001234", "138****1234"),
        ("138-0000-1234", "138****1234"),
        ("0574-88123456", "****3456"),
        ("电话：88123456", "电话：****56"),
        ("3 3 0 2 9 9 1 9 7 0 0 1 0 1 0 0 1 8", "330299********0018"),
    ],
)
def test_numbers_of_a_person_lose_their_middle(written: str, shown: str) -> None:
    assert Masker().text(written) == shown


@pytest.mark.parametrize(
    "harmless",
    [
        "2023-01-05",
        "2023-01-05 2023-12-31",
        "20230105",
        "1,234,567.00 元",
        "第 17 行",
        "330299********0018",
        "张三",
        "上坪村2023年耕地地力保护补贴.xlsx",
        "SUB-01-ABCDEFGHIJ",
    ],
)
def test_dates_amounts_and_names_stay(harmless: str) -> None:
    assert Masker().text(harmless) == harmless


def test_a_short_account_is_masked_where_it_is_known() -> None:
    assert Masker({"10023456"}).text("转入10023456户") == "转入****56户"


@pytest.mark.parametrize("written", ["10023456", "1002-3456", "户10023456号", "a10023456", "１００２３４５６"])
def test_a_known_account_is_masked_however_it_is_written(written: str) -> None:
    shown = Masker({"10023456", "A10023456"}).text(written)
    assert "****56" in shown
    assert "3456" not in shown


def test_a_contract_number_as_long_as_an_account_stays() -> None:
    masker = Masker(harmless={"202305240001"})
    assert masker.text("合同202305240001") == "合同202305240001"
    assert masker.text("账户202305240002") == "账户****0002"


def test_a_known_account_is_masked_even_where_a_contract_has_the_same_number() -> None:
    assert "202305240001" not in Masker({"202305240001"}, {"202305240001"}).text("202305240001")


def test_an_id_number_is_never_harmless() -> None:
    assert ID not in Masker(harmless={ID}).text(ID)


def test_cells_under_telling_headers_are_masked_whatever_their_length() -> None:
    cells = {"姓名": "张三", "一卡通账号": "10023456", "联系电话": "8812345", "身份证号码": ID, "金额": "10023.00"}
    shown = Masker().cells(cells)
    assert shown["一卡通账号"] == "****56"
    assert shown["联系电话"] == "****45"
    assert shown["身份证号码"] == "330299********0018"
    assert (shown["姓名"], shown["金额"]) == ("张三", "10023.00")


def test_a_date_of_birth_would_give_the_hidden_digits_back() -> None:
    assert Masker().cells({"出生日期": "1970-01-01", "出生年月": "197001"}) == {
        "出生日期": "1970-**-**",
        "出生年月": "1970-**-**",
    }


def test_contract_numbers_in_cells_stay() -> None:
    assert Masker().cells({"合同编号": "202305240001"}) == {"合同编号": "202305240001"}
    assert Masker().cells({"合同编号": ID}) != {"合同编号": ID}


def test_personal_numbers_are_found_under_their_headers() -> None:
    assert personal_cells({"身份证号/账号": f"{ID} / 10023456", "金额": "10023456"}) == {ID, "10023456"}


def test_unmasked_changes_nothing() -> None:
    assert Unmasked().text(ID) == ID
    assert Unmasked().cells({"身份证号": ID}) == {"身份证号": ID}
