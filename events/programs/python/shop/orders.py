"""Orders and their customers."""

from dataclasses import dataclass


@dataclass
class Customer:
    id: int
    mail: str


@dataclass
class Order:
    id: int
    customer: Customer | None


ORDERS = {
    76: Order(76, Customer(42, "maria.huber@example.com")),
    77: Order(77, None),  # ordered as a guest
}


def find(order_id):
    return ORDERS[order_id]


def confirm(order):
    """Confirms an order and returns the address that the confirmation goes to."""
    return recipient(order, fallback="orders@shop.example")


def recipient(order, fallback):
    return order.customer.mail or fallback
