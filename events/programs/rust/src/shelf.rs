//! The shelves of the warehouse.

pub struct Shelf {
    places: Vec<String>,
}

impl Shelf {
    pub fn with_places(count: usize) -> Self {
        let places = (1..=count).map(|number| format!("A{number}")).collect();
        Shelf { places }
    }

    pub fn place_after(&self, number: usize) -> &str {
        self.place(number + 1)
    }

    fn place(&self, number: usize) -> &str {
        &self.places[number]
    }
}
