package dev.eventfix.event;

/**
 * Finds the values that stand under secrets' keys, in text, code, JSON, queries, lists of arguments
 * and pairs alike, by one small grammar:
 *
 * <pre>
 * pair      = key separator value | key "," value | receiver "(" value | "/" key "/" value
 * key       = name, in quotes or brackets or not          (SecretKey says which names count)
 * separator = ":" "=" "=>" ":=" "==" "!=" "::" "->" ...   or the encoded ones of a URL
 * value     = literal | wrapper "(" value ")" | bracket | expression fallback | word | next line
 * </pre>
 *
 * What is decided is decided by what is near ({@value ValueBounds#NEAR} characters); what is far is
 * read when it is taken out, and so once.
 */
final class KeyGrammar {

  final ValueBounds bounds;
  final KeyedValues values;
  final KeyedPairs pairs;
  final KeyedCalls calls;
  final KeyedForms forms;

  KeyGrammar(SecretScanner scan, String text, Redaction redaction, boolean lines) {
    bounds = new ValueBounds(text, lines);
    KeyFinder keys = new KeyFinder(scan, text, redaction);
    Evidence evidence = new Evidence(text, bounds);
    BracketValues brackets = new BracketValues(scan, text, redaction, bounds, evidence);
    HeaderValues headers = new HeaderValues(scan, text, bounds, brackets);
    values = new KeyedValues(scan, text, bounds, keys, evidence, headers, brackets);
    calls = new KeyedCalls(scan, text, redaction, keys, bounds, evidence, headers, values);
    pairs = new KeyedPairs(scan, text, redaction, keys, bounds, evidence, headers, calls, values);
    forms = new KeyedForms(scan, text, redaction, keys, bounds, evidence, values);
  }
}
