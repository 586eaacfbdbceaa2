package dev.eventfix.suggestfix.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One event per known situation; each repaired statement was written by hand. */
class KnownExceptionsTest {

  /**
   * An event and what must be said of it.
   *
   * @param fact a text that must stand as inline code
   * @param repaired the whole code example when {@code own}, else a part of the pattern
   */
  record Case(
      String platform,
      String type,
      String message,
      String file,
      String code,
      String fact,
      String repaired,
      boolean own) {
    @Override
    public String toString() {
      return platform + " " + type + ": " + message;
    }
  }

  private static Case own(
      String platform, String type, String message, String code, String fact, String repaired) {
    return new Case(platform, type, message, file(platform), code, fact, repaired, true);
  }

  private static Case pattern(
      String platform, String type, String message, String code, String fact, String part) {
    return new Case(platform, type, message, file(platform), code, fact, part, false);
  }

  private static Case kotlin(
      String type, String message, String code, String fact, String repaired) {
    return new Case("java", type, message, "Orders.kt", code, fact, repaired, true);
  }

  private static String file(String platform) {
    return switch (platform) {
      case "python" -> "shop/orders.py";
      case "java" -> "Orders.java";
      case "javascript" -> "/app/shop/orders.js";
      case "node" -> "/app/shop/orders.mjs";
      case "go" -> "shop/orders.go";
      case "csharp" -> "Shop/Orders.cs";
      case "php" -> "/app/src/Orders.php";
      case "ruby" -> "lib/shop/orders.rb";
      default -> "src/orders.rs";
    };
  }

  static Stream<Case> cases() {
    return Stream.of(
            python().stream(),
            java().stream(),
            javascript().stream(),
            go().stream(),
            csharp().stream(),
            php().stream(),
            ruby().stream(),
            rust().stream(),
            sizesDatesAndTypes().stream())
        .flatMap(each -> each);
  }

