"""Runs the program of one case; what it does not handle ends it and is reported."""

import os

import sentry_sdk

sentry_sdk.init(
    dsn=os.environ["SENTRY_DSN"],
    release="shop@1.4.2",
    environment="production",
    server_name="web-1",
)

from app import PROGRAM

PROGRAM.main()
