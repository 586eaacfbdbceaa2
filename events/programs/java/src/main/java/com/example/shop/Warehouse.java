package com.example.shop;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Packs orders, several at a time. */
final class Warehouse {

    private final ExecutorService packers = Executors.newFixedThreadPool(2);

    void packAll(List<Order> orders) {
        orders.forEach(order -> packers.execute(() -> pack(order)));
    }

    void awaitEnd(long time, TimeUnit unit) throws InterruptedException {
        packers.shutdown();
        packers.awaitTermination(time, unit);
    }

    private void pack(Order order) {
        String label = label(order);
        System.out.println("packed " + label);
    }

    private String label(Order order) {
        return order.id() + " " + order.mail().toLowerCase(Locale.ROOT);
    }
}
