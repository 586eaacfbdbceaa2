package com.example.shop;

import io.sentry.Sentry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs one failing case of the shop, named by the first argument, in a Spring Boot application. */
@SpringBootApplication
public class Main {

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Sentry.init(options -> options.setDsn(System.getenv("SENTRY_DSN")));
        String[] server = {"--server.port=8087", "--server.address=127.0.0.1"};
        try (ConfigurableApplicationContext application = SpringApplication.run(Main.class, server)) {
            URI page = URI.create("http://127.0.0.1:8087/orders/" + arguments[0]);
            HttpClient.newHttpClient().send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
            Sentry.flush(2000);
        }
    }
}
