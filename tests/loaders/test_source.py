"""Which files are read, what they are shown as, and what is refused before it is opened."""

from __future__ import annotations

import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cluegraph.errors import FileRefused
from cluegraph.loaders.source import Given, fingerprint, given_files, identify

from .sheets import write

LIST = [["姓名", "身份证号", "补贴金额"], ["张三", "330299197001010018", 100]]


def refusal(given: Given) -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        identify(given, fingerprint(given))
    return refused.value


def test_files_of_a_folder_are_shown_below_it(tmp_path: Path) -> None:
    folder = tmp_path / "数据" / "柳溪镇" / "上坪村"
    folder.mkdir(parents=True)
    write(folder / "低保.xlsx", LIST)
    write(tmp_path / "数据" / "表.csv", LIST)
    assert [given.shown for given in given_files([tmp_path / "数据"])] == ["柳溪镇/上坪村/低保.xlsx", "表.csv"]


def test_a_file_that_is_given_itself_is_shown_by_its_name(tmp_path: Path) -> None:
    write(tmp_path / "低保.xlsx", LIST)
    assert [given.shown for given in given_files([tmp_path / "低保.xlsx"])] == ["低保.xlsx"]


def test_a_file_is_found_once_however_often_it_is_given(tmp_path: Path) -> None:
    write(tmp_path / "低保.xlsx", LIST)
    assert len(given_files([tmp_path, tmp_path / "低保.xlsx", tmp_path])) == 1


def test_files_of_one_name_in_two_given_folders_are_told_apart(tmp_path: Path) -> None:
    for folder in ("柳溪镇", "石桥镇"):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder / "低保.csv", LIST)
    shown = [given.shown for given in given_files([tmp_path / "柳溪镇", tmp_path / "石桥镇"])]
    assert shown == ["柳溪镇/低保.csv", "石桥镇/低保.csv"]


def test_temporary_and_hidden_files_are_left_out_of_folders(tmp_path: Path) -> None:
    for name in ("~$低保.xlsx", ".hidden.csv", "Thumbs.db", "低保.csv"):
        (tmp_path / name).write_text("a,b\n")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config.csv").write_text("a,b\n")
    assert [given.shown for given in given_files([tmp_path])] == ["低保.csv"]


def test_links_in_a_folder_are_named_and_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    write(outside / "别处.csv", LIST)
    folder = tmp_path / "given"
    folder.mkdir()
    (folder / "loop").symlink_to(folder)
    (folder / "link.csv").symlink_to(outside / "别处.csv")
    given = given_files([folder])
    assert [each.shown for each in given] == ["link.csv", "loop"]
    assert all("符号链接" in refusal(each).what.zh for each in given)


def test_a_link_that_is_given_itself_is_followed(tmp_path: Path) -> None:
    write(tmp_path / "表.csv", LIST)
    (tmp_path / "link.csv").symlink_to(tmp_path / "表.csv")
    given = given_files([tmp_path / "link.csv"])[0]
    assert identify(given, fingerprint(given)).format == "csv"


def test_what_does_not_exist_has_its_entry_and_its_sentence(tmp_path: Path) -> None:
    given = given_files([tmp_path, tmp_path / "没有.xlsx"])
    assert [each.shown for each in given] == ["没有.xlsx"]
    assert "cannot be read" in refusal(given[0]).what.en


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert "不是普通文件" in refusal(given_files([tmp_path])[0]).what.zh


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", b"%PDF-1.7 ...", "PDF"),
        ("a.xls", b"\xff\xd8\xff\xe0", "图片"),
        ("a.xlsx", b"Rar!\x1a\x07", "压缩包"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "网页"),
        ("a.xls", '\ufeff<?xml version="1.0"?><Workbook/>'.encode(), "XML"),
        ("a.csv", b"", "空"),
        ("a.xlsx", b"PK\x03\x04 cut off", "损坏"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "损坏"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument\0".encode("utf-16-le"), "Word"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage\0".encode("utf-16-le"), "密码"),
    ],
)
def test_content_counts_and_not_the_name(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    refused = refusal(given_files([tmp_path / name])[0])
    assert said in refused.what.zh
    assert refused.what.en
    assert refused.where.file == name


def archive(path: Path, members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)


def test_a_word_file_or_an_archive_named_xlsx_is_called_what_it_is(tmp_path: Path) -> None:
    archive(tmp_path / "word.xlsx", {"word/document.xml": b"x"})
    archive(tmp_path / "zip.xlsx", {"低保.csv": b"x"})
    word, plain = given_files([tmp_path])
    assert "Word" in refusal(word).what.zh
    assert "压缩包" in refusal(plain).what.zh


def test_a_zip_bomb_is_refused_by_what_it_declares(tmp_path: Path) -> None:
    bomb = {"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": b"0" * (40 << 20)}
    archive(tmp_path / "bomb.xlsx", bomb)
    assert "zip bomb" in refusal(given_files([tmp_path])[0]).what.en


def test_a_zip_bomb_that_declares_less_is_refused_while_it_unpacks(tmp_path: Path) -> None:
    path = tmp_path / "lying.xlsx"
    archive(path, {"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": b"0" * (40 << 20)})
    content = bytearray(path.read_bytes())
    struct.pack_into("<I", content, content.rfind(b"PK\x01\x02") + 24, 1000)
    path.write_bytes(bytes(content))
    assert "损坏" in refusal(given_files([tmp_path])[0]).what.zh


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_truncated_workbook_is_damaged(tmp_path: Path, share: float) -> None:
    write(tmp_path / "a.xlsx", LIST * 50)
    content = (tmp_path / "a.xlsx").read_bytes()
    (tmp_path / "a.xlsx").write_bytes(content[: int(len(content) * share)])
    assert "损坏" in refusal(given_files([tmp_path])[0]).what.zh


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("表.xlsx", lambda path: write(path, LIST)),
        ("表.xls", lambda path: write(path, LIST)),
        ("表.csv", lambda path: write(path, LIST)),
        ("表.tsv", lambda path: write(path, LIST)),
    ],
)
def test_formats_are_told_by_content(tmp_path: Path, name: str, make: Callable[[Path], None]) -> None:
    make(tmp_path / name)
    (tmp_path / name).rename(tmp_path / "没有后缀")
    given = given_files([tmp_path])[0]
    assert identify(given, fingerprint(given)).format == name.rsplit(".", 1)[1]


@pytest.mark.skipif(os.name == "nt", reason="names are text on Windows")
@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("上坪村低保.csv".encode("gb18030"), "柳溪镇/上坪村低保.csv"),
        (b"\xff\xfe.csv", "柳溪镇/\\xff\\xfe.csv"),
    ],
)
def test_a_name_that_is_not_utf_8_is_shown_as_text(tmp_path: Path, raw: bytes, shown: str) -> None:
    folder = tmp_path / "数据" / "柳溪镇"
    folder.mkdir(parents=True)
    path = Path(os.fsdecode(os.fsencode(folder) + b"/" + raw))
    path.write_text("姓名\n张三\n", encoding="utf-8")
    (given,) = given_files([tmp_path / "数据"])
    assert (given.shown, len(fingerprint(given))) == (shown, 64)
    (alone,) = given_files([path])
    assert alone.shown == Path(shown).name
