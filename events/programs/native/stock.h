#ifndef SHOP_STOCK_H
#define SHOP_STOCK_H

struct article {
    const char *sku;
    int count;
};

/* Returns how many of an article are in stock. */
int stock_count(const char *sku);

#endif
