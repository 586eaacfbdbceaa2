package dev.eventfix.event;

/** Where a value stands, which says how much it may be code. */
enum Place {
  TEXT,
  COMPARISON,
  OPTION,
  QUERY,
  /** Behind a semicolon or before one, as in the connection strings of ODBC, ADO and JDBC. */
  CONNECTION,
  /** Behind a separator that more often joins names: only what is no name. */
  STRICT
}
