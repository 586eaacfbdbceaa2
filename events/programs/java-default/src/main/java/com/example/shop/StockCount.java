package com.example.shop;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Adds up what lies on the shelves. */
final class StockCount {

    CompletableFuture<Integer> sum(List<String> counts) {
        return CompletableFuture.supplyAsync(() -> counts.stream().mapToInt(this::number).sum());
    }

    private int number(String count) {
        return Integer.parseInt(count);
    }
}
