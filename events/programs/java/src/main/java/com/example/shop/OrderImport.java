package com.example.shop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Collectors;

/** Imports the orders of other sellers. */
final class OrderImport {

    private final ObjectMapper mapper = new ObjectMapper();

    List<Order> importOrders(List<String> lines) throws ImportException {
        try {
            return lines.stream().map(this::parse).collect(Collectors.toList());
        } catch (IllegalArgumentException exception) {
            throw new ImportException("import of " + lines.size() + " orders stopped", exception);
        }
    }

    private Order parse(String line) {
        try {
            return mapper.readValue(line, Order.class);
        } catch (JsonProcessingException exception) {
            throw new IllegalArgumentException("not an order: " + line, exception);
        }
    }
}