  private static List<Case> python() {
    return List.of(
        own(
            "python",
            "KeyError",
            "'TEA-01'",
            "        price = PRICES[item[\"sku\"]]",
            "PRICES[item[\"sku\"]]",
            """
            if item["sku"] not in PRICES:
                raise KeyError("PRICES has no entry for " + repr(item["sku"]))
            price = PRICES[item["sku"]]
            """),
        own(
            "python",
            "KeyError",
            "'sku'",
            "total += row['sku']",
            "'sku'",
            """
            if 'sku' not in row:
                raise KeyError("row has no entry for " + repr('sku'))
            total += row['sku']
            """),
        own(
            "python",
            "TypeError",
            "'NoneType' object is not subscriptable",
            "    return row[\"total\"]",
            "row",
            """
            if row is None:
                raise ValueError("row is None")
            return row["total"]
            """),
        own(
            "python",
            "TypeError",
            "'NoneType' object is not iterable",
            "    for item in order.items:",
            "order.items",
            """
            if order.items is None:
                raise ValueError("order.items is None")
            for item in order.items:
                ...
            """),
        own(
            "python",
            "TypeError",
            "object of type 'NoneType' has no len()",
            "    count = len(rows)",
            "rows",
            """
            if rows is None:
                raise ValueError("rows is None")
            count = len(rows)
            """),
        own(
            "python",
            "AttributeError",
            "'NoneType' object has no attribute 'mail'",
            "    return order.customer.mail or fallback",
            "order.customer",
            """
            if order.customer is None:
                raise ValueError("order.customer is None")
            return order.customer.mail or fallback
            """),
        own(
            "python",
            "AttributeError",
            "'NoneType' object has no attribute 'group'",
            "    sku = re.match(PATTERN, line).group(1)",
            "re.match(PATTERN, line)",
            """
            match_or_none = re.match(PATTERN, line)
            if match_or_none is None:
                raise ValueError("re.match(PATTERN, line) is None")
            sku = match_or_none.group(1)
            """),
        own(
            "python",
            "IndexError",
            "list index out of range",
            "    first = rows[0]",
            "rows[0]",
            """
            if len(rows) == 0:
                raise IndexError("rows[0] is out of range")
            first = rows[0]
            """),
        own(
            "python",
            "IndexError",
            "list index out of range",
            "    row = rows[i + 1]",
            "rows[i + 1]",
            """
            if not -len(rows) <= i + 1 < len(rows):
                raise IndexError("rows[i + 1] is out of range")
            row = rows[i + 1]
            """),
        own(
            "python",
            "ZeroDivisionError",
            "division by zero",
            "    return total / len(rows)  # an average",
            "len(rows)",
            """
            if len(rows) == 0:
                raise ValueError("len(rows) is 0")
            return total / len(rows)
            """),
        own(
            "python",
            "ValueError",
            "invalid literal for int() with base 10: '12,90'",
            "    return int(text)",
            "'12,90'",
            """
            try:
                return int(text)
            except ValueError as error:
                raise ValueError("not a number: " + repr(text)) from error
            """),
        own(
            "python",
            "ValueError",
            "not enough values to unpack (expected 2, got 1)",
            "    key, value = line.split(\":\")",
            "not enough values to unpack (expected 2, got 1)",
            """
            try:
                key, value = line.split(":")
            except ValueError as error:
                raise ValueError("another number of values than expected") from error
            """),
        own(
            "python",
            "UnicodeDecodeError",
            "'utf-8' codec can't decode byte 0xfc in position 1: invalid start byte",
            "    text = data.decode()",
            "utf-8",
            """
            try:
                text = data.decode()
            except UnicodeDecodeError as error:
                raise RuntimeError("the text is not in the encoding that was expected") from error
            """),
        own(
            "python",
            "ModuleNotFoundError",
            "No module named 'yaml'",
            "import yaml",
            "yaml",
            """
            try:
                import yaml
            except ImportError as error:
                raise RuntimeError("a package this program needs is not installed, or is another version") from error
            """),
        own(
            "python",
            "FileNotFoundError",
            "[Errno 2] No such file or directory: 'prices.csv'",
            "    with open(name) as file:",
            "'prices.csv'",
            """
            try:
                with open(name) as file:
                    ...
            except FileNotFoundError as error:
                raise RuntimeError("a file is missing: " + repr(name)) from error
            """),
        own(
            "python",
            "json.decoder.JSONDecodeError",
            "Expecting value: line 1 column 25 (char 24)",
            "    stock = json.loads(text)",
            "Expecting value",
            """
            try:
                stock = json.loads(text)
            except ValueError as error:
                raise ValueError("the answer is not JSON") from error
            """),
        own(
            "python",
            "ConnectionRefusedError",
            "[Errno 111] Connection refused",
            "    answer = session.get(url)",
            "[Errno 111] Connection refused",
            """
            try:
                answer = session.get(url)
            except OSError as error:
                raise RuntimeError("the server cannot be reached") from error
            """),
        own(
            "python",
            "StopIteration",
            "",
            "    first = next(rows)",
            "next(rows)",
            """
            first = next(rows, None)
            if first is None:
                raise ValueError("next(rows) found nothing")
            """),
        own(
            "python",
            "TypeError",
            "Object of type datetime is not JSON serializable",
            "    text = json.dumps(order)",
            "datetime",
            """
            text = json.dumps(order, default=str)
            """),
        pattern(
            "python",
            "UnboundLocalError",
            "cannot access local variable 'price' where it is not associated with a value",
            "    return price",
            "price",
            "price = None  # on every path"),
        pattern(
            "python",
            "NameError",
            "name 'totl' is not defined",
            "    return totl",
            "totl",
            "totl = 0"),
        pattern(
            "python",
            "RecursionError",
            "maximum recursion depth exceeded",
            "    return walk(node)",
            "return walk(node)",
            "def walk("));
  }

