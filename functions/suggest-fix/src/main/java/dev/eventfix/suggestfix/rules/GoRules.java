package dev.eventfix.suggestfix.rules;

import java.util.List;

/** What is known of Go's panics and errors, which are told by their messages. */
final class GoRules {
  static final List<Rule> RULES =
      List.of(
          Rule.of(
              "*",
              List.of("invalid memory address or nil pointer dereference"),
              Repair.NULL_SOMEWHERE,
              "A nil pointer was dereferenced.",
              "Check the error, and the pointer, that came from the call before; a pointer "
                  + "that may be nil is checked where it enters.",
              """
              customer, err := find(id)
              if err != nil {
              	return err
              }
              if customer == nil {
              	return errors.New("no such customer")
              }""",
              "A typed nil in an interface is not equal to nil."),
          Rule.of(
              "*",
              List.of(
                  "index out of range [${index}] with length ${length}",
                  "index out of range [${index}]"),
              Repair.INDEX,
              "The index ${index|that was used} lies outside of something of length "
                  + "${length|unknown}.",
              "Check the length first, and decide what an empty or shorter one means.",
              """
              if len(lines) <= index {
              	return errors.New("too few lines")
              }
              line := lines[index]""",
              "Text that was split may have fewer parts than expected."),
          Rule.of(
              "*",
              List.of("slice bounds out of range"),
              Repair.NONE,
              "A slice was cut outside of its bounds.",
              "Check the length before cutting.",
              """
              if len(text) < 8 {
              	return errors.New("too short")
              }
              prefix := text[:8]""",
              "Text from outside may be shorter than expected, and an index of -1 means that "
                  + "nothing was found."),
          Rule.of(
              "*",
              List.of("assignment to entry in nil map"),
              Repair.NIL_MAP,
              "Something was written to a map that was never made.",
              "Make the map where its owner is built, or before the first write.",
              """
              if counts == nil {
              	counts = make(map[string]int)
              }
              counts[name]++""",
              "A constructor (`NewIndex()`) that makes all maps keeps the zero value from "
                  + "being used; a map is no place for several goroutines without a lock."),
          Rule.of(
              "*",
              List.of("integer divide by zero"),
              Repair.DIVISION,
              "The divisor is zero.",
              "Check the divisor first and decide what the result means when there is "
                  + "nothing to divide by.",
              """
              if count == 0 {
              	return errors.New("count is 0")
              }
              average := total / count""",
              "An empty collection is the usual reason for a zero."),
          Rule.of(
              "*",
              List.of(
                  "interface conversion: ${from} is ${actual}, not ${wanted}",
                  "interface conversion: ${from} is nil, not ${wanted}",
                  "interface conversion:"),
              Repair.TYPE_ASSERTION,
              "A value was asserted to be ${wanted|a type} and is ${actual|another}.",
              "Use the form with two results, and say what came instead.",
              """
              text, ok := value.(string)
              if !ok {
              	return fmt.Errorf("expected a string, got %T", value)
              }""",
              "Numbers of decoded JSON are `float64`; decode into a struct instead of "
                  + "`map[string]any`."),
          Rule.of(
              "*",
              List.of(
                  "strconv.Atoi: parsing ${value}: ${reason}",
                  "strconv.ParseInt: parsing ${value}: ${reason}",
                  "strconv.ParseFloat: parsing ${value}: ${reason}",
                  "strconv.${function}: parsing ${value}:"),
              Repair.NONE,
              "The text ${value|that was read} is no number as Go reads it (${reason|see the "
                  + "message}).",
              "Check the text where it enters, wrap the error with what was read, and return "
                  + "it.",
              """
              cents, err := strconv.Atoi(text)
              if err != nil {
              	return fmt.Errorf("price %q: %w", text, err)
              }""",
              "Text from outside is checked once, where it enters the program, and refused "
                  + "there with a message for the one who sent it."),
          Rule.of(
              "*",
              List.of("context deadline exceeded", "Client.Timeout exceeded", "i/o timeout"),
              Repair.NONE,
              "The time that was given to the work ran out.",
              "Find which call took the time; give each call its own part of the time, and "
                  + "retry only what may safely be done twice.",
              """
              ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
              defer cancel()
              answer, err := client.Do(request.WithContext(ctx))
              if errors.Is(err, context.DeadlineExceeded) {
              	return fmt.Errorf("price service: %w", err)
              }""",
              "Decide how callers learn of it: retry with a limit and growing pauses only "
                  + "what may pass by itself, and tell the rest in words of the program."),
          Rule.of(
              "*",
              List.of("context canceled"),
              Repair.NONE,
              "The work was cancelled by whoever asked for it, often a client that went away.",
              "Do not report it as an error of the server; end what was started.",
              """
              if errors.Is(err, context.Canceled) {
              	return nil // the client went away
              }""",
              "Work that must be finished needs a context of its own "
                  + "(`context.WithoutCancel`)."),
          Rule.of(
              "*",
              List.of(
                  "connection refused", "connection reset by peer", "no such host", "broken pipe"),
              Repair.NONE,
              "The other side could not be reached, or dropped the connection.",
              "Check address and port of the configuration and that the server runs; wrap "
                  + "the error with which server it was.",
              """
              answer, err := client.Get(url)
              if err != nil {
              	return fmt.Errorf("price service: %w", err)
              }
              defer answer.Body.Close()""",
              "Decide how callers learn of it: retry with a limit and growing pauses only "
                  + "what may pass by itself, and tell the rest in words of the program."),
          Rule.of(
              "*",
              List.of("open ${file}: no such file or directory", "no such file or directory"),
              Repair.NONE,
              "The file ${file|that was opened} is not there.",
              "Ask for `fs.ErrNotExist`, and decide what a missing file means.",
              """
              data, err := os.ReadFile(path)
              if errors.Is(err, fs.ErrNotExist) {
              	return fmt.Errorf("the price list is missing: %w", err)
              }""",
              "Relative paths depend on where the program was started."),
          Rule.of(
              "PathError",
              List.of(),
              Repair.NONE,
              "An operation on a file failed.",
              "Wrap the error with what was to be done, and return it.",
              """
              data, err := os.ReadFile(path)
              if err != nil {
              	return fmt.Errorf("read the price list: %w", err)
              }""",
              "Relative paths depend on where the program was started."),
          Rule.of(
              "*",
              List.of("sql: no rows in result set"),
              Repair.NONE,
              "A query for one row found none.",
              "Ask for `sql.ErrNoRows`, and decide what a missing row means.",
              """
              if errors.Is(err, sql.ErrNoRows) {
              	return nil, ErrNoSuchOrder
              }""",
              "Rows can be deleted between two requests."),
          Rule.of(
              "*",
              List.of("close of closed channel"),
              Repair.NONE,
              "A channel was closed twice.",
              "Close it in one place, or through a `sync.Once`.",
              """
              server.closing.Do(func() { close(server.stopped) })""",
              "Whoever sends closes, after the last value."),
          Rule.of(
              "*",
              List.of(
                  "makeslice: len out of range",
                  "makeslice: cap out of range",
                  "makechan: size out of range"),
              Repair.NONE,
              "Something was to be made with a size that is negative or too large.",
              "Bound the size where it is calculated.",
              """
              buffer := make([]byte, max(0, size))""",
              "A difference is negative as soon as its parts come the other way round."),
          Rule.of(
              "*",
              List.of(
                  "all goroutines are asleep - deadlock",
                  "send on closed channel",
                  "close of nil channel"),
              Repair.NONE,
              "Goroutines and channels are out of step.",
              "Let only the sender close a channel, once, after its last value.",
              """
              go func() {
              	defer close(results)
              	for _, job := range jobs {
              		results <- run(job)
              	}
              }()""",
              "Run the tests with `-race`."),
          Rule.of(
              "*",
              List.of("concurrent map"),
              Repair.NONE,
              "Several goroutines used a map at once, at least one of them writing.",
              "Guard the map with a mutex, or use `sync.Map`.",
              """
              index.mu.Lock()
              defer index.mu.Unlock()
              index.entries[key] = value""",
              "Run the tests with `-race`."),
          Rule.of(
              "*",
              List.of("stack overflow", "goroutine stack exceeds"),
              Repair.NONE,
              "A function called itself until the stack was full.",
              "Find the case in which it should end.",
              """
              func walk(node *Node, depth int) error {
              	if depth > 100 {
              		return errors.New("too deep")
              	}
              	return nil
              }""",
              "Data may be deeper than expected or point back at itself: bound the depth, or "
                  + "walk with a loop and a list of what is still to do."),
          Rule.of(
              "*",
              List.of(
                  "invalid character ${character} ",
                  "unexpected end of JSON input",
                  "json: cannot unmarshal"),
              Repair.NONE,
              "JSON did not have the form that was expected.",
              "Check status and content type before decoding, and wrap the error with its "
                  + "source.",
              """
              if err := json.Unmarshal(data, &order); err != nil {
              	return fmt.Errorf("decode the order: %w", err)
              }""",
              "Text from outside is checked once, where it enters the program, and refused "
                  + "there with a message for the one who sent it."),
          Rule.of(
              "EOF",
              List.of(),
              Repair.NONE,
              "The data ended before it was complete.",
              "Tell the end of the input (`io.EOF`) from an end in the middle "
                  + "(`io.ErrUnexpectedEOF`).",
              """
              if errors.Is(err, io.EOF) {
              	return nil // the input is at its end
              }""",
              "Decide how callers learn of it: retry with a limit and growing pauses only "
                  + "what may pass by itself, and tell the rest in words of the program."));

  private GoRules() {}
}
