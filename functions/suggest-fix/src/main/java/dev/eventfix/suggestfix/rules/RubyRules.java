package dev.eventfix.suggestfix.rules;

import java.util.List;

/** What is known of Ruby's exceptions. */
final class RubyRules {
  static final List<Rule> RULES =
      List.of(
          Rule.of(
              "NoMethodError",
              List.of(
                  "undefined method '${member}' for nil", "undefined method `${member}' for nil"),
              Repair.NULL_MEMBER,
              "The method ${member|in that line} was called on `nil`.",
              "Decide what a missing value means here: when it is normal, take a default or "
                  + "return early; when it is not, say so at once with a message that names it.",
              """
              raise ArgumentError, 'the order has no customer' if order.customer.nil?
              order.customer.mail""",
              "Find out where the value comes from: a function that returns nothing on one "
                  + "of its paths, a look-up that found nothing, a field that is optional."),
          Rule.of(
              "NoMethodError",
              List.of(
                  "undefined method '${member}' for ${class}",
                  "undefined method `${member}' for ${class}"),
              Repair.NONE,
              "${class|The object} has no method ${member|of that name}.",
              "Check the spelling and what type is passed; ask `respond_to?` when several "
                  + "types may come.",
              """
              raise ArgumentError, 'expected an item' unless item.respond_to?(:${member|price})""",
              "A private method called from outside gives the same error."),
          Rule.of(
              "NoMethodError",
              List.of(),
              Repair.NONE,
              "A method was called that the object does not have.",
              "Check the spelling and what type is passed.",
              """
              raise ArgumentError, 'expected an item' unless item.respond_to?(:price)""",
              "Find out where the value comes from: a function that returns nothing on one "
                  + "of its paths, a look-up that found nothing, a field that is optional."),
          Rule.of(
              "KeyError",
              List.of("key not found: ${key}"),
              Repair.MISSING_KEY,
              "The key ${key|that was fetched} is not in the hash.",
              "Give `fetch` a default or a block that says what is missing.",
              """
              prices.fetch(sku) { |key| raise KeyError, 'no price for ' + key.inspect }""",
              "Symbols and strings are different keys: `:mail` is not `\"mail\"`."),
          Rule.of(
              "KeyError",
              List.of(),
              Repair.MISSING_KEY,
              "A key was fetched that is not there.",
              "Give `fetch` a default or a block that says what is missing.",
              """
              prices.fetch(sku) { |key| raise KeyError, 'no price for ' + key.inspect }""",
              "Symbols and strings are different keys."),
          Rule.of(
              "IndexError",
              List.of("index ${index} outside of array bounds"),
              Repair.NONE,
              "The index ${index|that was fetched} lies outside of the array.",
              "Check the length first, or give `fetch` a default.",
              """
              first = rows.fetch(0) { raise ArgumentError, 'there are no rows' }""",
              "Text that was split may have fewer parts than expected."),
          Rule.of(
              "ZeroDivisionError",
              List.of(),
              Repair.DIVISION,
              "The divisor is zero.",
              "Check the divisor first and decide what the result means when there is "
                  + "nothing to divide by.",
              """
              raise ArgumentError, 'count is 0' if count == 0
              average = total / count""",
              "An empty collection is the usual reason for a zero."),
          Rule.of(
              "ArgumentError",
              List.of("wrong number of arguments (given ${given}, expected ${expected})"),
              Repair.NONE,
              "A method was called with ${given|another number of} arguments and takes "
                  + "${expected|others}.",
              "Compare the call with the method's definition; after a change of either, "
                  + "change all calls.",
              """
              def charge(order, currency: 'EUR') # a default keeps old calls working
                order.total
              end""",
              "Search for all calls of the method."),
          Rule.of(
              "ArgumentError",
              List.of(
                  "missing keyword: ${name}",
                  "missing keywords: ${name}",
                  "unknown keyword: ${name}"),
              Repair.NONE,
              "The keyword ${name|of that call} is missing or not known.",
              "Compare the call with the method's definition.",
              """
              def charge(order, currency: 'EUR') # a default keeps old calls working
                order.total
              end""",
              "A hash is no longer turned into keywords since Ruby 3: write `**options`."),
          Rule.wrap(
              "ArgumentError",
              List.of(
                  "invalid value for Integer(): ${value}",
                  "invalid value for Float(): ${value}",
                  "invalid date"),
              "ArgumentError|Integer Float Date.parse|cannot be read",
              "The text ${value|that was read} does not have the format that is expected.",
              "Convert where the text enters, and name the text that could not be read.",
              """
              cents = Integer(text, exception: false)
              raise ArgumentError, 'not a number: ' + text.inspect if cents.nil?""",
              "Text from outside is checked once, where it enters the program, and refused "
                  + "there with a message for the one who sent it."),
          Rule.of(
              "ArgumentError",
              List.of("comparison of ${one} with nil failed", "comparison of NilClass with"),
              Repair.NONE,
              "Values were compared of which one is `nil`.",
              "Leave the missing ones out with `compact`, or give them a value to compare by.",
              """
              newest = dates.compact.max""",
              "`max`, `min` and `sort` compare all values with each other."),
          Rule.of(
              "ArgumentError",
              List.of(),
              Repair.NONE,
              "A method refused an argument.",
              "Read the message for the argument, and check it where the value comes from.",
              """
              raise ArgumentError, 'amount is negative' if amount.negative?""",
              "Text from outside is checked once, where it enters the program, and refused "
                  + "there with a message for the one who sent it."),
          Rule.of(
              "NameError",
              List.of("uninitialized constant ${name}"),
              Repair.NONE,
              "The constant ${name|that is named} is not defined: a missing `require`, a "
                  + "spelling mistake, or a file whose name does not fit the autoloader.",
              "Require the file or gem, or correct the name.",
              """
              require 'shop/discount' # before its constants are used""",
              "`bin/rails zeitwerk:check` finds files whose names do not fit."),
          Rule.of(
              "NameError",
              List.of(
                  "undefined local variable or method '${name}'",
                  "undefined local variable or method `${name}'"),
              Repair.NONE,
              "${name|A name} is neither a local variable nor a method here.",
              "Assign it before, pass it in, or correct its spelling.",
              """
              def label(${name|total})
                ${name|total}.to_s
              end""",
              "A linter (`rubocop`) finds many of these before they run."),
          Rule.of(
              "LoadError",
              List.of("cannot load such file -- ${file}"),
              Repair.NONE,
              "Ruby could not load ${file|what was required}.",
              "Add the gem to the Gemfile, run `bundle install`, and start with `bundle "
                  + "exec`.",
              """
              gem 'rack' # in the Gemfile; then bundle install""",
              "Build the environment in continuous integration from the same `Gemfile.lock`."),
          Rule.of(
              "FrozenError",
              List.of("can't modify frozen ${class}"),
              Repair.FROZEN_APPEND,
              "A frozen ${class|object} was to be changed.",
              "Make a changed copy: `+`, `dup`, `merge`.",
              """
              label = label + ' (sold out)' # a new string""",
              "With `# frozen_string_literal: true` every literal is frozen."),
          Rule.of(
              "TypeError",
              List.of(
                  "no implicit conversion of ${actual} into ${wanted}",
                  "nil can't be coerced into ${wanted}",
                  "String can't be coerced into ${wanted}"),
              Repair.NONE,
              "${actual|A value} was combined with ${wanted|another type}.",
              "Convert one side on purpose, and check for `nil` before.",
              """
              label = 'total: ' + total.to_s""",
              "Find out where the value comes from: a function that returns nothing on one "
                  + "of its paths, a look-up that found nothing, a field that is optional."),
          Rule.of(
              "RecordNotFound",
              List.of(),
              Repair.NONE,
              "A record that was asked for does not exist.",
              "Answer 404, or use `find_by` and handle `nil`.",
              """
              order = Order.find_by(id: params[:id])
              return head :not_found if order.nil?""",
              "Rows can be deleted between two requests."),
          Rule.of(
              "RecordInvalid RecordNotUnique RecordNotSaved",
              List.of(),
              Repair.NONE,
              "A record could not be saved: a validation or a constraint refused it.",
              "Use `save` and show its errors, or rescue where the write is.",
              """
              unless order.save
                render json: order.errors, status: :unprocessable_entity
              end""",
              "Only a unique index makes uniqueness certain."),
          Rule.of(
              "SocketError ConnectionFailed",
              List.of(),
              Repair.NONE,
              "The other side could not be reached, or its name could not be resolved.",
              "Check address and port of the configuration and that the server runs; rescue "
                  + "where the call is made.",
              """
              begin
                answer = Net::HTTP.get_response(uri)
              rescue SocketError, SystemCallError
                raise 'the price service cannot be reached'
              end""",
              "Decide how callers learn of it: retry with a limit and growing pauses only "
                  + "what may pass by itself, and tell the rest in words of the program."),
          Rule.wrap(
              "ECONNREFUSED ECONNRESET EHOSTUNREACH",
              List.of(),
              "SystemCallError|none|the server cannot be reached",
              "The other side refused or dropped the connection.",
              "Check address and port of the configuration and that the server runs; rescue "
                  + "where the call is made.",
              """
              begin
                answer = Net::HTTP.get_response(uri)
              rescue SystemCallError
                raise 'the price service cannot be reached'
              end""",
              "Decide how callers learn of it: retry with a limit and growing pauses only "
                  + "what may pass by itself, and tell the rest in words of the program."),
          Rule.of(
              "OpenTimeout ReadTimeout Timeout TimeoutError ETIMEDOUT ExitException Error",
              List.of(
                  "execution expired",
                  "Net::ReadTimeout",
                  "Net::OpenTimeout",
                  "Connection timed out"),
              Repair.NONE,
              "The other side did not answer in time.",
              "Set time-outs that the caller can bear, and retry only what may safely be "
                  + "done twice.",
              """
              Net::HTTP.start(uri.host, uri.port, open_timeout: 3, read_timeout: 10) { |http| http.get(uri) }""",
              "Decide how callers learn of it: retry with a limit and growing pauses only "
                  + "what may pass by itself, and tell the rest in words of the program."),
          Rule.wrap(
              "ENOENT",
              List.of(
                  "No such file or directory @ rb_sysopen - ${file}", "No such file or directory"),
              "Errno::ENOENT|File.read File.open|a file is missing",
              "The file ${file|that was opened} is not there.",
              "Handle the missing file where it is opened.",
              """
              begin
                text = File.read(path)
              rescue Errno::ENOENT
                raise ArgumentError, 'the price list is missing'
              end""",
              "Relative paths depend on where the program was started: use `__dir__`."),
          Rule.wrap(
              "ParserError",
              List.of(),
              "JSON::ParserError|none|the answer is not JSON",
              "What was parsed is not JSON.",
              "Check status and content type before parsing.",
              """
              begin
                data = JSON.parse(text)
              rescue JSON::ParserError
                raise ArgumentError, 'the answer is not JSON'
              end""",
              "Text from outside is checked once, where it enters the program, and refused "
                  + "there with a message for the one who sent it."),
          Rule.of(
              "SystemStackError",
              List.of(),
              Repair.NONE,
              "A method called itself until the stack was full.",
              "Find the case in which it should end.",
              """
              def walk(node, depth = 0)
                raise ArgumentError, 'too deep' if depth > 100
                node.children.each { |child| walk(child, depth + 1) }
              end""",
              "Data may be deeper than expected or point back at itself: bound the depth, or "
                  + "walk with a loop and a list of what is still to do."));

  private RubyRules() {}
}
