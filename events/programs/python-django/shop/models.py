"""What the database holds."""

from django.db import models


class Order(models.Model):
    mail = models.EmailField()
    cents = models.IntegerField()
