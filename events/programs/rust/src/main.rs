//! Runs one failing case of the shop, named by its argument.

mod import;
mod shelf;

use std::env;

fn main() {
    let dsn = env::var("SENTRY_DSN").expect("SENTRY_DSN is set");
    // Leaves out the context "os", which names the build of the kernel.
    let contexts = sentry_contexts::ContextIntegration::new().add_os(false);
    let options = sentry::ClientOptions::new()
        .dsn(&dsn)
        .release("shop@1.4.2")
        .environment("production")
        .server_name("web-1")
        .in_app_include(vec!["shop"])
        .attach_stacktrace(true)
        .add_integration(contexts);
    let _sentry = sentry::init(options);
    match env::args().nth(1).as_deref() {
        Some("panic") => panic_case(),
        Some("error") => error_case(),
        other => eprintln!("no case {other:?}"),
    }
}

/// An index out of range; the panic is not handled.
fn panic_case() {
    sentry::add_breadcrumb(sentry::Breadcrumb {
        category: Some("shelf".into()),
        message: Some("looking for the next free place".into()),
        ..Default::default()
    });
    let shelf = shelf::Shelf::with_places(3);
    println!("{}", shelf.place_after(2));
}

/// A chain of errors that ends in a parse error of the JSON library.
fn error_case() {
    if let Err(error) = import::import_orders() {
        sentry::integrations::anyhow::capture_anyhow(&error);
    }
}