  private static List<Case> java() {
    return List.of(
        own(
            "java",
            "java.lang.NullPointerException",
            "Cannot invoke \"Customer.email()\" because \"customer\" is null",
            "        return customer.email();",
            "customer",
            """
            if (customer == null) {
                throw new IllegalStateException("customer is null");
            }
            return customer.email();
            """),
        own(
            "java",
            "NullPointerException",
            "Cannot invoke \"String.toLowerCase()\" because the return value of"
                + " \"com.example.shop.Order.mail()\" is null",
            "        return order.mail().toLowerCase();",
            "order.mail()",
            """
            var mailOrNull = order.mail();
            if (mailOrNull == null) {
                throw new IllegalStateException("order.mail() is null");
            }
            return mailOrNull.toLowerCase();
            """),
        own(
            "java",
            "NullPointerException",
            "",
            "        String city = order.customer.city;",
            "order.customer",
            """
            if (order == null) {
                throw new IllegalStateException("order is null");
            }
            if (order.customer == null) {
                throw new IllegalStateException("order.customer is null");
            }
            String city = order.customer.city;
            """),
        own(
            "java",
            "ArrayIndexOutOfBoundsException",
            "Index 3 out of bounds for length 2",
            "        return prices[position];",
            "prices[position]",
            """
            if (position < 0 || position >= prices.length) {
                throw new IllegalStateException("prices[position] is out of range");
            }
            return prices[position];
            """),
        own(
            "java",
            "ClassCastException",
            "class java.lang.Integer cannot be cast to class java.lang.String (both are in java.base)",
            "        String sku = (String) value;",
            "java.lang.Integer",
            """
            if (!(value instanceof String)) {
                throw new IllegalStateException("value is no String");
            }
            String sku = (String) value;
            """),
        own(
            "java",
            "NumberFormatException",
            "For input string: \"12,90\"",
            "        int cents = Integer.parseInt(text);",
            "\"12,90\"",
            """
            int cents;
            try {
                cents = Integer.parseInt(text);
            } catch (NumberFormatException error) {
                throw new IllegalArgumentException("not a number: " + text, error);
            }
            """),
        own(
            "java",
            "java.util.ConcurrentModificationException",
            "",
            "        for (Order order : orders) {",
            "orders",
            """
            for (Order order : List.copyOf(orders)) {
                // ...
            }
            """),
        own(
            "java",
            "NoSuchElementException",
            "No value present",
            "        Order order = found.get();",
            "found",
            """
            Order order = found.orElseThrow(() -> new IllegalStateException("found is empty"));
            """),
        own(
            "java",
            "ArithmeticException",
            "/ by zero",
            "        return total / count;",
            "count",
            """
            if (count == 0) {
                throw new IllegalStateException("count is 0");
            }
            return total / count;
            """),
        pattern(
            "java",
            "UnsupportedOperationException",
            "",
            "        orders.remove(order);",
            "orders.remove(order);",
            "new ArrayList<>(orders)"),
        pattern(
            "java",
            "StackOverflowError",
            "",
            "        return percent(rule);",
            "return percent(rule);",
            "seen.add(rule)"),
        pattern(
            "java",
            "OutOfMemoryError",
            "Java heap space",
            "        byte[] all = in.readAllBytes();",
            "Java heap space",
            "Files.lines(path)"),
        pattern(
            "java",
            "IllegalStateException",
            "stream has already been operated upon or closed",
            "        orders.count();",
            "stream has already been operated upon or closed",
            "connection.open();"),
        kotlin(
            "kotlin.KotlinNullPointerException",
            "",
            "    return customer!!.email",
            "customer!!",
            """
            return (customer ?: error("customer is null")).email
            """),
        kotlin(
            "NumberFormatException",
            "For input string: \"x\"",
            "    val cents = Integer.parseInt(text)",
            "\"x\"",
            """
            val cents = try {
                Integer.parseInt(text)
            } catch (error: NumberFormatException) {
                throw IllegalArgumentException("not a number: " + text, error)
            }
            """));
  }

