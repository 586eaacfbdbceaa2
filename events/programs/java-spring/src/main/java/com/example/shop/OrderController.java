package com.example.shop;

import org.springframework.util.Assert;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The shop's pages. */
@RestController
class OrderController {

    private final OrderStore store;

    OrderController(OrderStore store) {
        this.store = store;
    }

    /** A check of Spring's fails. */
    @GetMapping("/orders/assert")
    String checked() {
        return greeting("");
    }

    /** The table is missing: Spring's exception has the driver's as its cause. */
    @GetMapping("/orders/jdbc")
    Integer counted() {
        return store.count("maria.huber@example.com");
    }

    private String greeting(String name) {
        Assert.hasText(name, "a customer needs a name");
        return "Dear " + name;
    }
}
