"""The shop's tasks. The SDK knows its DSN, and nothing else."""

import os

import requests
import sentry_sdk
from celery import Celery

from . import carrier

sentry_sdk.init(dsn=os.environ["SENTRY_DSN"])

app = Celery("shop", broker="memory://", backend="cache+memory://")


@app.task
def track(order):
    """The carrier answers with a page where JSON is expected."""
    return carrier.status(order)


@app.task(bind=True, max_retries=0)
def invoice(self, order):
    """The task gives up after its last try."""
    try:
        return carrier.invoice(order)
    except requests.RequestException as error:
        raise self.retry(exc=error)


CASES = {"track": track, "invoice": invoice}
