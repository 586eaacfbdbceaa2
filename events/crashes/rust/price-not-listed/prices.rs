//! Prices of products, in cents.

use std::collections::HashMap;

struct Prices {
    cents: HashMap<&'static str, u32>,
}

impl Prices {
    fn of(&self, sku: &str) -> u32 {
        *self.cents.get(sku).unwrap()
    }

    fn sum(&self, skus: &[&str]) -> u32 {
        skus.iter().map(|sku| self.of(sku)).sum()
    }
}

pub fn main() {
    let prices = Prices {
        cents: HashMap::from([("TEA-01", 1290), ("CUP-07", 800)]),
    };
    println!("{}", prices.sum(&["TEA-01", "CUP-07"]));
    println!("{}", prices.sum(&["POT-03"]));
}
