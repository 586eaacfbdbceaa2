"""Labels for parcels."""

from pathlib import Path


def print_label(order):
    label = Path("/home/alice/labels") / f"{order}.txt"
    print(label.read_text(encoding="utf-8"))