  private static List<Case> javascript() {
    return List.of(
        own(
            "javascript",
            "TypeError",
            "Cannot read properties of undefined (reading 'map')",
            "  const lines = order.items.map(describe);",
            "order.items",
            """
            if (order.items == null) {
              throw new Error("order.items is null or undefined");
            }
            const lines = order.items.map(describe);
            """),
        own(
            "node",
            "TypeError",
            "Cannot read properties of undefined (reading 'cents')",
            "  return { name: article.name, count, cents: count * article.price.cents };",
            "article.price",
            """
            if (article.price == null) {
              throw new Error("article.price is null or undefined");
            }
            return { name: article.name, count, cents: count * article.price.cents };
            """),
        own(
            "javascript",
            "TypeError",
            "Cannot read properties of null (reading 'mail')",
            "  const mails = orders.map((order) => order.customer.mail);",
            "order.customer",
            """
            const mails = orders.map((order) => order.customer?.mail);
            """),
        own(
            "javascript",
            "TypeError",
            "undefined is not an object (evaluating 'order.customer.mail')",
            "  return order.customer.mail;",
            "order.customer",
            """
            if (order.customer == null) {
              throw new Error("order.customer is null or undefined");
            }
            return order.customer.mail;
            """),
        own(
            "javascript",
            "TypeError",
            "Cannot destructure property 'mail' of 'order.customer' as it is undefined.",
            "  const { mail } = order.customer;",
            "order.customer",
            """
            if (order.customer == null) {
              throw new Error("order.customer is null or undefined");
            }
            const { mail } = order.customer;
            """),
        own(
            "javascript",
            "TypeError",
            "options.onDone is not a function",
            "  options.onDone(result);",
            "options.onDone",
            """
            if (typeof options.onDone !== "function") {
              throw new Error("options.onDone is not a function");
            }
            options.onDone(result);
            """),
        own(
            "node",
            "SyntaxError",
            "Unexpected token '<', \"<!DOCTYPE \"... is not valid JSON",
            "  const profile = JSON.parse(text);",
            "SyntaxError",
            """
            let profile;
            try {
              profile = JSON.parse(text);
            } catch (error) {
              throw new Error("the answer is not JSON", { cause: error });
            }
            """),
        own(
            "node",
            "Error",
            "connect ECONNREFUSED localhost:3",
            "  return await send(order);",
            "localhost:3",
            """
            try {
              return await send(order);
            } catch (error) {
              throw new Error("the server cannot be reached", { cause: error });
            }
            """),
        own(
            "node",
            "Error",
            "ENOENT: no such file or directory, open 'prices.csv'",
            "  const text = readFileSync(name);",
            "prices.csv",
            """
            let text;
            try {
              text = readFileSync(name);
            } catch (error) {
              throw new Error("a file is missing", { cause: error });
            }
            """),
        own(
            "node",
            "TypeError",
            "fetch failed",
            "  const answer = await fetch(url);",
            "fetch failed",
            """
            let answer;
            try {
              answer = await fetch(url);
            } catch (error) {
              throw new Error("the server cannot be reached", { cause: error });
            }
            """),
        pattern(
            "javascript",
            "ReferenceError",
            "gtag is not defined",
            "  gtag(event);",
            "gtag",
            "typeof gtag === \"undefined\""),
        pattern(
            "javascript",
            "RangeError",
            "Maximum call stack size exceeded",
            "  return walk(node);",
            "return walk(node);",
            "seen.has(node)"),
        pattern(
            "javascript",
            "UnhandledRejection",
            "Non-Error promise rejection captured with value: 3",
            "  save(order);",
            "UnhandledRejection",
            "await save(order)"),
        pattern(
            "javascript",
            "ChunkLoadError",
            "Loading chunk 7 failed.",
            "  load();",
            "7",
            "location.reload()"),
        pattern(
            "node",
            "AggregateError",
            "All promises were rejected",
            "  return await any();",
            "AggregateError",
            "Promise.any(attempts)"));
  }

