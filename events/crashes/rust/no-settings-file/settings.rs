//! Settings of the shop, from a file that need not be there.

use std::fs;

struct Settings {
    lines: Vec<String>,
}

fn load(path: &str) -> Settings {
    let text = fs::read_to_string(path).expect("settings are readable");
    Settings { lines: text.lines().map(str::to_string).collect() }
}

fn start(path: &str) -> String {
    let settings = load(path);
    format!("{} settings from {}", settings.lines.len(), path)
}

pub fn main() {
    println!("{}", start("/dev/null"));
    println!("{}", start("/nonexistent/shop.conf"));
}
