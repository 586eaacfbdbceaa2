package com.example.shop;

/** An order; a guest's order has no mail address. */
public record Order(long id, String mail, int cents) {
}
