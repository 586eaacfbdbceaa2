//! Takes what was ordered out of the stock.

struct Stock {
    pieces: u32,
    missing: u32,
}

impl Stock {
    fn take(&mut self, ordered: u32) -> u32 {
        let left = self.pieces.saturating_sub(ordered);
        self.pieces = left;
        left
    }

    fn deliver(&mut self, orders: &[u32]) {
        for &ordered in orders {
            if self.take(ordered) == 0 {
                self.missing += 1;
            }
        }
    }
}

pub fn main() {
    let mut stock = Stock { pieces: 5, missing: 0 };
    stock.deliver(&[2, 1]);
    println!("{} left", stock.pieces);
    stock.deliver(&[3]);
    println!("{} left, {} empty", stock.pieces, stock.missing);
}
