//! Reads amounts from a file that people edit.

struct Till {
    cents: u64,
}

fn parse_amount(text: &str) -> u64 {
    let value: f64 = text.replace(',', ".").parse().unwrap_or(0.0);
    (value * 100.0).round() as u64
}

impl Till {
    fn read(&mut self, lines: &[&str]) {
        for line in lines {
            self.cents += parse_amount(line);
        }
    }
}

pub fn main() {
    let mut till = Till { cents: 0 };
    till.read(&["12.90", "8"]);
    println!("{}", till.cents);
    till.read(&["25,80"]);
    println!("{}", till.cents);
}
