"""Reads from the shop's database."""

import sqlite3

DATABASE_URL = "postgres://shop:Wint3rTee!@10.20.0.15:5432/shop"


class PriceNotFound(LookupError):
    """No price is stored for an article."""


def read_price(sku):
    url = DATABASE_URL
    connection = connect(url)
    row = connection.execute("SELECT cents FROM price WHERE sku = ?", (sku,)).fetchone()
    if row is None:
        raise PriceNotFound(f"no price for {sku} in {url}")
    return row[0]


def connect(url):
    """Stands in for the real database: an empty one in memory."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE price (sku TEXT, cents INTEGER)")
    return connection
