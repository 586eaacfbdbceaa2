//! Reads the records of the warehouse: sku;shelf;count.

struct Record {
    sku: String,
    count: u32,
}

fn parse(line: &str) -> Record {
    let fields: Vec<&str> = line.split(';').collect();
    let count = fields[2].parse().unwrap_or(0);
    Record { sku: fields[0].to_string(), count }
}

fn total(lines: &[&str]) -> u32 {
    let records = lines.iter().map(|line| parse(line));
    records.filter(|record| !record.sku.is_empty()).map(|record| record.count).sum()
}

pub fn main() {
    println!("{}", total(&["TEA-01;A3;12", "CUP-07;B1;2"]));
    println!("{}", total(&["POT-03;C9"]));
}
