package com.example.shop;

import java.util.ArrayList;
import java.util.List;

/** A category of the menu, told with those below it. */
record Category(String name, List<Category> below) {

    /** Two categories, each below the other. */
    static Category endless() {
        Category tea = new Category("tea", new ArrayList<>());
        Category green = new Category("green", List.of(tea));
        tea.below().add(green);
        return tea;
    }

    @Override
    public String toString() {
        return name + " " + below;
    }
}
