"""The shop's pages."""

from django.http import JsonResponse
from django.shortcuts import render

from .models import Order


def order(request, number):
    """Django finds no such order."""
    return JsonResponse({"order": find(number).cents})


def late_orders(request, number):
    """Django knows no such field."""
    return JsonResponse({"late": Order.objects.filter(day__lt=number).count()})


def page(request, number):
    """The template names a page that is missing."""
    return render(request, "order.html", {"number": number})


def find(number):
    return Order.objects.get(pk=number)
