"""Runs one failing case of the shop, named by the first argument. The SDK knows its DSN, and nothing else."""

import asyncio
import os
import sys

import sentry_sdk

from shop import labels, orders, store, suppliers

sentry_sdk.init(dsn=os.environ["SENTRY_DSN"])


def pydantic():
    """A library refuses what was sent; nobody handles it."""
    orders.read('{"id": 77, "mail": "franz.mayr@example.com", "cents": "25,80"}')


def sqlalchemy():
    """The database has no such table: a library's exception with the driver's as its cause."""
    with sentry_sdk.new_scope() as scope:
        scope.set_tag("warehouse", "north")
        scope.set_context("cart", {"id": 5521, "items": ["TEA-01", "CUP-07"]})
        try:
            store.count_orders("maria.huber@example.com")
        except Exception as error:
            sentry_sdk.capture_exception(error)


def file():
    """A file is missing; the standard library opens it."""
    with sentry_sdk.new_scope() as scope:
        scope.set_extra("printer", {"queue": "labels", "jobs": 3})
        try:
            labels.print_label(5521)
        except OSError as error:
            sentry_sdk.capture_exception(error)


def asyncio_timeout():
    """A time-out of the standard library's, in a task."""
    asyncio.run(suppliers.ask_all(["north", "south"]))


CASES = {"pydantic": pydantic, "sqlalchemy": sqlalchemy, "file": file, "asyncio": asyncio_timeout}

if __name__ == "__main__":
    CASES[sys.argv[1]]()
