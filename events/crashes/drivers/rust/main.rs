//! Runs the program of one case; a panic ends it and is reported.

mod PROGRAM;

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
        .add_integration(contexts);
    let _sentry = sentry::init(options);
    PROGRAM::main();
}
