"""Reads the due dates of invoices."""

from datetime import date, datetime

ROWS = [
    ("2026-0417", "2026-12-01"),
    ("2026-0418", "21.12.2026"),
]


def parse_due(text):
    pattern = "%d.%m.%Y" if "." in text else "%Y-%m-%d"
    return datetime.strptime(text, pattern).date()


def overdue(rows, today):
    late = []
    for number, due in rows:
        if parse_due(due) < today:
            late.append(number)
    return late


def main():
    print("overdue:", overdue(ROWS, date(2026, 12, 10)))
