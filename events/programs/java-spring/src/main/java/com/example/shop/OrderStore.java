package com.example.shop;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Reads orders from the database. */
@Repository
class OrderStore {

    private final JdbcTemplate database;

    OrderStore(JdbcTemplate database) {
        this.database = database;
    }

    Integer count(String mail) {
        return database.queryForObject("SELECT count(*) FROM shop_order WHERE mail = ?", Integer.class, mail);
    }
}
