"""Labels for the parcels of an order."""


class Parcel:
    def __init__(self, order, index, weight):
        self.order = order
        self.index = index
        self.weight = weight


def label(parcel, count):
    title = "Order " + parcel.order
    return f"{title} - parcel {parcel.index} of {count} ({parcel.weight} g)"


def print_labels(parcels):
    for parcel in parcels:
        print(label(parcel, len(parcels)))


def main():
    print_labels([Parcel(7714, 1, 850), Parcel(7714, 2, 1200)])
