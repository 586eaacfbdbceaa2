"""The shop's pages, served by Flask."""

from flask import Flask, render_template_string

from shop import orders

app = Flask("shop")


@app.post("/orders/<int:order_id>/confirm")
def confirm_order(order_id):
    order = orders.find(order_id)
    mail = orders.confirm(order)
    return render_template_string("<p>Confirmation sent to {{ mail }}</p>", mail=mail)


def request_order_page():
    """Sends one request through the whole Flask application."""
    jwt = ".".join(
        ["eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiI0MiIsIm5hbWUiOiJNYXJpYSJ9", "c2lnbmF0dXJlLW5vdC1yZWFs"]
    )
    client = app.test_client()
    client.set_cookie("session", "a1b2c3d4e5f6", domain="shop.example")
    client.set_cookie("theme", "dark", domain="shop.example")
    return client.post(
        "/orders/77/confirm?mail=maria.huber%40example.com&lang=de",
        base_url="http://shop.example",
        json={"note": "please ring twice", "callback": "https://hook.example/?token=" + jwt},
        headers={
            "Authorization": "Bearer " + jwt,
            "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
            "X-Forwarded-For": "203.0.113.9",
            "Referer": "http://shop.example/cart",
        },
    )
