"""Made-up numbers that pass the official checks: ID numbers, credit codes, bank cards.

Every ID number begins with 330299, a region code that was never given out, so none can be a real person's.
"""

from __future__ import annotations

from datetime import date

REGION = "330299"

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def id_number(born: date, serial: int) -> str:
    """The 18-digit ID (GB 11643) of the person born on a day with that serial number (odd: male)."""
    body = f"{REGION}{born:%Y%m%d}{serial:03d}"
    return body + id_check_digit(body)


def id_check_digit(body: str) -> str:
    """The 18th character that belongs to the first 17."""
    return _ID_CHECKS[sum(int(digit) * weight for digit, weight in zip(body, _ID_WEIGHTS, strict=True)) % 11]


def fifteen(id_no: str) -> str:
    """The old 15-digit form of an ID of somebody born in the twentieth century."""
    return id_no[:6] + id_no[8:17]


def masked(id_no: str) -> str:
    """The form of the notice boards: six digits, eight stars, four digits."""
    return f"{id_no[:6]}{'*' * 8}{id_no[-4:]}" if len(id_no) == 18 else id_no


def credit_code(number: int) -> str:
    """The unified social credit code (GB 32100) of the company of that number."""
    digits = f"MA{number:06d}"
    values = [int(sign, 36) for sign in digits]
    remainder = 11 - sum(value * weight for value, weight in zip(values, _ORGANISATION_WEIGHTS, strict=True)) % 11
    organisation = digits + {10: "X", 11: "0"}.get(remainder, str(remainder))
    body = f"91{REGION}{organisation}"
    total = sum(_USCC_ALPHABET.index(sign) * weight for sign, weight in zip(body, _USCC_WEIGHTS, strict=True))
    return body + _USCC_ALPHABET[(31 - total % 31) % 31]


def card_number(number: int) -> str:
    """A 19-digit bank card of a made-up bank; its last digit is right (Luhn)."""
    body = f"623099{number:012d}"
    total = 0
    for place, digit in enumerate(reversed(body)):
        doubled = int(digit) * 2 if place % 2 == 0 else int(digit)
        total += doubled - 9 if doubled > 9 else doubled
    return body + str(-total % 10)


def company_account(number: int) -> str:
    """The 17-digit account of a firm or an office."""
    return f"20100299{number:09d}"
