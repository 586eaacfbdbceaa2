"""The nightly import job: reads the supplier's files."""

import csv
import io
import json
from pathlib import Path

INBOX = Path("/home/alice/shop/inbox")

FILES = {
    "prices.csv": "sku;cents\nTEA-01;1290\nTEA-02;12,90\n",
    "stock.json": '{"TEA-01": 3, "TEA-02": }',
}


class ImportFailed(Exception):
    """One file could not be imported."""


def import_all(names):
    failures = []
    for name in names:
        try:
            import_file(name)
        except ImportFailed as error:
            failures.append(error)
    if failures:
        raise ExceptionGroup(f"{len(failures)} of {len(names)} files failed", failures)


def import_file(name):
    try:
        text = read_text(name)
        return parse_json(text) if name.endswith(".json") else parse_csv(text)
    except (ValueError, OSError) as error:
        raise ImportFailed(f"import of {name} failed") from error


def read_text(name):
    if name in FILES:
        return FILES[name]
    return (INBOX / name).read_text(encoding="utf-8")


def parse_json(text):
    return json.loads(text)


def parse_csv(text):
    rows = csv.DictReader(io.StringIO(text), delimiter=";")
    return {row["sku"]: parse_cents(row["cents"]) for row in rows}


def parse_cents(text):
    return int(text)