  private static List<Case> go() {
    return List.of(
        own(
            "go",
            "runtime.plainError",
            "assignment to entry in nil map",
            "\tix.entries[key] = value",
            "ix.entries",
            """
            if ix.entries == nil {
            \t// K and V stand for the map's own types.
            \tix.entries = make(map[K]V)
            }
            ix.entries[key] = value
            """),
        own(
            "go",
            "runtime.boundsError",
            "runtime error: index out of range [5] with length 3",
            "\treturn lines[row]",
            "lines[row]",
            """
            if row < 0 || row >= len(lines) {
            \tpanic("lines[row] is out of range") // better: return an error, when the function can
            }
            return lines[row]
            """),
        own(
            "go",
            "runtime.errorString",
            "runtime error: invalid memory address or nil pointer dereference",
            "\treturn customer.Email",
            "customer",
            """
            if customer == nil {
            \tpanic("customer is nil") // better: return an error, when the function can
            }
            return customer.Email
            """),
        own(
            "go",
            "runtime.runtimeError",
            "runtime error: integer divide by zero",
            "\taverage := total / count",
            "count",
            """
            if count == 0 {
            \tpanic("count is 0") // better: return an error, when the function can
            }
            average := total / count
            """),
        own(
            "go",
            "*runtime.TypeAssertionError",
            "interface conversion: interface {} is string, not int",
            "\tcents := value.(int)",
            "value",
            """
            cents, ok := value.(int)
            if !ok {
            \tpanic("value is no int") // better: return an error, when the function can
            }
            """),
        pattern(
            "go",
            "*strconv.NumError",
            "strconv.Atoi: parsing \"12.90\": invalid syntax",
            "\treturn err",
            "\"12.90\"",
            "strconv.Atoi(text)"),
        pattern(
            "go",
            "*fs.PathError",
            "open prices.csv: no such file or directory",
            "\treturn err",
            "prices.csv",
            "errors.Is(err, fs.ErrNotExist)"),
        pattern(
            "go",
            "context.deadlineExceededError",
            "context deadline exceeded",
            "\treturn err",
            "context deadline exceeded",
            "context.WithTimeout(ctx"));
  }

