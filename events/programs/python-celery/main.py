"""Runs one failing task of the shop, named by the first argument, in a Celery worker."""

import sys

from celery import signals
from celery.worker import state

from shop import tasks


@signals.task_postrun.connect
def stop(**_):
    """The worker ends after its first task."""
    state.should_stop = 0


tasks.CASES[sys.argv[1]].delay(5521)
tasks.app.worker_main(["worker", "--pool=solo"])
