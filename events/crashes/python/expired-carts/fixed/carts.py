"""Drops carts that nobody has touched for a day."""

DAY = 24 * 3600


class CartStore:
    def __init__(self):
        self.carts = {}

    def put(self, key, touched):
        self.carts[key] = {"touched": touched, "items": []}

    def drop_expired(self, now):
        dropped = 0
        for key, cart in list(self.carts.items()):
            if now - cart["touched"] > DAY:
                del self.carts[key]
                dropped += 1
        return dropped


def main():
    store = CartStore()
    store.put("a", 1_000)
    store.put("b", 90_000)
    store.put("c", 2_000)
    print(store.drop_expired(100_000), "carts dropped")
