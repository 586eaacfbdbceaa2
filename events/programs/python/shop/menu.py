"""Prints the tree of the shop's categories."""


class Category:
    def __init__(self, name):
        self.name = name
        self.children = []

    def __repr__(self):
        return f"Category({self.name!r})"


def load_categories():
    tea = Category("Tea")
    green = Category("Green tea")
    tea.children.append(green)
    green.children.append(tea)  # a wrong import made the tree a loop
    return tea


def print_tree(category, depth=0):
    label = "  " * min(depth, 8) + category.name
    return [label, *print_children(category, depth + 1)]


def print_children(category, depth):
    lines = []
    for child in category.children:
        lines += print_tree(child, depth)
    return lines
