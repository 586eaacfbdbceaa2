package dev.eventfix.suggestfix.rules;

import java.util.List;

/** What is known of the signals that end native programs. */
final class NativeRules {
  static final List<Rule> RULES =
      List.of(
          Rule.of(
              "SIGSEGV EXC_BAD_ACCESS SIGBUS",
              List.of(),
              Repair.NONE,
              "The process used memory that is not its own: a null or dangling pointer, a "
                  + "buffer overrun, or a full stack.",
              "Look at the address: near 0 it is a null pointer. Build with the address "
                  + "sanitizer and run the same input.",
              """
              cc -g -fsanitize=address,undefined main.c""",
              "Keep the debug symbols of each release, so that frames have names."),
          Rule.of(
              "SIGABRT EXC_CRASH",
              List.of(),
              Repair.NONE,
              "The process ended itself: a failed assertion, an uncaught exception, or a "
                  + "damaged heap.",
              "The frames under `abort` show who gave up; read what it wrote before.",
              """
              cc -g -fsanitize=address,undefined main.c""",
              "Keep the debug symbols of each release, so that frames have names."));

  private NativeRules() {}
}
