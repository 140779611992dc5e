"""Keeps a small file from unpacking into a huge one: sizes are checked as declared and while they unpack."""

from __future__ import annotations

import zipfile
import zlib

from cluegraph.i18n import Text
from cluegraph.loaders.refusals import damaged, too_large

_MOST_UNPACKED = 2 << 30
_MOST_ENTRIES = 20_000
_SUSPICIOUS_RATIO = 250
_SMALL = 32 << 20
_BLOCK = 1 << 20


def check_zip(archive: zipfile.ZipFile, shown: str) -> None:
    """Unpacks everything once without keeping it. Raises `FileRefused` when it is too large or its checksums fail."""
    entries = archive.infolist()
    if len(entries) > _MOST_ENTRIES:
        raise too_large(shown, Text(f"{len(entries)} 个部件", f"{len(entries)} parts"))
    for entry in entries:
        _check_sizes(entry.file_size, entry.compress_size, shown)
    _check_sizes(sum(entry.file_size for entry in entries), 0, shown)
    try:
        for entry in entries:
            _unpack(archive, entry)
    except (zlib.error, RuntimeError, OSError):
        raise damaged(shown) from None


def _check_sizes(unpacked: int, packed: int, shown: str) -> None:
    bomb = packed and unpacked > _SMALL and unpacked > packed * _SUSPICIOUS_RATIO
    if unpacked > _MOST_UNPACKED or bomb:
        megabytes = unpacked >> 20
        raise too_large(shown, Text(f"{megabytes} MB", f"{megabytes} MB"))


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """zipfile gives no more than the declared size and then compares the checksum, so a lying entry ends here."""
    with archive.open(entry) as stream:
        while stream.read(_BLOCK):
            pass
