package com.example.shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Prints the labels of orders. */
final class LabelPrinter {

    void print(long order) {
        try (Tray paper = new Tray("paper"); Tray ink = new Tray("ink")) {
            paper.take(lines(order));
        }
    }

    private List<String> lines(long order) {
        try {
            return Files.readAllLines(Path.of("/var/spool/shop/label-" + order + ".txt"));
        } catch (IOException exception) {
            throw new IllegalStateException("no label for order " + order, exception);
        }
    }

    /** A tray that cannot be closed while the printer runs. */
    record Tray(String name) implements AutoCloseable {

        void take(List<String> lines) {
            System.out.println(name + ": " + lines);
        }

        @Override
        public void close() {
            throw new UnsupportedOperationException("tray " + name + " is locked");
        }
    }
}
