//! Imports the orders of other sellers.

use anyhow::{Context, Result};
use serde_json::Value;

const LINES: [&str; 2] = [
    r#"{"id": 76, "mail": "maria.huber@example.com"}"#,
    r#"{"id": 77, "mail": "franz.mayr@example.com", password=Sommer2024}"#,
];

pub fn import_orders() -> Result<Vec<Value>> {
    LINES
        .iter()
        .map(|line| import_order(line))
        .collect::<Result<_>>()
        .context("import of /home/alice/shop/orders.jsonl stopped")
}

fn import_order(line: &str) -> Result<Value> {
    parse(line).with_context(|| format!("not an order: {line}"))
}

fn parse(line: &str) -> Result<Value> {
    Ok(serde_json::from_str(line)?)
}
