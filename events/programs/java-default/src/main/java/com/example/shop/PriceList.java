package com.example.shop;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** Reads the prices that suppliers send. */
final class PriceList {

    private final ObjectMapper mapper = new ObjectMapper();

    int read(String json) throws IOException {
        return mapper.readValue(json, Price.class).cents();
    }

    record Price(String sku, int cents) {
    }
}
