package com.example.shop;

import io.sentry.Sentry;

/** Runs the program of one case; what it does not handle ends it and is reported. */
public final class Main {
  public static void main(String[] arguments) {
    Sentry.init(
        options -> {
          options.setDsn(System.getenv("SENTRY_DSN"));
          options.setRelease("shop@1.4.2");
          options.setEnvironment("production");
          options.setServerName("web-1");
          options.addInAppInclude("com.example.shop");
        });
    PROGRAM.run();
    Sentry.close();
  }
}
