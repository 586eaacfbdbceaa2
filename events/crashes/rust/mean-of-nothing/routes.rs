//! The mean duration of each delivery route.

struct Route {
    name: &'static str,
    minutes: Vec<u32>,
}

impl Route {
    fn mean(&self) -> u32 {
        let sum: u32 = self.minutes.iter().sum();
        sum / self.minutes.len() as u32
    }
}

fn report(routes: &[Route]) {
    for route in routes {
        println!("{}: {} min", route.name, route.mean());
    }
}

pub fn main() {
    report(&[
        Route { name: "north", minutes: vec![31, 28] },
        Route { name: "south", minutes: Vec::new() },
    ]);
}