  private static List<Case> csharp() {
    return List.of(
        own(
            "csharp",
            "System.NullReferenceException",
            "Object reference not set to an instance of an object.",
            "            return customer.Email;",
            "customer",
            """
            if (customer is null)
            {
                throw new InvalidOperationException("customer is null");
            }
            return customer.Email;
            """),
        own(
            "csharp",
            "System.Collections.Generic.KeyNotFoundException",
            "The given key 'TEA-01' was not present in the dictionary.",
            "            var price = prices[sku];",
            "TEA-01",
            """
            if (!prices.ContainsKey(sku))
            {
                throw new InvalidOperationException("prices has no entry for " + sku);
            }
            var price = prices[sku];
            """),
        own(
            "csharp",
            "System.InvalidOperationException",
            "Sequence contains no elements",
            "            var first = orders.First();",
            "orders",
            """
            if (!orders.Any())
            {
                throw new InvalidOperationException("orders is empty");
            }
            var first = orders.First();
            """),
        own(
            "csharp",
            "System.IndexOutOfRangeException",
            "Index was outside the bounds of the array.",
            "            var last = parts[2];",
            "parts[2]",
            """
            if (parts.Length <= 2)
            {
                throw new InvalidOperationException("parts[2] is out of range");
            }
            var last = parts[2];
            """),
        own(
            "csharp",
            "System.ArgumentOutOfRangeException",
            "Index was out of range. Must be non-negative and less than the size.",
            "            var last = parts[i];",
            "parts[i]",
            """
            if (i < 0 || i >= parts.Count)
            {
                throw new InvalidOperationException("parts[i] is out of range");
            }
            var last = parts[i];
            """),
        own(
            "csharp",
            "System.FormatException",
            "The input string '12.x' was not in a correct format.",
            "            int cents = int.Parse(text);",
            "12.x",
            """
            int cents;
            try
            {
                cents = int.Parse(text);
            }
            catch (FormatException error)
            {
                throw new InvalidOperationException("cannot be read: " + text, error);
            }
            """),
        own(
            "csharp",
            "System.InvalidCastException",
            "Unable to cast object of type 'System.Int32' to type 'System.String'.",
            "            var sku = (String)value;",
            "System.Int32",
            """
            if (value is not String)
            {
                throw new InvalidOperationException("value is no String");
            }
            var sku = (String)value;
            """),
        own(
            "csharp",
            "System.DivideByZeroException",
            "Attempted to divide by zero.",
            "            return total / count;",
            "count",
            """
            if (count == 0)
            {
                throw new InvalidOperationException("count is 0");
            }
            return total / count;
            """),
        pattern(
            "csharp",
            "System.ObjectDisposedException",
            "Cannot access a disposed object.\nObject name: 'ShopContext'.",
            "            return context.Orders;",
            "ShopContext",
            "await SaveAsync(context)"),
        pattern(
            "csharp",
            "System.Threading.Tasks.TaskCanceledException",
            "A task was canceled.",
            "            await client.GetAsync(url);",
            "A task was canceled.",
            "catch (OperationCanceledException) when"));
  }

  private static List<Case> php() {
    return List.of(
        own(
            "php",
            "ErrorException",
            "Warning: Undefined array key \"sku\"",
            "        $sku = $row['sku'];",
            "$row['sku']",
            """
            if (!array_key_exists('sku', $row)) {
                throw new \\RuntimeException('$row has no entry for ' . 'sku');
            }
            $sku = $row['sku'];
            """),
        own(
            "php",
            "Error",
            "Call to a member function email() on null",
            "        return $order->customer->email();",
            "$order->customer",
            """
            if ($order->customer === null) {
                throw new \\RuntimeException('$order->customer is null');
            }
            return $order->customer->email();
            """),
        own(
            "php",
            "Error",
            "Call to a member function email() on null",
            "        return $this->find($id)->email();",
            "$this->find($id)",
            """
            $findOrNull = $this->find($id);
            if ($findOrNull === null) {
                throw new \\RuntimeException('$this->find($id) is null');
            }
            return $findOrNull->email();
            """),
        own(
            "php",
            "DivisionByZeroError",
            "Division by zero",
            "        return $total / $count;",
            "$count",
            """
            if ($count == 0) {
                throw new \\RuntimeException('$count is 0');
            }
            return $total / $count;
            """),
        own(
            "php",
            "PDOException",
            "SQLSTATE[23000]: Integrity constraint violation: 1062 Duplicate entry",
            "        $statement->execute($values);",
            "23000",
            """
            try {
                $statement->execute($values);
            } catch (\\PDOException $error) {
                throw new \\RuntimeException('the database refused', 0, $error);
            }
            """),
        pattern(
            "php",
            "TypeError",
            "App\\Shop::charge(): Argument #1 ($order) must be of type App\\Order, null given, called in"
                + " index.php",
            "    public function charge(Order $order): int",
            "App\\Order",
            "function charge(?Order $order)"),
        pattern(
            "php",
            "FatalError",
            "Error: Allowed memory size of 134217728 bytes exhausted (tried to allocate 20480 bytes)",
            "        $rows[] = $row;",
            "134217728",
            "foreach ($statement as $row)"));
  }

