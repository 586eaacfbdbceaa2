"""Splits search results into pages, which people count from one."""

PAGE_SIZE = 2


def split_pages(results):
    return [results[i : i + PAGE_SIZE] for i in range(0, len(results), PAGE_SIZE)]


def show_page(results, number):
    pages = split_pages(results)
    page = pages[number]
    return f"page {number} of {len(pages)}: " + ", ".join(page)


def main():
    results = ["tea", "cup", "pot", "sieve", "tin"]
    for number in (1, 2, 3):
        print(show_page(results, number))
