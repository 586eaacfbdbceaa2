package dev.eventfix.suggestfix.rules;

import java.util.List;

/** What is known of Kotlin's exceptions beyond Java's. */
final class KotlinRules {
  static final List<Rule> RULES =
      List.of(
          Rule.of(
              "UninitializedPropertyAccessException",
              List.of("lateinit property ${name} has not been initialized"),
              Repair.NONE,
              "The `lateinit` property ${name|of that class} was read before it was set.",
              "Set it in the constructor, or ask `isInitialized` first.",
              """
              class Checkout(private val ${name|prices}: Prices)""",
              "Life-cycle methods may come in another order than expected."),
          Rule.of(
              "NullPointerException KotlinNullPointerException",
              List.of(
                  "Parameter specified as non-null is null: method ${method}, parameter ${name}"),
              Repair.NONE,
              "Java code passed `null` for the parameter ${name|of that function}, which "
                  + "does not take it.",
              "Declare the parameter nullable, or check in the Java code that calls.",
              """
              fun charge(order: Order?) {
                  requireNotNull(order) { "there is no order" }
              }""",
              "Find out where the value comes from: a function that returns nothing on one "
                  + "of its paths, a look-up that found nothing, a field that is optional."),
          Rule.of(
              "NullPointerException KotlinNullPointerException",
              List.of("because the return value of"),
              Repair.NULL_RESULT,
              "A call returned `null`, and its result was used.",
              "Decide what a missing value means here: when it is normal, take a default or "
                  + "return early; when it is not, say so at once with a message that names it.",
              """
              val customer = checkNotNull(order.customer()) { "the order has no customer" }""",
              "Find out where the value comes from: a function that returns nothing on one "
                  + "of its paths, a look-up that found nothing, a field that is optional."),
          Rule.of(
              "NullPointerException KotlinNullPointerException",
              List.of(),
              Repair.NULL_SOMEWHERE,
              "Something is `null` and was used: in Kotlin by `!!`, or as a value from Java.",
              "Replace `!!` by a default (`?:`) or by a check that says what is missing.",
              """
              val customer = order.customer ?: error("the order has no customer")""",
              "Find out where the value comes from: a function that returns nothing on one "
                  + "of its paths, a look-up that found nothing, a field that is optional."),
          Rule.of(
              "NoSuchElementException",
              List.of(
                  "Key ${key} is missing in the map",
                  "List is empty",
                  "Collection is empty",
                  "contains no element matching the predicate"),
              Repair.NONE,
              "Something was taken out of a collection that does not hold it (${key|see the "
                  + "message}).",
              "Use the forms that end in `OrNull`, and decide what nothing means.",
              """
              val first = orders.firstOrNull() ?: error("there are no orders")""",
              "Find out where the value comes from: a function that returns nothing on one "
                  + "of its paths, a look-up that found nothing, a field that is optional."),
          Rule.of(
              "NoWhenBranchMatchedException",
              List.of(),
              Repair.NONE,
              "A `when` met a value that none of its branches takes.",
              "Add the branch, or an `else` that names the value.",
              """
              val label = when (state) {
                  State.OPEN -> "open"
                  else -> error("no label for $state")
              }""",
              "Compile again what was built against an older version of the enum."));

  private KotlinRules() {}
}
