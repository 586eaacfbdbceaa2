"""The average rating of each product."""


class Product:
    def __init__(self, name):
        self.name = name
        self.ratings = []

    def rate(self, stars):
        self.ratings.append(stars)


def average(ratings):
    total = sum(ratings)
    return total / len(ratings)


def table(products):
    rows = []
    for product in products:
        rows.append(f"{product.name}: {average(product.ratings):.1f}")
    return "\n".join(rows)


def main():
    tea = Product("Green tea")
    tea.rate(5)
    tea.rate(4)
    print(table([tea, Product("New cup")]))
