package dev.eventfix.suggestfix.rules;

import java.util.List;

/** What is known of the errors of JavaScript, in browsers and in Node. */
final class JavaScriptRules {
  static final List<Rule> RULES =
      List.of(
          Rule.of(
              "TypeError",
              List.of(
                  "Cannot read properties of undefined (reading '${member}')",
                  "Cannot read properties of null (reading '${member}')",
                  "Cannot read property '${member}' of",
                  "can't access property \"${member}\", ${expression} is"),
              Repair.NULL_MEMBER,
              "The property ${member|that was read} was read from something that is "
                  + "`undefined` or `null`.",
              "Decide what a missing value means here: when it is normal, take a default or "
                  + "return early; when it is not, say so at once with a message that names it.",
              """
              if (order.customer == null) {
                throw new Error("the order has no customer");
              }
              return order.customer.mail;""",
              "Find out where the value comes from: a function that returns nothing on one "
                  + "of its paths, a look-up that found nothing, a field that is optional."),
          Rule.of(
              "TypeError",
              List.of("is not an object (evaluating '${evaluated}')"),
              Repair.NULL_MEMBER,
              "In ${evaluated|the line}, a property was read from `undefined` or `null`.",
              "Decide what a missing value means here: when it is normal, take a default or "
                  + "return early; when it is not, say so at once with a message that names it.",
              """
              if (order.customer == null) {
                throw new Error("the order has no customer");
              }
              return order.customer.mail;""",
              "Find out where the value comes from: a function that returns nothing on one "
                  + "of its paths, a look-up that found nothing, a field that is optional."),
          Rule.of(
              "TypeError",
              List.of("Cannot destructure property '${member}' of '${expression}' as it is"),
              Repair.NULL_EXPRESSION,
              "The property ${member|in that line} was taken out of ${expression|something}, "
                  + "which is `undefined` or `null`.",
              "Decide what a missing value means here: when it is normal, take a default or "
                  + "return early; when it is not, say so at once with a message that names it.",
              """
              const { mail } = order.customer ?? {};""",
              "Find out where the value comes from: a function that returns nothing on one "
                  + "of its paths, a look-up that found nothing, a field that is optional."),
          Rule.of(
              "TypeError",
              List.of(
                  "Cannot set properties of undefined (setting '${member}')",
                  "Cannot set properties of null (setting '${member}')"),
              Repair.NULL_MEMBER,
              "The property ${member|that was set} was set on something that is `undefined` "
                  + "or `null`.",
              "Decide what a missing value means here: when it is normal, take a default or "
                  + "return early; when it is not, say so at once with a message that names it.",
              """
              order.customer ??= {};
              order.customer.mail = mail;""",
              "Find out where the value comes from: a function that returns nothing on one "
                  + "of its paths, a look-up that found nothing, a field that is optional."),
          Rule.of(
              "TypeError",
              List.of("educe of empty array with no initial value"),
              Repair.NONE,
              "`reduce` was called on an empty array without an initial value.",
              "Give it an initial value, or handle the empty array before.",
              """
              const total = prices.reduce((sum, price) => sum + price, 0);""",
              "A filter before it may leave nothing."),
          Rule.of(
              "TypeError",
              List.of("Cannot mix BigInt and other types"),
              Repair.NONE,
              "A `BigInt` and a number were combined.",
              "Convert one side on purpose: `BigInt(number)` keeps whole numbers exact, "
                  + "`Number(bigint)` may round.",
              """
              total += BigInt(amount);""",
              "Keep one of the two types for each kind of amount."),
          Rule.of(
              "TypeError",
              List.of("Invalid URL"),
              Repair.NONE,
              "A text is no absolute URL: it is empty, or has no scheme such as `https:`.",
              "Put the scheme before it or give `new URL` a base, and handle what still is none.",
              """
              const target = new URL(URL.canParse(typed) ? typed : "https://" + typed);""",
              "People leave the scheme out."),
          Rule.of(
              "NotFound",
              List.of(),
              Repair.NONE,
              "A file or folder does not exist.",
              "Decide what a missing one means: a default, or a message that names the path.",
              """
              let options = {};
              try {
                options = JSON.parse(await Deno.readTextFile("options.json"));
              } catch (error) {
                if (!(error instanceof Deno.errors.NotFound)) throw error;
              }""",
              "A relative path starts at the folder that the process was started in."),
          Rule.of(
              "TypeError",
              List.of("${expression} is not a function"),
              Repair.NOT_A_FUNCTION,
              "${expression|Something} was called and is no function: a spelling mistake, a "
                  + "missing or wrong import, or data where code was expected.",
              "Check the import (`default` or named) and what was assigned; check before the "
                  + "call when it may be missing.",
              """
              if (typeof onDone !== "function") {
                throw new Error("onDone is not a function");
              }
              onDone(result);""",
              "TypeScript or a linter's import rules find this before it runs."),
          Rule.of(
              "TypeError",
              List.of("${expression} is not iterable"),
              Repair.NONE,
              "${expression|Something} was iterated over and is no list.",
              "Give a default where the value may be missing, and check its type.",
              """
              for (const item of order.items ?? []) {
                add(item);
              }""",
              "Find out where the value comes from: a function that returns nothing on one "
                  + "of its paths, a look-up that found nothing, a field that is optional."),
          Rule.of(
              "TypeError",
              List.of("Assignment to constant variable", "Cannot assign to read only property"),
              Repair.NONE,
              "Something was assigned to that cannot change.",
              "Declare it with `let`, or make a changed copy.",
              """
              const changed = { ...settings, debug: true };""",
              "A linter finds assignments to constants before they run."),
          Rule.of(
              "TypeError",
              List.of("Converting circular structure to JSON"),
              Repair.NONE,
              "An object that points back at itself was to be written as JSON.",
              "Pick the fields that are needed.",
              """
              const text = JSON.stringify({ id: order.id, total: order.total });""",
              "Requests, sockets and DOM nodes are circular: do not serialize them whole."),
          Rule.wrap(
              "TypeError Error",
              List.of(
                  "Failed to fetch", "fetch failed", "NetworkError when attempting", "Load failed"),
              "Error|none|the server cannot be reached",
              "A request ended without any answer: no network, a wrong address, a "
                  + "certificate, or the browser's cross-origin rules.",
              "Catch it where the request is made, and show or retry.",
              """
              let answer;
              try {
                answer = await fetch(url);
              } catch (error) {
                throw new Error("the price service cannot be reached", { cause: error });
              }""",
              "The browser hides the reason from the program: its console and network log "
                  + "tell it. Decide how callers learn of it: retry with a limit and growing "
                  + "pauses only what may pass by itself, and tell the rest in words of the "
                  + "program."),
          Rule.of(
              "ReferenceError",
              List.of("${name} is not defined"),
              Repair.NONE,
              "The name ${name|that is used} is not defined: a spelling mistake, a missing "
                  + "import, or a script that was not loaded.",
              "Import or define it; for a global that may be missing, ask with `typeof` "
                  + "first.",
              """
              if (typeof ${name|analytics} === "undefined") {
                throw new Error("the script was not loaded");
              }""",
              "Scripts of others may be blocked in the visitor's browser."),
          Rule.of(
              "ReferenceError",
              List.of("Cannot access '${name}' before initialization"),
              Repair.NONE,
              "${name|Something} was used above its `let`, `const` or `class`, or two "
                  + "modules import each other.",
              "Move the use below the declaration, or break the circular import.",
              """
              const ${name|total} = 0; // declared before it is used""",
              "A linter's `no-use-before-define` finds this."),
          Rule.of(
              "RangeError InternalError",
              List.of("Maximum call stack size exceeded", "too much recursion"),
              Repair.NONE,
              "A function called itself, directly or over others, until the stack was full.",
              "Find the case in which it should end: the frames that repeat are the circle.",
              """
              function walk(node, seen = new Set()) {
                if (seen.has(node)) {
                  throw new Error("the tree points back at itself");
                }
                seen.add(node);
                node.children.forEach((child) => walk(child, seen));
              }""",
              "Data may be deeper than expected or point back at itself: bound the depth, or "
                  + "walk with a loop and a list of what is still to do."),
          Rule.of(
              "RangeError",
              List.of("Invalid time value"),
              Repair.NONE,
              "A date is invalid: the text or number that it was made of is not one that `Date` "
                  + "reads.",
              "Check it with `Number.isNaN(date.getTime())` before its text is asked for; read "
                  + "other formats than ISO 8601 by rules of their own.",
              """
              const born = new Date(input);
              const shown = Number.isNaN(born.getTime()) ? "unknown" : born.toISOString();""",
              "Dates that people or other programs write come in several formats."),
          Rule.of(
              "RangeError",
              List.of("Invalid count value: ${count}"),
              Repair.NONE,
              "A text was to be repeated ${count|too many or a negative number of} times: the count "
                  + "is negative or too large.",
              "Bound it with `Math.max(0, count)` where it is calculated, or shorten what makes it "
                  + "negative.",
              """
              title += "-".repeat(Math.max(0, columns - title.length));""",
              "A difference of lengths is negative as soon as a text is longer than expected."),
          Rule.of(
              "RangeError",
              List.of("Invalid array length", "toFixed() digits"),
              Repair.NONE,
              "A number lies outside of what is allowed.",
              "Check the number where it comes from.",
              """
              if (!Number.isInteger(count) || count < 0) {
                throw new Error("count is not a size");
              }""",
              "Text from outside is checked once, where it enters the program, and refused "
                  + "there with a message for the one who sent it."),
          Rule.wrap(
              "SyntaxError",
              List.of(
                  "in JSON at position",
                  "is not valid JSON",
                  "Unexpected end of JSON input",
                  "JSON.parse:",
                  "after property value in JSON",
                  "JSON Parse error"),
              "Error|none|the answer is not JSON",
              "What was parsed is not JSON.",
              "Check status and content type before parsing; an answer that starts with `<` "
                  + "is a page, usually of an error or a login.",
              """
              let data;
              try {
                data = JSON.parse(text);
              } catch (error) {
                throw new Error("the answer is not JSON", { cause: error });
              }""",
              "An empty body or an HTML page is the usual reason. Do not log bodies that may "
                  + "hold personal data."),
          Rule.of(
              "UnhandledRejection",
              List.of(),
              Repair.NONE,
              "A promise was rejected and nobody handled it.",
              "Await it inside `try`, or end the chain with `catch`.",
              """
              try {
                await save(order);
              } catch (error) {
                throw new Error("the order was not saved", { cause: error });
              }""",
              "A linter's `no-floating-promises` finds promises that nobody awaits."),
          Rule.of(
              "ChunkLoadError Error",
              List.of(
                  "Loading chunk ${name} failed",
                  "Loading CSS chunk ${name} failed",
                  "Failed to fetch dynamically imported module",
                  "Importing a module script failed"),
              Repair.NONE,
              "A part of the program (${name|see the message}) could not be loaded: usually "
                  + "a new version was deployed while the page was open, so the old file is gone.",
              "Keep the old files for a while, and load the page again once when a part is "
                  + "missing.",
              """
              import("./checkout.js").catch((error) => {
                if (!sessionStorage.getItem("reloaded")) {
                  sessionStorage.setItem("reloaded", "1");
                  location.reload();
                }
                throw error;
              });""",
              "Serve the page itself without a long cache."),
          Rule.of(
              "AggregateError",
              List.of(),
              Repair.NONE,
              "Several attempts all failed; each has an error of its own.",
              "Look at each error of the group; handle the first that succeeds and tell all "
                  + "reasons when none does.",
              """
              try {
                return await Promise.any(attempts);
              } catch (group) {
                throw new Error(group.errors.map((error) => error.message).join("; "), { cause: group });
              }""",
              "Decide how callers learn of it: retry with a limit and growing pauses only "
                  + "what may pass by itself, and tell the rest in words of the program."),
          Rule.wrap(
              "*",
              List.of("ECONNREFUSED ${address}", "ECONNREFUSED", "ECONNRESET", "EPIPE"),
              "Error|none|the server cannot be reached",
              "The other side (${address|see the message}) refused or dropped the connection.",
              "Check address and port of the configuration and that the server runs; catch "
                  + "it where the call is made.",
              """
              let answer;
              try {
                answer = await fetch(url);
              } catch (error) {
                throw new Error("the price service cannot be reached", { cause: error });
              }""",
              "Decide how callers learn of it: retry with a limit and growing pauses only "
                  + "what may pass by itself, and tell the rest in words of the program."),
          Rule.wrap(
              "*",
              List.of(
                  "ETIMEDOUT",
                  "ESOCKETTIMEDOUT",
                  "timeout of ${time} exceeded",
                  "The operation was aborted due to timeout"),
              "Error|none|the server did not answer in time",
              "The other side did not answer in time.",
              "Set time-outs that the caller can bear, and retry only what may safely be "
                  + "done twice.",
              """
              const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) });""",
              "Decide how callers learn of it: retry with a limit and growing pauses only "
                  + "what may pass by itself, and tell the rest in words of the program."),
          Rule.wrap(
              "*",
              List.of("ENOTFOUND ${address}", "EAI_AGAIN ${address}"),
              "Error|none|the server's name cannot be resolved",
              "The host name ${address|in the message} could not be resolved.",
              "Check the name in the configuration and the resolver of the network it runs "
                  + "in.",
              """
              let answer;
              try {
                answer = await fetch(url);
              } catch (error) {
                throw new Error("the price service cannot be reached", { cause: error });
              }""",
              "Decide how callers learn of it: retry with a limit and growing pauses only "
                  + "what may pass by itself, and tell the rest in words of the program."),
          Rule.wrap(
              "*",
              List.of("ENOENT: no such file or directory, ${what} '${file}'", "ENOENT"),
              "Error|none|a file is missing",
              "The file ${file|that was opened} is not there.",
              "Handle the missing file where it is opened, and say which file is needed and "
                  + "why.",
              """
              let text;
              try {
                text = await readFile(path, "utf8");
              } catch (error) {
                throw new Error("the price list is missing", { cause: error });
              }""",
              "Relative paths depend on where the program was started."),
          Rule.of(
              "*",
              List.of("EADDRINUSE"),
              Repair.NONE,
              "Another process listens on the port already.",
              "End the other one, or take the port from the configuration.",
              """
              server.listen(Number(process.env.PORT ?? 3000));""",
              "A development server that was not ended is the usual reason."),
          Rule.of(
              "*",
              List.of("Cannot find module '${module}'"),
              Repair.NONE,
              "The module ${module|that is named} was not found where the program runs.",
              "Add it to `dependencies` (not `devDependencies`), or correct the path and its "
                  + "upper and lower case.",
              """
              // package.json: the module stands under "dependencies\"""",
              "File systems differ in upper and lower case."),
          Rule.of(
              "AbortError DOMException QuotaExceededError NotAllowedError SecurityError",
              List.of(),
              Repair.NONE,
              "The browser ended or refused what was asked.",
              "Handle it where it is asked: it is often the visitor's own choice.",
              """
              try {
                localStorage.setItem(key, value);
              } catch (error) {
                // storage is full or switched off: go on without it
              }""",
              "Private windows and full storage refuse what works elsewhere."));

  private JavaScriptRules() {}
}
