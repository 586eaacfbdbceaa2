"""Imports the supplier list, which comes from an old system."""

import tempfile
from pathlib import Path


def read_suppliers(path):
    suppliers = []
    with open(path, encoding="latin-1") as lines:
        for line in lines:
            number, name = line.rstrip("\n").split(";")
            suppliers.append((int(number), name))
    return suppliers


def export_of_old_system(folder):
    path = Path(folder) / "suppliers.csv"
    path.write_bytes("1;Tea House\n2;Käse Müller\n".encode("latin-1"))
    return path


def main():
    with tempfile.TemporaryDirectory() as folder:
        print(read_suppliers(export_of_old_system(folder)))
