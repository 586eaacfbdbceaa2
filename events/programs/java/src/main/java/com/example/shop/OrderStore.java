package com.example.shop;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads orders from the database. */
final class OrderStore {

    private final String address;

    OrderStore(String host, int port) {
        this.address = "jdbc:postgresql://" + host + ":" + port
                + "/shop?user=shop&password=Wint3rTee!&ApplicationName=shop";
    }

    Order find(long id) {
        try (Connection connection = open()) {
            return read(connection, id);
        } catch (SQLException exception) {
            throw new IllegalStateException("cannot read order " + id + " from " + address, exception);
        }
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(address);
    }

    private Order read(Connection connection, long id) throws SQLException {
        String query = "SELECT mail, cents FROM shop_order WHERE id = ?";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setLong(1, id);
            ResultSet row = statement.executeQuery();
            return row.next() ? new Order(id, row.getString(1), row.getInt(2)) : null;
        }
    }
}
