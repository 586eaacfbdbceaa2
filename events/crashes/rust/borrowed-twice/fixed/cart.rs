//! A cart that several parts of the page look at.

use std::cell::RefCell;

struct Cart {
    items: RefCell<Vec<(String, u32)>>,
}

impl Cart {
    fn add_gifts(&self) {
        let items = self.items.borrow().clone();
        for (sku, cents) in &items {
            if *cents > 5000 {
                let gift = (format!("GIFT-{sku}"), 0);
                self.items.borrow_mut().push(gift);
            }
        }
    }
}

fn check_out(cart: &Cart) -> usize {
    cart.add_gifts();
    cart.items.borrow().len()
}

pub fn main() {
    for cents in [1290, 8900] {
        let items = vec![("POT-03".to_string(), cents)];
        println!("{}", check_out(&Cart { items: RefCell::new(items) }));
    }
}
