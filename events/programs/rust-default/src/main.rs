//! Runs one failing case of the shop, named by its argument. The SDK knows its DSN, and nothing else.

mod cart;
mod prices;

use std::env;

fn main() {
    let dsn = env::var("SENTRY_DSN").expect("SENTRY_DSN is set");
    let _sentry = sentry::init(dsn);
    match env::args().nth(1).as_deref() {
        Some("unwrap") => println!("{}", prices::Prices::new().cheapest()),
        Some("result") => println!("{}", prices::Prices::new().total("12,90")),
        Some("slice") => println!("{}", cart::short_name("tea")),
        Some("thread") => cart::count_in_threads(),
        Some("error") => report(),
        other => eprintln!("no case {other:?}"),
    }
}

/// An error that is only passed on has no frames.
fn report() {
    sentry::configure_scope(|scope| {
        scope.set_tag("warehouse", "north");
        scope.set_extra("order", "5521".into());
    });
    if let Err(error) = prices::read(r#"{"sku": "TEA-01", "cents": "12,90"}"#) {
        sentry::capture_error(&error);
    }
}
