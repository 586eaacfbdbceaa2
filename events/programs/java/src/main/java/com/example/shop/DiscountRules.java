package com.example.shop;

import java.util.Map;

/** Rules of discounts, each of which can build on another one. */
final class DiscountRules {

    private record Rule(int percent, String base) {
    }

    private static final Map<String, Rule> RULES = Map.of(
            "winter", new Rule(5, "regular"),
            "regular", new Rule(3, "winter"));

    int percent(String name) {
        Rule rule = RULES.get(name);
        return rule.percent() + percentOfBase(rule);
    }

    private int percentOfBase(Rule rule) {
        return rule.base() == null ? 0 : percent(rule.base());
    }
}
