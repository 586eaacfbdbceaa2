"""The orders, as other sellers send them."""

from pydantic import BaseModel


class Order(BaseModel):
    id: int
    mail: str
    cents: int


def read(text):
    return Order.model_validate_json(text)
