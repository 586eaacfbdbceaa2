"""Runs one failing case of the shop, named by the first argument, in a Django application."""

import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"

import django
from django.core.management import call_command
from django.test import Client

django.setup()
call_command("migrate", run_syncdb=True, verbosity=0)
Client(raise_request_exception=False).get(f"/{sys.argv[1]}/77?lang=de", headers={"User-Agent": "curl/8.5.0"})
