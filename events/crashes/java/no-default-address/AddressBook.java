package com.example.shop;

import java.util.List;

/** The addresses of a customer. */
final class AddressBook {
  record Address(String city, boolean isDefault) {}

  private final List<Address> addresses;

  AddressBook(List<Address> addresses) {
    this.addresses = addresses;
  }

  String shippingCity() {
    return addresses.stream().filter(Address::isDefault).findFirst().get().city();
  }

  static void run() {
    System.out.println(new AddressBook(List.of(new Address("Vienna", true))).shippingCity());
    System.out.println(new AddressBook(List.of(new Address("Graz", false))).shippingCity());
  }
}
