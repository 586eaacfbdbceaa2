package com.example.shop;

import java.util.Objects;

/** What is packed, and for whom. */
record Parcel(String sku, String receiver) {

    String label() {
        return sku + " for " + Objects.requireNonNull(receiver, "parcel without a receiver");
    }
}
