package dev.eventfix.suggestfix.rules;

import java.util.List;

/** What is known of Rust's panics, which are told by their messages. */
final class RustRules {
  static final List<Rule> RULES =
      List.of(
          Rule.of(
              "*",
              List.of("called `Option::unwrap()` on a `None` value"),
              Repair.NONE,
              "`unwrap()` was called on a `None`.",
              "Handle the `None`: `?` with `ok_or`, `let ... else`, or a default.",
              """
              let Some(customer) = find(id) else {
                  return Err(Error::NoSuchCustomer);
              };""",
              "Clippy's `unwrap_used` finds the other places."),
          Rule.of(
              "*",
              List.of(
                  "called `Result::unwrap()` on an `Err` value: ${error}",
                  "called `Result::expect()` on an `Err` value: ${error}",
                  "called `Result::unwrap()` on an `Err` value"),
              Repair.NONE,
              "`unwrap()` was called on an error: ${error|see the message}.",
              "Return the error with `?`, or handle it.",
              """
              let order = parse(text)?;""",
              "Clippy's `unwrap_used` finds the other places."),
          Rule.of(
              "*",
              List.of("index out of bounds: the len is ${length} but the index is ${index}"),
              Repair.INDEX,
              "The index ${index|that was used} lies outside of something of length "
                  + "${length|unknown}.",
              "Use `get`, which gives an `Option`, and decide what an empty or shorter one "
                  + "means.",
              """
              let Some(line) = lines.get(index) else {
                  return Err(Error::TooShort);
              };""",
              "Text that was split may have fewer parts than expected."),
          Rule.of(
              "*",
              List.of(
                  "attempt to divide by zero",
                  "attempt to calculate the remainder with a divisor of zero"),
              Repair.DIVISION,
              "The divisor is zero.",
              "Use `checked_div`, and decide what the result means when there is nothing to "
                  + "divide by.",
              """
              let average = total.checked_div(count).unwrap_or(0);""",
              "An empty collection is the usual reason for a zero."),
          Rule.of(
              "*",
              List.of("attempt to subtract with overflow"),
              Repair.NONE,
              "More was subtracted than was there: an unsigned number cannot be negative.",
              "Use `checked_sub` or `saturating_sub` and decide what too little means.",
              """
              let change = paid.saturating_sub(price);""",
              "Release builds wrap silently unless `overflow-checks` is on."),
          Rule.of(
              "*",
              List.of("chunk size must be non-zero", "window size must be non-zero"),
              Repair.NONE,
              "A slice was to be cut into chunks of size zero.",
              "Make sure that the size is at least one where it is calculated.",
              """
              let batches = jobs.chunks(limit.max(1));""",
              "A whole-number division rounds down to zero."),
          Rule.of(
              "*",
              List.of("kind: NotFound"),
              Repair.NONE,
              "A file or folder does not exist.",
              "Decide what a missing one means: a default, or an error that names the path.",
              """
              let greeting = fs::read_to_string("greeting.txt").unwrap_or_default();""",
              "A relative path starts at the folder that the process was started in."),
          Rule.of(
              "*",
              List.of("attempt to ${operation} with overflow"),
              Repair.NONE,
              "A number grew past what its type holds (${operation|see the message}).",
              "Use `checked_`, `saturating_` or `wrapping_` arithmetic on purpose, or a "
                  + "wider type.",
              """
              let left = stock.saturating_sub(sold);""",
              "Release builds wrap silently unless `overflow-checks` is on."),
          Rule.of(
              "*",
              List.of("already borrowed", "already mutably borrowed"),
              Repair.NONE,
              "A `RefCell` was borrowed twice at once.",
              "End the first borrow before the second: give it a block of its own.",
              """
              let total = { cell.borrow().total };
              cell.borrow_mut().paid = total;""",
              "Call no one else's code while a borrow is held."),
          Rule.of(
              "*",
              List.of(
                  "byte index ${index} is not a char boundary",
                  "byte index ${index} is out of bounds"),
              Repair.NONE,
              "A text was cut at byte ${index|unknown}, which is inside a character or past "
                  + "the end.",
              "Cut with `get`, `char_indices` or `split_at_checked`.",
              """
              let prefix: String = text.chars().take(8).collect();""",
              "Test with text beyond ASCII."));

  private RustRules() {}
}
