"""Sends the newsletter to the customers of a list."""

CUSTOMERS = {
    17: {"name": "Maria", "email": "maria@shop.example"},
    18: {"name": "Franz", "email": "franz@shop.example"},
}


class Customer:
    def __init__(self, row):
        self.name = row["name"]
        self.email = row["email"]


def find_customer(number):
    row = CUSTOMERS.get(number)
    return Customer(row) if row else None


def recipients(numbers):
    addresses = []
    for number in numbers:
        customer = find_customer(number)
        addresses.append(customer.email.lower())
    return addresses


def main():
    print(", ".join(recipients([17, 18, 42])))
