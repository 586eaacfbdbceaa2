package com.example.shop;

import io.sentry.Sentry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** Runs one failing case of the shop, named by the first argument. The SDK knows its DSN, and nothing else. */
public final class Main {

    private Main() {
    }

    public static void main(String[] arguments) {
        Sentry.init(options -> options.setDsn(System.getenv("SENTRY_DSN")));
        switch (arguments[0]) {
            case "require" -> System.out.println(new Parcel("TEA-01", null).label());
            case "parse" -> parse();
            case "future" -> future();
            case "suppressed" -> suppressed();
            case "recursion" -> System.out.println("menu: " + Category.endless());
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        Sentry.flush(2000);
    }

    /** The JSON library throws, and the program passes it on as it is. */
    private static void parse() {
        try {
            new PriceList().read("{\"sku\": \"TEA-01\", \"cents\": \"12,90\"}");
        } catch (IOException exception) {
            Sentry.captureException(exception);
        }
    }

    /** The JDK throws in a stream that runs in a pool of the JDK's; the outer exception has no frame of the shop. */
    private static void future() {
        Sentry.setTag("job", "stock");
        try {
            new StockCount().sum(List.of("12", "7", "3 kg")).join();
        } catch (CompletionException exception) {
            Sentry.captureException(exception);
        }
    }

    /** An exception with a cause and two suppressed ones, which behave as the program's scope describes. */
    private static void suppressed() {
        Sentry.configureScope(scope -> {
            scope.setTag("warehouse", "north");
            scope.setExtra("order", "5521");
            scope.setExtra("customer", "maria.huber@example.com");
            scope.setContexts("printer", Map.of("queue", "labels", "jobs", 3));
        });
        try {
            new LabelPrinter().print(5521);
        } catch (IllegalStateException exception) {
            Sentry.captureException(exception);
        }
    }
}
