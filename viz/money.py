"""Amounts as they are written in pictures and lists."""

from __future__ import annotations

from decimal import Decimal


def yuan(fen: int) -> str:
    """Fen as yuan with two places and thousands separators: 123450 → `1,234.50`."""
    return f"{Decimal(fen) / 100:,.2f}"
