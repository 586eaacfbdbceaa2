package dev.eventfix.suggestfix.rules;

import java.util.List;

/** What is known of PHP's errors and exceptions. */
final class PhpRules {
  static final List<Rule> RULES =
      List.of(
          Rule.of(
              "*",
              List.of(
                  "Undefined array key ${key}",
                  "Undefined index: ${key}",
                  "Undefined offset: ${key}"),
              Repair.MISSING_KEY,
              "The key ${key|that was read} is not in the array.",
              "Where a missing key is normal, give a default (`?? null`); where it is not, "
                  + "check first and say which key is missing.",
              """
              if (!array_key_exists($sku, $prices)) {
                  throw new \\RuntimeException('no price for ' . $sku);
              }
              $price = $prices[$sku];""",
              "Form fields, query parameters and decoded JSON may lack any key."),
          Rule.of(
              "*",
              List.of("Call to a member function ${member}() on null"),
              Repair.NULL_MEMBER,
              "The method ${member|in that line} was called on `null`.",
              "Decide what a missing value means here: when it is normal, take a default or "
                  + "return early; when it is not, say so at once with a message that names it.",
              """
              $customer = $order->customer();
              if ($customer === null) {
                  throw new \\RuntimeException('the order has no customer');
              }
              return $customer->email();""",
              "Find out where the value comes from: a function that returns nothing on one "
                  + "of its paths, a look-up that found nothing, a field that is optional."),
          Rule.of(
              "*",
              List.of(
                  "Attempt to read property \"${member}\" on null",
                  "Trying to get property '${member}' of non-object"),
              Repair.NULL_MEMBER,
              "The property ${member|in that line} was read from `null`.",
              "Decide what a missing value means here: when it is normal, take a default or "
                  + "return early; when it is not, say so at once with a message that names it.",
              """
              if ($customer === null) {
                  throw new \\RuntimeException('no customer');
              }
              return $customer->email;""",
              "Find out where the value comes from: a function that returns nothing on one "
                  + "of its paths, a look-up that found nothing, a field that is optional."),
          Rule.of(
              "*",
              List.of(
                  "Trying to access array offset on value of type null",
                  "Trying to access array offset on null"),
              Repair.NULL_SUBSCRIPT,
              "Something was read as an array that is `null`.",
              "Decide what a missing value means here: when it is normal, take a default or "
                  + "return early; when it is not, say so at once with a message that names it.",
              """
              if ($row === null) {
                  throw new \\RuntimeException('no row');
              }
              return $row['total'];""",
              "Find out where the value comes from: a function that returns nothing on one "
                  + "of its paths, a look-up that found nothing, a field that is optional."),
          Rule.of(
              "*",
              List.of("Undefined variable $${name}", "Undefined variable: ${name}"),
              Repair.NONE,
              "The variable ${name|that is read} was read on a path on which nothing was "
                  + "assigned to it.",
              "Assign to it on every path, before the branches.",
              """
              $${name|total} = null; // on every path, before the branches""",
              "A static analyser (`phpstan`, `psalm`) finds undefined variables before they "
                  + "run."),
          Rule.of(
              "*",
              List.of("Undefined property: ${class}::$${member}", "Undefined property"),
              Repair.NONE,
              "The property ${member|that was read} does not exist on ${class|the object}.",
              "Declare it, correct its spelling, or check with `property_exists`.",
              """
              if (!property_exists($order, '${member|total}')) {
                  throw new \\RuntimeException('the order is incomplete');
              }""",
              "A static analyser finds this before it runs."),
          Rule.of(
              "DivisionByZeroError ErrorException ArithmeticError",
              List.of("Modulo by zero", "Division by zero"),
              Repair.DIVISION,
              "The divisor is zero.",
              "Check the divisor first and decide what the result means when there is "
                  + "nothing to divide by.",
              """
              if ($count == 0) {
                  throw new \\RuntimeException('count is 0');
              }
              $average = $total / $count;""",
              "An empty collection is the usual reason for a zero."),
          Rule.of(
              "*",
              List.of(
                  "Call to undefined method ${method}",
                  "Call to undefined function ${method}",
                  "Class \"${method}\" not found",
                  "Class '${method}' not found"),
              Repair.NONE,
              "${method|What was called} does not exist where it is called: a spelling "
                  + "mistake, a missing `use`, or a package or extension that is not installed.",
              "Correct the name or the namespace, run `composer install`, or switch the "
                  + "extension on.",
              """
              use App\\Service\\Checkout; // the namespace, and composer dump-autoload""",
              "File systems differ in upper and lower case: the file's name must be the "
                  + "class's."),
          Rule.of(
              "ArgumentCountError",
              List.of(),
              Repair.NONE,
              "A function was called with other arguments than it takes.",
              "Compare the call with the function's definition.",
              """
              function charge(Order $order, string $currency = 'EUR'): int // a default keeps old calls working
              {
                  return $order->total;
              }""",
              "A static analyser finds this before it runs."),
          Rule.of(
              "TypeError",
              List.of(
                  "${function}: Argument #${number} ($${name}) must be of type ${wanted}, ${actual} given",
                  "must be of type ${wanted}, ${actual} given",
                  "must be of type ${wanted}, ${actual} returned"),
              Repair.NONE,
              "A value of type ${actual|another type} came where ${wanted|a type} is "
                  + "declared (${name|see the message}).",
              "Check the value where it comes from; declare it nullable (`?`) when `null` is "
                  + "normal.",
              """
              function charge(?Order $order): int
              {
                  if ($order === null) {
                      throw new \\InvalidArgumentException('no order');
                  }
                  return $order->total;
              }""",
              "A static analyser finds this before it runs."),
          Rule.of(
              "TypeError",
              List.of(),
              Repair.NONE,
              "A value came that is not of the declared type.",
              "Check the value where it comes from; declare it nullable (`?`) when `null` is "
                  + "normal.",
              """
              function charge(?Order $order): int
              {
                  return $order === null ? 0 : $order->total;
              }""",
              "A static analyser finds this before it runs."),
          Rule.wrap(
              "PDOException QueryException",
              List.of("SQLSTATE[${state}]"),
              "PDOException|none|the database refused",
              "The database refused or could not do what was asked (SQL state "
                  + "${state|unknown}).",
              "State 08 and HY000 are the connection, 23 a constraint, 42 the statement; "
                  + "catch it around the write and tell which rule was broken.",
              """
              try {
                  $statement->execute($values);
              } catch (\\PDOException $error) {
                  throw new \\RuntimeException('the order was not saved', 0, $error);
              }""",
              "Decide how callers learn of it: retry with a limit and growing pauses only "
                  + "what may pass by itself, and tell the rest in words of the program."),
          Rule.wrap(
              "PDOException QueryException",
              List.of(),
              "PDOException|none|the database refused",
              "The database refused or could not do what was asked.",
              "Catch it around the statement and tell what was to be done.",
              """
              try {
                  $statement->execute($values);
              } catch (\\PDOException $error) {
                  throw new \\RuntimeException('the order was not saved', 0, $error);
              }""",
              "Decide how callers learn of it: retry with a limit and growing pauses only "
                  + "what may pass by itself, and tell the rest in words of the program."),
          Rule.of(
              "*",
              List.of("Allowed memory size of ${limit} bytes exhausted"),
              Repair.NONE,
              "The script needed more memory than its limit (${limit|unknown} bytes).",
              "Read and process the data in parts instead of at once.",
              """
              foreach ($statement as $row) { // one row at a time
                  handle($row);
              }""",
              "Raise `memory_limit` only when the amount is known to be bounded."),
          Rule.of(
              "*",
              List.of("Maximum execution time of ${limit} second"),
              Repair.NONE,
              "The script ran longer than its limit (${limit|unknown} seconds).",
              "Find what takes the time; move long work to a queue.",
              """
              $queue->push(new ExportOrders($month)); // done by a worker""",
              "Decide how callers learn of it: retry with a limit and growing pauses only "
                  + "what may pass by itself, and tell the rest in words of the program."),
          Rule.wrap(
              "JsonException",
              List.of(),
              "JsonException|none|the answer is not JSON",
              "What was parsed is not JSON.",
              "Check status and content type before parsing.",
              """
              try {
                  $data = json_decode($text, true, 512, JSON_THROW_ON_ERROR);
              } catch (\\JsonException $error) {
                  throw new \\RuntimeException('the answer is not JSON', 0, $error);
              }""",
              "Text from outside is checked once, where it enters the program, and refused "
                  + "there with a message for the one who sent it."),
          Rule.of(
              "*",
              List.of("Failed to open stream: No such file", "failed to open stream: No such file"),
              Repair.NONE,
              "A file that was opened is not there.",
              "Handle the missing file where it is opened.",
              """
              if (!is_file($path)) {
                  throw new \\RuntimeException('the price list is missing');
              }""",
              "Relative paths depend on where the program was started: use `__DIR__`."),
          Rule.of(
              "*",
              List.of("Array to string conversion"),
              Repair.NONE,
              "An array was used as text.",
              "Join it, or pick the element that was meant.",
              """
              $label = implode(', ', $names);""",
              "A static analyser finds this before it runs."));

  private PhpRules() {}
}
