package dev.eventfix.suggestfix.rules;

import java.util.List;

/** What is known of Java's and Kotlin's exceptions. */
final class JavaRules {
  static final List<Rule> RULES =
      List.of(
          Rule.of(
              "NullPointerException",
              List.of("because the return value of \"${method}\" is null"),
              Repair.NULL_RESULT,
              "The call ${method|in that line} returned `null`, and its result was used.",
              "Decide what a missing value means here: when it is normal, take a default or "
                  + "return early; when it is not, say so at once with a message that names it.",
              """
              var customer = order.customer();
              if (customer == null) {
                  throw new IllegalStateException("the order has no customer");
              }
              return customer.email();""",
              "A method that may have no result should say so: `Optional`, or `@Nullable` "
                  + "and a checker."),
          Rule.of(
              "NullPointerException",
              List.of(
                  "because \"${expression}\" is null",
                  "Parameter specified as non-null is null: method ${method}, parameter ${expression}"),
              Repair.NULL_EXPRESSION,
              "${expression|Something} is `null` and was used.",
              "Decide what a missing value means here: when it is normal, take a default or "
                  + "return early; when it is not, say so at once with a message that names it.",
              """
              if (customer == null) {
                  throw new IllegalArgumentException("customer is null");
              }
              return customer.email();""",
              "Find out where the value comes from: a function that returns nothing on one "
                  + "of its paths, a look-up that found nothing, a field that is optional."),
          Rule.of(
              "NullPointerException",
              List.of(),
              Repair.NULL_SOMEWHERE,
              "Something is `null` and was used as if it were an object; the message does "
                  + "not say what.",
              "Check each thing the line dereferences. Decide what a missing value means "
                  + "here: when it is normal, take a default or return early; when it is not, say "
                  + "so at once with a message that names it.",
              """
              if (customer == null) {
                  throw new IllegalArgumentException("customer is null");
              }
              return customer.email();""",
              "Java 14 and newer name the expression in the message "
                  + "(`-XX:+ShowCodeDetailsInExceptionMessages` on 14)."),
          Rule.of(
              "ArrayIndexOutOfBoundsException IndexOutOfBoundsException",
              List.of(
                  "Index ${index} out of bounds for length ${length}",
                  "Index: ${index}, Size: ${length}",
                  "index ${index}, length ${length}",
                  "length=${length}; index=${index}"),
              Repair.INDEX,
              "The index ${index|that was used} lies outside of something of length "
                  + "${length|unknown}.",
              "Check the length first, and decide what an empty or shorter one means.",
              """
              if (index < 0 || index >= prices.length) {
                  throw new IllegalArgumentException("no price at " + index);
              }
              return prices[index];""",
              "Text that was split may have fewer parts than expected; loops end at "
                  + "`length`, not after it."),
          Rule.of(
              "ArrayIndexOutOfBoundsException IndexOutOfBoundsException",
              List.of("${index}"),
              Repair.INDEX,
              "The index lies outside of the array or list.",
              "Check the length first, and decide what an empty or shorter one means.",
              """
              if (index < 0 || index >= prices.length) {
                  throw new IllegalArgumentException("no price at " + index);
              }
              return prices[index];""",
              "Text that was split may have fewer parts than expected."),
          Rule.of(
              "StringIndexOutOfBoundsException",
              List.of(),
              Repair.NONE,
              "A position lies outside of the text, or `indexOf` found nothing and gave -1.",
              "Check what `indexOf` found, and the length, before `substring` and `charAt`.",
              """
              int colon = line.indexOf(':');
              if (colon < 0) {
                  throw new IllegalArgumentException("no colon in the line");
              }
              return line.substring(0, colon);""",
              "Text from outside is checked once, where it enters the program, and refused "
                  + "there with a message for the one who sent it."),
          Rule.of(
              "ClassCastException",
              List.of("class ${actual} cannot be cast to class ${wanted} ("),
              Repair.CAST,
              "A ${actual|value} was cast to ${wanted|another class}.",
              "Ask `instanceof` first, and say what came instead.",
              """
              if (!(value instanceof String)) {
                  throw new IllegalStateException("expected a text");
              }
              String text = (String) value;""",
              "Look for raw or unchecked generic types between where the value was put in "
                  + "and where it is taken out."),
          Rule.of(
              "ClassCastException",
              List.of(),
              Repair.CAST,
              "A value was cast to a class that it is not of.",
              "Ask `instanceof` first, and say what came instead.",
              """
              if (!(value instanceof String)) {
                  throw new IllegalStateException("expected a text");
              }
              String text = (String) value;""",
              "Look for raw or unchecked generic types."),
          Rule.wrap(
              "NumberFormatException",
              List.of("For input string: ${value}", "Cannot parse null string"),
              "NumberFormatException|Integer.parseInt Long.parseLong Double.parseDouble Integer.valueOf Long.valueOf new BigDecimal|not a number",
              "The text ${value|that was read} is no number as Java reads it.",
              "Convert where the text enters, and name the text that could not be read.",
              """
              int cents;
              try {
                  cents = Integer.parseInt(text);
              } catch (NumberFormatException error) {
                  throw new IllegalArgumentException("not a number: " + text, error);
              }""",
              "Text from outside is checked once, where it enters the program, and refused "
                  + "there with a message for the one who sent it."),
          Rule.wrap(
              "NumberFormatException",
              List.of(),
              "NumberFormatException|Integer.parseInt Long.parseLong Double.parseDouble new BigDecimal|not a number",
              "The text that was read is no number as Java reads it.",
              "Convert where the text enters, and name the text that could not be read.",
              """
              int cents;
              try {
                  cents = Integer.parseInt(text);
              } catch (NumberFormatException error) {
                  throw new IllegalArgumentException("not a number: " + text, error);
              }""",
              "Text from outside is checked once, where it enters the program, and refused "
                  + "there with a message for the one who sent it."),
          Rule.of(
              "ConcurrentModificationException",
              List.of(),
              Repair.LOOP_COPY,
              "A collection was changed while a loop ran over it, by the loop's own body or "
                  + "by another thread.",
              "Run over a copy, use `removeIf`, or collect the changes and make them after "
                  + "the loop.",
              """
              for (Order order : List.copyOf(orders)) {
                  // may now remove from orders
              }""",
              "When several threads use it, a concurrent collection or a lock is needed: a "
                  + "copy alone is not enough."),
          Rule.of(
              "NoSuchElementException",
              List.of("No value present"),
              Repair.EMPTY_OPTIONAL,
              "An `Optional` was opened that is empty.",
              "Use `orElse`, `map`, or `orElseThrow` with an exception that says what is "
                  + "missing.",
              """
              Order order = found.orElseThrow(() -> new IllegalStateException("no such order"));""",
              "Decide at each look-up whether finding nothing is normal."),
          Rule.of(
              "NoSuchElementException",
              List.of(),
              Repair.NONE,
              "The next element of something was asked for that had none left.",
              "Ask `hasNext` or `isEmpty` first.",
              """
              if (!iterator.hasNext()) {
                  throw new IllegalStateException("nothing is left");
              }
              Order order = iterator.next();""",
              "In Kotlin use `firstOrNull()`, `singleOrNull()`."),
          Rule.of(
              "UnsupportedOperationException",
              List.of(),
              Repair.NONE,
              "A collection that cannot be changed (`List.of`, `Arrays.asList`, "
                  + "`Collections.unmodifiableList`, `toList()`) was to be changed, or a method is "
                  + "not offered.",
              "Make a copy that can be changed, where it is made or before the change.",
              """
              List<Order> open = new ArrayList<>(orders);
              open.remove(order);""",
              "Decide who owns a collection; give others a copy."),
          Rule.of(
              "StackOverflowError",
              List.of(),
              Repair.NONE,
              "A method called itself, directly or over others, until the stack was full.",
              "Find the case in which it should end: the frames that repeat in the stack "
                  + "trace are the circle.",
              """
              int percent(Rule rule, Set<Rule> seen) {
                  if (!seen.add(rule)) {
                      throw new IllegalStateException("the rules point back at themselves");
                  }
                  return rule.percent();
              }""",
              "Data may be deeper than expected or point back at itself: bound the depth, or "
                  + "walk with a loop and a list of what is still to do."),
          Rule.of(
              "OutOfMemoryError",
              List.of("${space}"),
              Repair.NONE,
              "The Java virtual machine ran out of memory (${space|heap}).",
              "Find what grows: take a heap dump, look for caches and lists without a bound, "
                  + "and read large data in parts.",
              """
              try (Stream<String> lines = Files.lines(path)) {
                  lines.forEach(this::handle);  // one line at a time
              }""",
              "Run with `-XX:+HeapDumpOnOutOfMemoryError`, so that the next one can be "
                  + "explained."),
          Rule.of(
              "ArithmeticException",
              List.of("/ by zero", "BigInteger divide by zero"),
              Repair.DIVISION,
              "The divisor is zero.",
              "Check the divisor first and decide what the result means when there is "
                  + "nothing to divide by.",
              """
              if (count == 0) {
                  throw new IllegalStateException("count is 0");
              }
              return total / count;""",
              "An empty collection is the usual reason for a zero."),
          Rule.of(
              "ArithmeticException",
              List.of("Non-terminating decimal expansion"),
              Repair.NONE,
              "A quotient of two `BigDecimal` has no end, and no rounding was given.",
              "Give a scale and a rounding mode.",
              """
              BigDecimal share = total.divide(count, 2, RoundingMode.HALF_EVEN);""",
              "Decide on one rounding for money and keep it in one place."),
          Rule.of(
              "ConnectException",
              List.of(),
              Repair.NONE,
              "The other side refused the connection: nothing listens at that address, or a "
                  + "firewall refuses it.",
              "Check address and port of the configuration and that the server runs; catch "
                  + "it where the connection is opened and say which server it was.",
              """
              try {
                  return client.send(request);
              } catch (IOException error) {
                  throw new IllegalStateException("the price service cannot be reached", error);
              }""",
              "Decide how callers learn of it: retry with a limit and growing pauses only "
                  + "what may pass by itself, and tell the rest in words of the program."),
          Rule.of(
              "SocketTimeoutException HttpTimeoutException TimeoutException HttpConnectTimeoutException",
              List.of(),
              Repair.NONE,
              "The other side did not answer in time.",
              "Set time-outs that the caller can bear, and retry only what may safely be "
                  + "done twice.",
              """
              HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();""",
              "Decide how callers learn of it: retry with a limit and growing pauses only "
                  + "what may pass by itself, and tell the rest in words of the program."),
          Rule.of(
              "UnknownHostException",
              List.of(),
              Repair.NONE,
              "The host name could not be resolved.",
              "Check the name in the configuration and the resolver of the network it runs "
                  + "in.",
              """
              URI uri = URI.create(Objects.requireNonNull(settings.get("price.url"), "price.url is not set"));""",
              "Decide how callers learn of it: retry with a limit and growing pauses only "
                  + "what may pass by itself, and tell the rest in words of the program."),
          Rule.of(
              "FileNotFoundException NoSuchFileException",
              List.of("${file}"),
              Repair.NONE,
              "The file ${file|that was opened} is not there, or may not be read.",
              "Handle the missing file where it is opened, and say which file is needed and "
                  + "why.",
              """
              if (!Files.exists(path)) {
                  throw new IllegalStateException("the price list is missing: " + path);
              }""",
              "Relative paths depend on where the program was started."),
          Rule.of(
              "ClassNotFoundException NoClassDefFoundError",
              List.of("${name}"),
              Repair.NONE,
              "The class ${name|that is named} is not on the class path where the program "
                  + "runs.",
              "Add the dependency to the package, or correct its scope (`provided`, `test`).",
              """
              // pom.xml or build.gradle: no test or provided scope for what is needed at run time
              Class<?> driver = Class.forName(name);  // fails at the start, not in the middle""",
              "Start the packaged program once in continuous integration."),
          Rule.of(
              "NoSuchMethodError NoSuchFieldError AbstractMethodError IncompatibleClassChangeError",
              List.of(),
              Repair.NONE,
              "A class was compiled against another version of a library than the one that "
                  + "runs.",
              "Find the two versions (`mvn dependency:tree`) and manage one.",
              """
              // pom.xml: one version under dependencyManagement""",
              "The enforcer's `dependencyConvergence` finds this at build time."),
          Rule.of(
              "InvalidFormatException MismatchedInputException JsonParseException JsonSyntaxException UnrecognizedPropertyException",
              List.of(
                  "Cannot deserialize value of type `${wanted}` from String \"${value}\"",
                  "Unexpected character",
                  "Unrecognized field \"${name}\""),
              Repair.NONE,
              "JSON did not fit the class it was read into (${value|see the message}).",
              "Check the sender's format; read such a field as text and convert it with a "
                  + "message of one's own.",
              """
              try {
                  return mapper.readValue(json, Order.class);
              } catch (JsonProcessingException error) {
                  throw new IllegalArgumentException("not an order", error);
              }""",
              "Text from outside is checked once, where it enters the program, and refused "
                  + "there with a message for the one who sent it."),
          Rule.of(
              "SQLException PSQLException SQLSyntaxErrorException SQLTransientConnectionException SQLIntegrityConstraintViolationException DataIntegrityViolationException",
              List.of(),
              Repair.NONE,
              "The database refused or could not do what was asked.",
              "Look at the SQL state: 08 is the connection, 23 a constraint, 42 the "
                  + "statement.",
              """
              try (Connection connection = pool.getConnection()) {
                  connection.setNetworkTimeout(executor, 5_000);
              }""",
              "Decide how callers learn of it: retry with a limit and growing pauses only "
                  + "what may pass by itself, and tell the rest in words of the program."),
          Rule.of(
              "InterruptedException",
              List.of(),
              Repair.NONE,
              "The thread was asked to end while it waited.",
              "Set the flag again and end what it did.",
              """
              try {
                  queue.take();
              } catch (InterruptedException stop) {
                  Thread.currentThread().interrupt();
                  return;
              }""",
              "Do not swallow it: whoever asked waits for the end."),
          Rule.wrap(
              "DateTimeParseException",
              List.of("Text '${value}' could not be parsed"),
              "java.time.format.DateTimeParseException|LocalDate.parse Instant.parse LocalDateTime.parse|not a date",
              "The text ${value|that was read} is not a date in the format that is expected.",
              "Convert where the text enters, and name the text that could not be read.",
              """
              LocalDate day = LocalDate.parse(text, DateTimeFormatter.ISO_LOCAL_DATE);""",
              "Text from outside is checked once, where it enters the program, and refused "
                  + "there with a message for the one who sent it."),
          Rule.of(
              "ArrayStoreException NegativeArraySizeException",
              List.of(),
              Repair.NONE,
              "An array was made or filled with something it cannot hold.",
              "Check the size and the type before.",
              """
              if (count < 0) {
                  throw new IllegalArgumentException("count is negative");
              }
              int[] prices = new int[count];""",
              "Find out where the value comes from: a function that returns nothing on one "
                  + "of its paths, a look-up that found nothing, a field that is optional."),
          Rule.of(
              "IllegalStateException",
              List.of(),
              Repair.NONE,
              "Something was used in a state in which it cannot be used.",
              "Read the message for the state; make the order of calls certain, or ask for "
                  + "the state first.",
              """
              if (!connection.isOpen()) {
                  connection.open();
              }
              connection.send(message);""",
              "Objects that are complete when they are made have no wrong states."),
          Rule.of(
              "IllegalArgumentException",
              List.of(),
              Repair.NONE,
              "A method refused an argument.",
              "Read the message for the argument, and check it where the value comes from.",
              """
              if (amount < 0) {
                  throw new IllegalArgumentException("amount is negative: " + amount);
              }""",
              "Text from outside is checked once, where it enters the program, and refused "
                  + "there with a message for the one who sent it."));

  private JavaRules() {}
}
