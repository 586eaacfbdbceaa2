"""Runs one failing case of the shop, named by the first argument."""

import logging
import os
import sys

import sentry_sdk

from shop import checkout, importer, menu, stock, web


def start_sentry():
    sentry_sdk.init(
        dsn=os.environ["SENTRY_DSN"],
        release="shop@1.4.2",
        environment="production",
        server_name="web-1",
        send_default_pii=True,
    )


def chain():
    """A chain by `raise ... from` and a second one by an error while handling."""
    sentry_sdk.add_breadcrumb(category="cart", message="cart loaded", data={"cart": 5521})
    try:
        checkout.pay_cart(5521, {"currency": "EUR", "items": [{"sku": "TEA-01", "count": 2}]})
    except checkout.CheckoutError as error:
        sentry_sdk.capture_exception(error)


def group():
    """An exception group: one import job in which several files fail."""
    try:
        importer.import_all(["prices.csv", "stock.json", "missing.csv"])
    except* importer.ImportFailed as errors:
        sentry_sdk.capture_exception(errors)


def flask():
    """An attribute of None in a Flask view; not handled by the program."""
    web.request_order_page()


def recursion():
    """A category tree with a loop in it: the recursion never ends."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(110)  # keeps the event at a handy size
    try:
        menu.print_tree(menu.load_categories())
    except RecursionError as error:
        sys.setrecursionlimit(limit)
        sentry_sdk.capture_exception(error)


def log():
    """A log record with parameters, without any exception."""
    stock.check_levels({"TEA-01": 3, "TEA-02": 0, "CUP-07": -4})


def timeout():
    """A time-out inside library code (requests), not handled: the program ends."""
    stock.reserve_at_supplier("TEA-01", 12)


CASES = [chain, group, flask, recursion, log, timeout]

if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    start_sentry()
    {case.__name__: case for case in CASES}[sys.argv[1]]()
    sentry_sdk.flush()