  private static List<Case> ruby() {
    return List.of(
        own(
            "ruby",
            "NoMethodError",
            "undefined method `downcase' for nil:NilClass",
            "    order[:mail].downcase\n",
            "order[:mail]",
            """
            raise ArgumentError, 'order[:mail] is nil' if order[:mail].nil?
            order[:mail].downcase
            """),
        own(
            "ruby",
            "NoMethodError",
            "undefined method 'downcase' for nil",
            "    mails = orders.map { |order| order.mail.downcase }",
            "order.mail",
            """
            mails = orders.map { |order| order.mail&.downcase }
            """),
        own(
            "ruby",
            "KeyError",
            "key not found: :mail",
            "    order.fetch(:mail)",
            "order.fetch(:mail)",
            """
            order.fetch(:mail) { |key| raise KeyError, 'order has no entry for ' + key.inspect }
            """),
        own(
            "ruby",
            "ZeroDivisionError",
            "divided by 0",
            "      @percent / customers.size",
            "customers.size",
            """
            raise ArgumentError, 'customers.size is 0' if customers.size == 0
            @percent / customers.size
            """),
        own(
            "ruby",
            "FrozenError",
            "can't modify frozen String: \"tea\"",
            "    label << ' (sold out)'",
            "label",
            """
            label += ' (sold out)'
            """),
        pattern(
            "ruby",
            "ArgumentError",
            "wrong number of arguments (given 1, expected 2)",
            "    charge(order)",
            "2",
            "def charge(order, currency: 'EUR')"),
        pattern(
            "ruby",
            "NameError",
            "uninitialized constant Shop::Discount",
            "    Shop::Discount.new",
            "Shop::Discount",
            "require 'shop/discount'"),
        pattern(
            "ruby",
            "LoadError",
            "cannot load such file -- rack",
            "require 'rack'",
            "rack",
            "bundle install"));
  }

  private static List<Case> rust() {
    return List.of(
        own(
            "rust",
            "panic",
            "index out of bounds: the len is 3 but the index is 3",
            "    let last = lines[count];",
            "lines[count]",
            """
            if count >= lines.len() {
                panic!("lines[count] is out of range");
            }
            let last = lines[count];
            """),
        pattern(
            "native",
            "panic",
            "called `Option::unwrap()` on a `None` value",
            "    let customer = find(id).unwrap();",
            "let customer = find(id).unwrap();",
            "let Some(customer) = find(id) else"),
        pattern(
            "native",
            "panic",
            "called `Result::unwrap()` on an `Err` value: ParseIntError { kind: Empty }",
            "    let count = parse(text).unwrap();",
            "ParseIntError { kind: Empty }",
            "let order = parse(text)?;"));
  }

