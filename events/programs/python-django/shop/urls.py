"""The addresses of the shop's pages."""

from django.urls import path

from . import views

urlpatterns = [
    path("orm/<int:number>", views.order),
    path("field/<int:number>", views.late_orders),
    path("template/<int:number>", views.page),
]
