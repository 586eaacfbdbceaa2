package dev.eventfix.suggestfix.rules;

import java.util.List;

/** What is known of the exceptions of C#. */
final class CSharpRules {
  static final List<Rule> RULES =
      List.of(
          Rule.of(
              "NullReferenceException",
              List.of(),
              Repair.NULL_SOMEWHERE,
              "Something is `null` and was used as if it were an object; the message does "
                  + "not say what.",
              "Decide what a missing value means here: when it is normal, take a default or "
                  + "return early; when it is not, say so at once with a message that names it.",
              """
              if (customer is null)
              {
                  throw new InvalidOperationException("customer is null");
              }
              return customer.Email;""",
              "Switch nullable reference types on (`<Nullable>enable</Nullable>`): the "
                  + "compiler then finds such places."),
          Rule.of(
              "ArgumentNullException",
              List.of("(Parameter '${name}')"),
              Repair.NONE,
              "The argument ${name|of a method} is `null`, and the method does not take "
                  + "`null`.",
              "Check the value before the call, and find out why it is missing.",
              """
              ArgumentNullException.ThrowIfNull(${name|customer});""",
              "Switch nullable reference types on: the compiler then finds such places."),
          Rule.of(
              "KeyNotFoundException",
              List.of("The given key '${key}' was not present"),
              Repair.MISSING_KEY,
              "The key ${key|that was looked up} is not in the dictionary.",
              "Use `TryGetValue`; where a missing key is an error, say which key of which "
                  + "dictionary is missing.",
              """
              if (!prices.TryGetValue(sku, out var price))
              {
                  throw new InvalidOperationException("no price for " + sku);
              }""",
              "Find out who should have put the key there; compare upper and lower case "
                  + "(`StringComparer.OrdinalIgnoreCase`)."),
          Rule.of(
              "KeyNotFoundException",
              List.of(),
              Repair.MISSING_KEY,
              "A key was looked up that is not in the dictionary.",
              "Use `TryGetValue`; where a missing key is an error, say which key is missing.",
              """
              if (!prices.TryGetValue(sku, out var price))
              {
                  throw new InvalidOperationException("no price for " + sku);
              }""",
              "Find out who should have put the key there."),
          Rule.of(
              "InvalidOperationException",
              List.of("Sequence contains no elements", "Sequence contains no matching element"),
              Repair.EMPTY_SEQUENCE,
              "The first, only, largest or smallest of an empty sequence was asked for.",
              "Use `FirstOrDefault` and check, or ask `Any` first.",
              """
              if (!orders.Any())
              {
                  throw new InvalidOperationException("there are no orders");
              }
              var first = orders.First();""",
              "Decide whether an empty result is normal; for numbers, `DefaultIfEmpty` gives "
                  + "a default."),
          Rule.of(
              "InvalidOperationException",
              List.of("Collection was modified"),
              Repair.LOOP_COPY,
              "A collection was changed while a loop ran over it.",
              "Run over a copy, use `RemoveAll`, or make the changes after the loop.",
              """
              foreach (var order in orders.ToList()) {
                  // may now remove from orders
              }""",
              "When several threads use it, a concurrent collection or a lock is needed."),
          Rule.of(
              "InvalidOperationException",
              List.of("Nullable object must have a value"),
              Repair.NONE,
              "`.Value` of a nullable was read that has none.",
              "Ask `HasValue`, or give a default with `??`.",
              """
              var amount = order.Amount ?? 0m;""",
              "Find out where the value comes from: a function that returns nothing on one "
                  + "of its paths, a look-up that found nothing, a field that is optional."),
          Rule.of(
              "InvalidOperationException",
              List.of(),
              Repair.NONE,
              "Something was used in a state in which it cannot be used.",
              "Read the message for the state; ask for the state first.",
              """
              if (connection.State != ConnectionState.Open)
              {
                  connection.Open();
              }""",
              "Objects that are complete when they are made have no wrong states."),
          Rule.of(
              "IndexOutOfRangeException",
              List.of(),
              Repair.INDEX,
              "The index lies outside of the array.",
              "Check the length first, and decide what an empty or shorter one means.",
              """
              if (index < 0 || index >= prices.Length)
              {
                  throw new InvalidOperationException("no price at " + index);
              }
              var price = prices[index];""",
              "Text that was split may have fewer parts than expected."),
          Rule.of(
              "ArgumentOutOfRangeException",
              List.of("Index was out of range"),
              Repair.LIST_INDEX,
              "The index lies outside of the list.",
              "Check `Count` first, and decide what an empty or shorter list means.",
              """
              if (index < 0 || index >= prices.Count)
              {
                  throw new InvalidOperationException("no price at " + index);
              }
              var price = prices[index];""",
              "Text that was split may have fewer parts than expected."),
          Rule.wrap(
              "FormatException",
              List.of(
                  "The input string '${value}' was not in a correct format",
                  "String '${value}' was not recognized",
                  "Input string was not in a correct format"),
              "FormatException|int.Parse decimal.Parse double.Parse long.Parse DateTime.Parse Guid.Parse|cannot be read",
              "The text ${value|that was read} does not have the format that is expected.",
              "Use `TryParse` where the text enters, with the culture given, and name the "
                  + "text that could not be read.",
              """
              if (!int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var cents))
              {
                  throw new InvalidOperationException("not a number: " + text);
              }""",
              "Text from outside is checked once, where it enters the program, and refused "
                  + "there with a message for the one who sent it."),
          Rule.of(
              "InvalidCastException",
              List.of("Unable to cast object of type '${actual}' to type '${wanted}'"),
              Repair.CAST,
              "A ${actual|value} was cast to ${wanted|another type}.",
              "Ask `is` first, and say what came instead.",
              """
              if (value is not string text)
              {
                  throw new InvalidOperationException("expected a text");
              }""",
              "`DBNull` is not `null`: ask `IsDBNull` before reading a column."),
          Rule.of(
              "InvalidCastException",
              List.of(),
              Repair.CAST,
              "A value was cast to a type that it is not of.",
              "Ask `is` first, and say what came instead.",
              """
              if (value is not string text)
              {
                  throw new InvalidOperationException("expected a text");
              }""",
              "`DBNull` is not `null`: ask `IsDBNull` before reading a column."),
          Rule.of(
              "ObjectDisposedException",
              List.of("Object name: '${name}'"),
              Repair.NONE,
              "${name|An object} was used after it was disposed.",
              "Keep it alive as long as it is used: a `using` that ends too early, or a task "
                  + "that nobody awaited, is the usual reason.",
              """
              await using var context = factory.CreateDbContext();
              await SaveAsync(context); // awaited before it is disposed""",
              "Do not keep scoped services in fields of singletons."),
          Rule.of(
              "ObjectDisposedException",
              List.of(),
              Repair.NONE,
              "An object was used after it was disposed.",
              "Keep it alive as long as it is used.",
              """
              await using var context = factory.CreateDbContext();
              await SaveAsync(context); // awaited before it is disposed""",
              "Do not keep scoped services in fields of singletons."),
          Rule.of(
              "DivideByZeroException",
              List.of(),
              Repair.DIVISION,
              "The divisor is zero.",
              "Check the divisor first and decide what the result means when there is "
                  + "nothing to divide by.",
              """
              if (count == 0)
              {
                  throw new InvalidOperationException("count is 0");
              }
              var average = total / count;""",
              "An empty collection is the usual reason for a zero."),
          Rule.of(
              "TaskCanceledException OperationCanceledException TimeoutException",
              List.of(),
              Repair.NONE,
              "The work was cancelled, or took longer than it was given (`HttpClient` tells "
                  + "a time-out this way).",
              "Tell a time-out from the caller's own cancellation, and do not report the "
                  + "latter.",
              """
              try
              {
                  return await client.GetAsync(url, cancellation);
              }
              catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
              {
                  throw new TimeoutException("the price service did not answer in time");
              }""",
              "Decide how callers learn of it: retry with a limit and growing pauses only "
                  + "what may pass by itself, and tell the rest in words of the program."),
          Rule.of(
              "HttpRequestException SocketException",
              List.of(),
              Repair.NONE,
              "The other side could not be reached or answered with a failure.",
              "Catch it where the call is made, and say which server it was.",
              """
              try
              {
                  return await client.GetStringAsync(url);
              }
              catch (HttpRequestException error)
              {
                  throw new InvalidOperationException("the price service cannot be reached", error);
              }""",
              "Decide how callers learn of it: retry with a limit and growing pauses only "
                  + "what may pass by itself, and tell the rest in words of the program."),
          Rule.wrap(
              "FileNotFoundException DirectoryNotFoundException",
              List.of("'${file}'"),
              "IOException|none|a file is missing",
              "The file ${file|that was opened} is not there.",
              "Handle the missing file where it is opened.",
              """
              if (!File.Exists(path))
              {
                  throw new InvalidOperationException("the price list is missing: " + path);
              }""",
              "Relative paths depend on where the program was started."),
          Rule.of(
              "DbUpdateException DbUpdateConcurrencyException SqlException",
              List.of(),
              Repair.NONE,
              "The database refused a write.",
              "Look at the inner exception: a constraint, a conflict, or the connection.",
              """
              try
              {
                  await context.SaveChangesAsync();
              }
              catch (DbUpdateException error)
              {
                  throw new InvalidOperationException("the order was not saved", error);
              }""",
              "Decide how callers learn of it: retry with a limit and growing pauses only "
                  + "what may pass by itself, and tell the rest in words of the program."),
          Rule.of(
              "StackOverflowException",
              List.of(),
              Repair.NONE,
              "A method called itself until the stack was full.",
              "Find the case in which it should end.",
              """
              if (!seen.Add(node))
              {
                  throw new InvalidOperationException("the tree points back at itself");
              }""",
              "Data may be deeper than expected or point back at itself: bound the depth, or "
                  + "walk with a loop and a list of what is still to do."),
          Rule.of(
              "JsonException JsonReaderException JsonSerializationException",
              List.of(),
              Repair.NONE,
              "JSON did not have the form that was expected.",
              "Check status and content type before parsing.",
              """
              try
              {
                  return JsonSerializer.Deserialize<Order>(json);
              }
              catch (JsonException error)
              {
                  throw new InvalidOperationException("not an order", error);
              }""",
              "Text from outside is checked once, where it enters the program, and refused "
                  + "there with a message for the one who sent it."));

  private CSharpRules() {}
}
