package dev.eventfix.suggestfix.rules;

import java.util.List;

/** What is known of Python's exceptions. */
final class PythonRules {
  static final List<Rule> RULES =
      List.of(
          Rule.of(
              "TypeError",
              List.of("'NoneType' object is not subscriptable"),
              Repair.NULL_SUBSCRIPT,
              "Something was subscripted that is `None`.",
              "Decide what a missing value means here: when it is normal, take a default or "
                  + "return early; when it is not, say so at once with a message that names it.",
              """
              row = rows.get(order_id)
              if row is None:
                  raise ValueError("there is no row for this order")
              total = row["total"]""",
              "Find out where the value comes from: a function that returns nothing on one "
                  + "of its paths, a look-up that found nothing, a field that is optional."),
          Rule.of(
              "TypeError",
              List.of(
                  "'NoneType' object is not iterable",
                  "object of type 'NoneType' has no len()",
                  "argument of type 'NoneType' is not iterable"),
              Repair.NULL_COLLECTION,
              "A collection was expected and `None` came.",
              "Return an empty collection instead of `None` where it is made, or check it "
                  + "before it is used.",
              """
              def find_items(order):
                  return order.items or []  # never None""",
              "Find out where the value comes from: a function that returns nothing on one "
                  + "of its paths, a look-up that found nothing, a field that is optional."),
          Rule.of(
              "TypeError",
              List.of("'NoneType' object is not callable"),
              Repair.NONE,
              "`None` was called as if it were a function.",
              "Look at what was assigned to the name that is called, and check it before the "
                  + "call.",
              """
              if callback is None:
                  raise ValueError("no callback was given")
              callback(result)""",
              "Find out where the value comes from: a function that returns nothing on one "
                  + "of its paths, a look-up that found nothing, a field that is optional."),
          Rule.of(
              "AttributeError",
              List.of("'NoneType' object has no attribute '${member}'"),
              Repair.NULL_MEMBER,
              "The attribute ${member|that was asked for} was read from `None`: what should "
                  + "have had it was never found or never set.",
              "Decide what a missing value means here: when it is normal, take a default or "
                  + "return early; when it is not, say so at once with a message that names it.",
              """
              customer = find_customer(customer_id)
              if customer is None:
                  raise ValueError("there is no such customer")
              send_to = customer.mail""",
              "Find out where the value comes from: a function that returns nothing on one "
                  + "of its paths, a look-up that found nothing, a field that is optional."),
          Rule.of(
              "AttributeError",
              List.of(
                  "partially initialized module '${module}' has no attribute '${member}'",
                  "module '${module}' has no attribute '${member}'"),
              Repair.NONE,
              "The module ${module|that is named} has no ${member|such attribute}: another "
                  + "version is installed, a file of one's own has the module's name, or two "
                  + "modules import each other.",
              "Check which file was imported (`module.__file__`) and break a circular import "
                  + "by importing inside the function.",
              """
              def total(order):
                  from shop import prices  # late: the two modules import each other
                  return prices.total(order)""",
              "Pin the version of the package that was tested."),
          Rule.of(
              "AttributeError",
              List.of("'${class}' object has no attribute '${member}'"),
              Repair.NONE,
              "A ${class|value} was given where something with ${member|that attribute} was "
                  + "expected.",
              "Check the spelling and what type is passed; when several types may come, tell "
                  + "them apart before.",
              """
              if not hasattr(item, "${member|price}"):
                  raise TypeError("expected an item, got " + type(item).__name__)""",
              "Type hints and a type checker find this before it runs."),
          Rule.of(
              "AttributeError",
              List.of(),
              Repair.NONE,
              "An attribute was asked for that the object does not have.",
              "Check the spelling of the attribute and the type of the object.",
              """
              if not hasattr(item, "price"):
                  raise TypeError("expected an item, got " + type(item).__name__)""",
              "Type hints and a type checker find this before it runs."),
          Rule.of(
              "KeyError",
              List.of("${key}"),
              Repair.MISSING_KEY,
              "The key ${key|that was looked up} is not in the mapping.",
              "Where a missing key is normal, use `.get(key, default)`; where it is not, "
                  + "check first and say which key of which mapping is missing.",
              """
              if sku not in prices:
                  raise KeyError("prices has no entry for " + repr(sku))
              price = prices[sku]""",
              "Find out who should have put the key there: data that came late, another "
                  + "spelling, another type (`1` is not `\"1\"`)."),
          Rule.of(
              "KeyError",
              List.of(),
              Repair.MISSING_KEY,
              "A key was looked up that is not in the mapping.",
              "Where a missing key is normal, use `.get(key, default)`; where it is not, "
                  + "check first and say which key is missing.",
              """
              if sku not in prices:
                  raise KeyError("prices has no entry for " + repr(sku))
              price = prices[sku]""",
              "Find out who should have put the key there."),
          Rule.of(
              "IndexError",
              List.of("pop from empty list", "pop from an empty"),
              Repair.NONE,
              "Something was popped from an empty list.",
              "Ask first whether anything is left.",
              """
              if not queue:
                  return None
              job = queue.pop()""",
              "Two workers that share a list can empty it between the check and the pop: use "
                  + "`queue.Queue` for them."),
          Rule.of(
              "IndexError",
              List.of(),
              Repair.INDEX,
              "An index lies outside the sequence: it is shorter than the code expects.",
              "Check the length first, and decide what an empty or shorter sequence means.",
              """
              if len(rows) <= position:
                  raise IndexError("rows is too short")
              row = rows[position]""",
              "Look at how the sequence is filled: an empty answer, a filter that leaves "
                  + "nothing, a line with fewer columns."),
          Rule.of(
              "ZeroDivisionError",
              List.of(),
              Repair.DIVISION,
              "The divisor is zero.",
              "Check the divisor first and decide what the result means when there is "
                  + "nothing to divide by.",
              """
              if count == 0:
                  raise ValueError("count is 0")
              average = total / count""",
              "An empty collection is the usual reason for a zero: think of what an average "
                  + "or share of nothing should be."),
          Rule.wrap(
              "ValueError",
              List.of(
                  "invalid literal for int() with base ${radix}: ${value}",
                  "could not convert string to float: ${value}"),
              "ValueError|int float|not a number",
              "The text ${value|that was read} is no number as Python writes it.",
              "Convert where the text enters, and name the text that could not be read; a "
                  + "decimal comma or a currency sign must be handled on purpose.",
              """
              try:
                  cents = int(text)
              except ValueError as error:
                  raise ValueError("not a number: " + repr(text)) from error""",
              "Text from outside is checked once, where it enters the program, and refused "
                  + "there with a message for the one who sent it."),
          Rule.wrap(
              "ValueError",
              List.of("not enough values to unpack", "too many values to unpack"),
              "ValueError|none|another number of values than expected",
              "A sequence was unpacked into another number of names than it has values.",
              "Check the number of parts before they are unpacked.",
              """
              parts = line.split(":")
              if len(parts) != 2:
                  raise ValueError("expected key:value, got " + repr(line))
              key, value = parts""",
              "Text from outside is checked once, where it enters the program, and refused "
                  + "there with a message for the one who sent it."),
          Rule.wrap(
              "ValueError",
              List.of(
                  "time data ${value} does not match format ${format}",
                  "Invalid isoformat string: ${value}"),
              "ValueError|datetime.strptime datetime.fromisoformat date.fromisoformat strptime fromisoformat|not a date",
              "The text ${value|that was read} is not a date in the format that is expected.",
              "Convert where the text enters, and name the text that could not be read.",
              """
              try:
                  day = datetime.strptime(text, "%Y-%m-%d")
              except ValueError as error:
                  raise ValueError("not a date: " + repr(text)) from error""",
              "Text from outside is checked once, where it enters the program, and refused "
                  + "there with a message for the one who sent it."),
          Rule.of(
              "ValueError",
              List.of(
                  "max() arg is an empty sequence",
                  "min() arg is an empty sequence",
                  "iterable argument is empty"),
              Repair.NONE,
              "The largest or smallest of nothing was asked for.",
              "Give `max` and `min` a default for the empty case.",
              """
              highest = max(prices, default=0)""",
              "An empty answer is normal more often than not: test with one."),
          Rule.wrap(
              "UnicodeDecodeError",
              List.of("'${codec}' codec can't decode byte"),
              "UnicodeDecodeError|none|the text is not in the encoding that was expected",
              "Bytes were read as ${codec|text} that are not ${codec|in that encoding}.",
              "Say which encoding the data has, or refuse it with a message that names its "
                  + "source; `errors=\"replace\"` loses characters.",
              """
              try:
                  text = data.decode("utf-8")
              except UnicodeDecodeError as error:
                  raise ValueError("the upload is not UTF-8") from error""",
              "Files without an encoding given are read in the machine's own: always give "
                  + "one."),
          Rule.of(
              "UnicodeDecodeError UnicodeEncodeError",
              List.of(),
              Repair.NONE,
              "Text and bytes were converted with an encoding that does not fit.",
              "Say which encoding the data has.",
              """
              text = data.decode("utf-8", errors="replace")""",
              "Files without an encoding given are read in the machine's own: always give "
                  + "one."),
          Rule.wrap(
              "ModuleNotFoundError ImportError",
              List.of(
                  "No module named '${module}'",
                  "cannot import name '${member}' from '${module}'",
                  "cannot import name '${member}'"),
              "ImportError|none|a package this program needs is not installed, or is another version",
              "Python could not import ${module|what was asked for}: it is not installed "
                  + "where the program runs, its version has no such name, or two modules import "
                  + "each other.",
              "Add the package to the program's requirements with its version, and build the "
                  + "environment again.",
              """
              # requirements.txt names the package and its version; then:
              try:
                  import yaml
              except ImportError as error:
                  raise RuntimeError("install the packages of requirements.txt") from error""",
              "Build the environment in continuous integration from the same file that "
                  + "production uses."),
          Rule.of(
              "ModuleNotFoundError ImportError",
              List.of(),
              Repair.NONE,
              "Python could not import what was asked for.",
              "Check that the package is among the program's requirements.",
              """
              # requirements.txt names the package and its version; then:
              import yaml""",
              "Build the environment in continuous integration from the same file that "
                  + "production uses."),
          Rule.wrap(
              "FileNotFoundError",
              List.of("No such file or directory: ${file}"),
              "FileNotFoundError|open|a file is missing",
              "The file ${file|that was opened} is not there.",
              "Handle the missing file where it is opened: create it, take a default, or say "
                  + "which file is needed and why.",
              """
              try:
                  text = path.read_text(encoding="utf-8")
              except FileNotFoundError as error:
                  raise RuntimeError("the price list is missing: " + str(path)) from error""",
              "Relative paths depend on where the program was started: build them from a "
                  + "known folder."),
          Rule.wrap(
              "FileNotFoundError",
              List.of(),
              "FileNotFoundError|open|a file is missing",
              "A file that was opened is not there.",
              "Handle the missing file where it is opened.",
              """
              try:
                  text = path.read_text(encoding="utf-8")
              except FileNotFoundError as error:
                  raise RuntimeError("the price list is missing: " + str(path)) from error""",
              "Relative paths depend on where the program was started: build them from a "
                  + "known folder."),
          Rule.wrap(
              "PermissionError",
              List.of("Permission denied: ${file}"),
              "PermissionError|open|no permission",
              "The program may not use ${file|that file}.",
              "Give the user that runs the program the right, or write to a folder that it "
                  + "owns.",
              """
              try:
                  path.write_text(report)
              except PermissionError as error:
                  raise RuntimeError("cannot write to " + str(path)) from error""",
              "Containers often run as another user than the one who built them."),
          Rule.wrap(
              "JSONDecodeError",
              List.of("${what}: line ${line} column ${column} (char"),
              "ValueError|none|the answer is not JSON",
              "What was parsed is not JSON: ${what|a mistake} at line ${line|unknown}, "
                  + "column ${column|unknown}.",
              "Check status and content type before parsing, and keep the length and source "
                  + "of what could not be parsed.",
              """
              try:
                  data = json.loads(text)
              except ValueError as error:
                  raise ValueError("the answer is not JSON") from error""",
              "An empty body or an HTML error page is the usual reason. Do not log bodies "
                  + "that may hold personal data."),
          Rule.wrap(
              "JSONDecodeError",
              List.of(),
              "ValueError|none|the answer is not JSON",
              "What was parsed is not JSON.",
              "Check status and content type before parsing.",
              """
              try:
                  data = json.loads(text)
              except ValueError as error:
                  raise ValueError("the answer is not JSON") from error""",
              "An empty body or an HTML error page is the usual reason."),
          Rule.of(
              "TypeError",
              List.of("Object of type ${class} is not JSON serializable"),
              Repair.JSON_DEFAULT,
              "A ${class|value} was to be written as JSON, which has no such type.",
              "Convert it before, or tell `json.dumps` how with `default`.",
              """
              text = json.dumps(order, default=str)""",
              "Decide on one way to write dates and decimals, and use it everywhere."),
          Rule.of(
              "RuntimeError",
              List.of("changed size during iteration", "keys changed during iteration"),
              Repair.NONE,
              "Something was added or removed while a loop iterated over the same collection.",
              "Loop over a copy, or build a new collection of what is to stay.",
              """
              for name, session in list(sessions.items()):
                  if session.closed:
                      del sessions[name]""",
              "Another thread may be the one who changes it."),
          Rule.of(
              "RecursionError",
              List.of(),
              Repair.NONE,
              "A function called itself, directly or over others, until Python's limit was "
                  + "reached.",
              "Find the case in which it should end, and pass the depth or the set of what "
                  + "was visited.",
              """
              def walk(node, seen=frozenset()):
                  if node.id in seen:
                      raise ValueError("the tree points back at itself")
                  for child in node.children:
                      walk(child, seen | {node.id})""",
              "Data may be deeper than expected or point back at itself: bound the depth, or "
                  + "walk with a loop and a list of what is still to do."),
          Rule.of(
              "UnboundLocalError",
              List.of(
                  "cannot access local variable '${name}'", "local variable '${name}' referenced"),
              Repair.NONE,
              "The local variable ${name|that is read} was read on a path on which nothing "
                  + "was assigned to it.",
              "Assign to it on every path, before the branches.",
              """
              ${name|total} = None  # on every path, before the branches
              if found:
                  ${name|total} = found.total""",
              "An assignment anywhere in a function makes the name local in all of it."),
          Rule.of(
              "NameError",
              List.of("name '${name}' is not defined"),
              Repair.NONE,
              "The name ${name|that is used} is not defined where it is used: a spelling "
                  + "mistake, a missing import, or a definition in another branch.",
              "Import or define it, or correct its spelling.",
              """
              ${name|total} = 0  # define or import it before it is used""",
              "A linter (`ruff`, `pyflakes`) finds undefined names before they run."),
          Rule.of(
              "StopIteration",
              List.of(),
              Repair.NEXT,
              "`next()` was called on an iterator that had nothing left.",
              "Give `next` a default and check for it.",
              """
              first = next(iterator, None)
              if first is None:
                  raise ValueError("nothing was found")""",
              "Inside a generator a `StopIteration` becomes a `RuntimeError`."),
          Rule.wrap(
              "ConnectionRefusedError ConnectionResetError ConnectionAbortedError BrokenPipeError",
              List.of(),
              "OSError|none|the server cannot be reached",
              "The other side refused or dropped the connection: nothing listens there, or "
                  + "something between closes it.",
              "Catch it where the call is made, retry a few times with growing pauses, and "
                  + "then say which server could not be reached.",
              """
              try:
                  answer = session.get(url, timeout=5)
              except OSError as error:
                  raise RuntimeError("the price service cannot be reached") from error""",
              "Decide how callers learn of it: retry with a limit and growing pauses only "
                  + "what may pass by itself, and tell the rest in words of the program."),
          Rule.of(
              "ConnectionError NewConnectionError MaxRetryError ConnectError ClientConnectorError",
              List.of(),
              Repair.NONE,
              "The other side refused or dropped the connection: nothing listens there, or "
                  + "something between closes it.",
              "Catch it where the call is made, retry a few times with growing pauses, and "
                  + "then say which server could not be reached.",
              """
              try:
                  answer = requests.get(url, timeout=(3, 10))
              except requests.ConnectionError as error:
                  raise RuntimeError("the price service cannot be reached") from error""",
              "Decide how callers learn of it: retry with a limit and growing pauses only "
                  + "what may pass by itself, and tell the rest in words of the program."),
          Rule.of(
              "TimeoutError ReadTimeout ConnectTimeout Timeout ReadTimeoutError ConnectTimeoutError timeout",
              List.of(),
              Repair.NONE,
              "The other side did not answer in time.",
              "Set time-outs that the caller can bear, catch them where the call is made, "
                  + "and retry only what may safely be done twice.",
              """
              try:
                  answer = requests.get(url, timeout=(3, 10))
              except requests.Timeout as error:
                  raise RuntimeError("the price service did not answer in time") from error""",
              "Decide how callers learn of it: retry with a limit and growing pauses only "
                  + "what may pass by itself, and tell the rest in words of the program."),
          Rule.of(
              "TypeError",
              List.of(
                  "unsupported operand type(s) for ${operator}: '${left}' and '${right}'",
                  "can only concatenate ${left} (not \"${right}\") to"),
              Repair.NONE,
              "${left|One type} and ${right|another} were combined by an operator that does "
                  + "not take both.",
              "Convert one side on purpose, and check for `None` before.",
              """
              label = "total: " + str(total)""",
              "Type hints and a type checker find this before it runs."),
          Rule.of(
              "TypeError",
              List.of(
                  "missing ${count} required positional argument",
                  "got an unexpected keyword argument '${name}'",
                  "takes ${count} positional argument",
                  "got multiple values for argument '${name}'"),
              Repair.NONE,
              "A function was called with other arguments than it takes (${name|see the "
                  + "message}).",
              "Compare the call with the function's definition; after a change of either, "
                  + "change all calls.",
              """
              def charge(order, currency="EUR"):  # a default keeps old calls working
                  return order.total, currency""",
              "Type hints and a type checker find this before it runs."),
          Rule.of(
              "TypeError",
              List.of("unhashable type: '${class}'"),
              Repair.NONE,
              "A ${class|value} was used as a key or in a set; it can change, so it cannot "
                  + "be one.",
              "Use a tuple, a frozenset or an id as the key.",
              """
              seen.add(tuple(row))""",
              "Freeze such values where they are made (`@dataclass(frozen=True)`)."),
          Rule.of(
              "TypeError",
              List.of("'${class}' object is not ${what}"),
              Repair.NONE,
              "A ${class|value} was used as if it were ${what|something else}.",
              "Check what is passed; when several types may come, tell them apart before.",
              """
              if not isinstance(items, list):
                  raise TypeError("expected a list, got " + type(items).__name__)""",
              "Type hints and a type checker find this before it runs."),
          Rule.of(
              "AssertionError",
              List.of(),
              Repair.NONE,
              "An `assert` found something that the code takes for granted to be false.",
              "Find out which input breaks the assumption; check input with an exception of "
                  + "its own, for `python -O` leaves asserts out.",
              """
              if amount < 0:
                  raise ValueError("amount is negative")""",
              "An assertion is for what only a mistake in the program can break."),
          Rule.of(
              "IntegrityError",
              List.of(),
              Repair.NONE,
              "The database refused a write that breaks one of its constraints.",
              "Catch it around the write, roll back, and tell which rule was broken; do not "
                  + "check first and write then, for another request may come between.",
              """
              try:
                  session.commit()
              except IntegrityError:
                  session.rollback()
                  raise ValueError("this order exists already") from None""",
              "Make the write conditional (`ON CONFLICT`) where a repetition is normal."),
          Rule.of(
              "OperationalError",
              List.of(),
              Repair.NONE,
              "The database could not be used: it cannot be reached, is locked, or lacks a "
                  + "table.",
              "Check address, credentials and migrations; retry what may pass by itself.",
              """
              engine = create_engine(url, pool_pre_ping=True)""",
              "Decide how callers learn of it: retry with a limit and growing pauses only "
                  + "what may pass by itself, and tell the rest in words of the program."),
          Rule.of(
              "DoesNotExist",
              List.of(),
              Repair.NONE,
              "A query for exactly one row found none.",
              "Handle the missing row: answer 404, create it, or take a default.",
              """
              order = Order.objects.filter(pk=order_id).first()
              if order is None:
                  raise Http404("no such order")""",
              "Rows can be deleted between two requests."),
          Rule.of(
              "MemoryError",
              List.of(),
              Repair.NONE,
              "The process ran out of memory.",
              "Read and process the data in parts instead of at once.",
              """
              for line in file:  # one line at a time
                  handle(line)""",
              "Bound the size of what is taken from outside."));

  private PythonRules() {}
}