  /** What the evaluation showed to be unknown, or told in words that said too little. */
  private static List<Case> sizesDatesAndTypes() {
    return List.of(
        pattern(
            "python",
            "RuntimeError",
            "dictionary changed size during iteration",
            "    for key in carts:",
            "for key in carts:",
            "in list(sessions.items()):"),
        pattern(
            "javascript",
            "RangeError",
            "Invalid time value",
            "  return date.toISOString();",
            "return date.toISOString();",
            "Number.isNaN(born.getTime())"),
        pattern(
            "javascript",
            "RangeError",
            "Invalid count value: -8",
            "  const gap = ' '.repeat(width);",
            "-8",
            "Math.max(0, columns"),
        pattern(
            "javascript",
            "TypeError",
            "Reduce of empty array with no initial value",
            "  return offers.reduce(best);",
            "return offers.reduce(best);",
            "+ price, 0)"),
        pattern(
            "javascript",
            "TypeError",
            "Cannot mix BigInt and other types, use explicit conversions",
            "  sum = sum + cents;",
            "sum = sum + cents;",
            "BigInt(amount)"),
        pattern(
            "javascript",
            "TypeError",
            "Invalid URL: 'www.cups.example'",
            "  const url = new URL(link);",
            "const url = new URL(link);",
            "URL.canParse(typed)"),
        pattern(
            "javascript",
            "NotFound",
            "No such file or directory (os error 2)",
            "  const text = read(path);",
            "const text = read(path);",
            "Deno.errors.NotFound"),
        pattern(
            "go",
            "runtime.plainError",
            "close of closed channel",
            "\tclose(i.done)",
            "close(i.done)",
            "server.closing.Do("),
        pattern(
            "go",
            "runtime.errorString",
            "runtime error: makeslice: len out of range",
            "\tpages := make([]int, n)",
            "pages := make([]int, n)",
            "max(0, size)"),
        pattern(
            "native",
            "panic",
            "attempt to subtract with overflow",
            "    let left = pieces - ordered;",
            "let left = pieces - ordered;",
            "paid.saturating_sub(price)"),
        pattern(
            "native",
            "panic",
            "chunk size must be non-zero",
            "    for row in cells.chunks(n) {",
            "for row in cells.chunks(n) {",
            "limit.max(1)"),
        pattern(
            "native",
            "panic",
            "settings: Os { code: 2, kind: NotFound, message: \"No such file\" }",
            "    let text = read(path).expect(\"settings\");",
            "let text = read(path).expect(\"settings\");",
            "unwrap_or_default()"),
        pattern(
            "ruby",
            "ArgumentError",
            "comparison of Integer with nil failed",
            "    grams.max",
            "grams.max",
            "dates.compact.max"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void explainsTheEventsOwnLine(Case given) {
    String text =
        RulesProvider.suggest(
            new EventText(given.platform())
                .exception(given.type(), given.message().isEmpty() ? null : given.message())
                .frame(true, "load_page", given.file(), 7, "page(order)")
                .frame(
                    true,
                    "first_total",
                    null,
                    given.file(),
                    42,
                    given.code(),
                    List.of(given.platform().equals("python") ? "def first_total():" : "{"))
                .describe());

    MarkdownReading read = MarkdownReading.of(text);
    assertThat(read.headings())
        .containsExactly("Problem Description", "Proposed Solution", "What Else");
    assertThat(read.inline())
        .contains("first_total", given.file() + ":42", given.type(), given.fact(), "load_page");
    assertThat(read.blocks()).hasSize(1);
    if (given.own()) {
      assertThat(read.blocks().get(0)).isEqualTo(given.repaired());
      assertThat(text).contains("The event's own line").doesNotContain("a pattern with names");
    } else {
      assertThat(read.blocks().get(0)).contains(given.repaired());
      assertThat(text).contains("this is a pattern with names of its own, not the event's code");
    }
    assertThat(text).doesNotContain("${", "know nothing");
  }

  @Test
  void knowsMoreThanFortyFiveTypesOfEightPlatforms() {
    List<String> known = RulesProvider.known();

    assertThat(known).hasSizeGreaterThan(45).doesNotHaveDuplicates();
    assertThat(known.stream().map(each -> each.substring(0, each.indexOf(':'))).distinct())
        .contains("python", "java", "kotlin", "javascript", "go", "csharp", "php", "ruby", "rust");
  }

  @Test
  void everyRulesTextIsPlainMarkdownWithoutOpenHoles() {
    for (Platform platform : Platform.values()) {
      for (Rule rule : platform.rules()) {
        String prose =
            Rule.prose(rule.problem(), java.util.Map.of())
                + "\n"
                + Rule.prose(rule.advice(), java.util.Map.of())
                + "\n"
                + Rule.prose(rule.handling(), java.util.Map.of());
        MarkdownReading read = MarkdownReading.of(prose);
        assertThat(read.prose()).as(rule.types()).hasSize(3).noneMatch(String::isBlank);
        assertThat(prose).doesNotContain("${", "|");
        assertThat(rule.example(java.util.Map.of())).doesNotContain("|}").isNotBlank();
      }
    }
  }
}
