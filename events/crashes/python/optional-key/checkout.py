"""Coupons and the total of a cart."""

COUPONS = {
    "WELCOME": {"kind": "percent", "percent": 10},
    "FREESHIP": {"kind": "shipping"},
}


def discount_cents(code, subtotal):
    coupon = COUPONS[code]
    rate = coupon["percent"]
    return subtotal * rate // 100


def total_cents(items, code):
    subtotal = sum(item["cents"] * item["count"] for item in items)
    return subtotal - discount_cents(code, subtotal)


def main():
    cart = [{"sku": "TEA-01", "cents": 1290, "count": 2}]
    for code in ("WELCOME", "FREESHIP"):
        print(code, total_cents(cart, code))
