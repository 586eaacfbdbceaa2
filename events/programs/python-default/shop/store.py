"""The database of orders."""

from sqlalchemy import create_engine, text


def count_orders(mail):
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        query = text("SELECT count(*) FROM shop_order WHERE mail = :mail")
        return connection.execute(query, {"mail": mail}).scalar_one()
