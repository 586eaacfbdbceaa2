package com.example.shop;

import io.sentry.Sentry;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs one failing case of the shop, named by the first argument. */
public final class Main {

    private Main() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        Sentry.init(options -> {
            options.setDsn(System.getenv("SENTRY_DSN"));
            options.setRelease("shop@1.4.2");
            options.setEnvironment("production");
            options.setServerName("web-1");
            options.addInAppInclude("com.example.shop");
            options.setAttachStacktrace(true);
        });
        switch (arguments[0]) {
            case "causes" -> causes();
            case "npe" -> npe();
            case "connect" -> connect();
            case "recursion" -> recursion();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        Sentry.flush(2000);
    }

    /** A chain of causes that ends in a parse error of the JSON library. */
    private static void causes() {
        try {
            new OrderImport().importOrders(List.of(
                    "{\"id\": 76, \"mail\": \"maria.huber@example.com\", \"cents\": 2580}",
                    "{\"id\": 77, \"mail\": \"franz.mayr@example.com\", \"cents\": \"25,80\"}"));
        } catch (ImportException exception) {
            Sentry.captureException(exception);
        }
    }

    /** A null pointer in a thread of a pool; nobody handles it. */
    private static void npe() throws InterruptedException {
        Warehouse warehouse = new Warehouse();
        warehouse.packAll(List.of(new Order(77, null, 2580)));
        warehouse.awaitEnd(5, TimeUnit.SECONDS);
    }

    /** The database refuses the connection; its address holds the password. */
    private static void connect() {
        Sentry.addBreadcrumb("opening the order database");
        try {
            new OrderStore("127.0.0.1", 5).find(77);
        } catch (IllegalStateException exception) {
            Sentry.captureException(exception);
        }
    }

    /** A rule of discounts that refers to itself: the stack overflows. */
    private static void recursion() {
        try {
            new DiscountRules().percent("winter");
        } catch (StackOverflowError error) {
            Sentry.captureException(error);
        }
    }
}
