//! The cart.

use std::thread;

/// The standard library panics: the name is too short.
pub fn short_name(name: &str) -> &str {
    &name[..4]
}

/// A thread panics in a closure that an iterator of the standard library calls.
pub fn count_in_threads() {
    let counter = thread::Builder::new()
        .name("counter".into())
        .spawn(|| ["2", "1", "many"].iter().map(|count| number(count)).sum::<u32>())
        .expect("a thread");
    println!("{:?}", counter.join());
}

fn number(text: &str) -> u32 {
    text.parse::<u32>().unwrap()
}
