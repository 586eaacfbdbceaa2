package dev.eventfix.suggestfix.rules;

/** How a crash line is repaired, and how near to it the exception must have been raised. */
enum Repair {
  /** Nothing of the line is certain. */
  NONE(Depth.HERE),
  /** The message tells the member that was used on nothing. */
  NULL_MEMBER(Depth.HERE),
  /** Something was subscripted that is nothing. */
  NULL_SUBSCRIPT(Depth.HERE),
  /** The message tells the expression that is nothing. */
  NULL_EXPRESSION(Depth.HERE),
  /** The message tells the method that returned nothing. */
  NULL_RESULT(Depth.HERE),
  /** Something that was dereferenced is nothing; the message does not tell what. */
  NULL_SOMEWHERE(Depth.HERE),
  /** Something that was iterated over or measured is nothing. */
  NULL_COLLECTION(Depth.HERE),
  /** A look-up of a key that is not there. */
  MISSING_KEY(Depth.RUNTIME),
  /** An index past the end. */
  INDEX(Depth.RUNTIME),
  /** An index past the end of a C# list. */
  LIST_INDEX(Depth.RUNTIME),
  /** A division whose divisor is zero. */
  DIVISION(Depth.RUNTIME),
  /** A write to Go's nil map. */
  NIL_MAP(Depth.RUNTIME),
  /** Go's type assertion without the second value. */
  TYPE_ASSERTION(Depth.RUNTIME),
  /** A cast of a value of another type. */
  CAST(Depth.RUNTIME),
  /** A collection that changes while a loop runs over it. */
  LOOP_COPY(Depth.RUNTIME),
  /** Something taken out of an empty Optional. */
  EMPTY_OPTIONAL(Depth.RUNTIME),
  /** The first of an empty sequence. */
  EMPTY_SEQUENCE(Depth.RUNTIME),
  /** Python's {@code next} at the end. */
  NEXT(Depth.HERE),
  /** Python's {@code json.dumps} of a type it does not know. */
  JSON_DEFAULT(Depth.ANY),
  /** Ruby's append to a frozen string. */
  FROZEN_APPEND(Depth.HERE),
  /** Something is called that is no function. */
  NOT_A_FUNCTION(Depth.HERE),
  /** The line asks for something that may fail: it is caught and told in the caller's words. */
  WRAP(Depth.ANY);

  /** How many calls may lie between the crash line and where the exception was raised. */
  enum Depth {
    /** The line itself raised it. */
    HERE,
    /** The line itself, or the language's own library under it. */
    RUNTIME,
    /** Anything the line calls. */
    ANY
  }

  private final Depth depth;

  Repair(Depth depth) {
    this.depth = depth;
  }

  Depth depth() {
    return depth;
  }
}
