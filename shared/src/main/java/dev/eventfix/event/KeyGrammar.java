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

  final SecretScanner scan;
  final String text;
  final Redaction redaction;
  final ValueBounds bounds;
  final KeyFinder keys;
  final Evidence evidence;
  final HeaderValues headers;
  final KeyedValues values;
  final KeyedPairs pairs;
  final KeyedCalls calls;
  final KeyedForms forms;

  KeyGrammar(SecretScanner scan, String text, Redaction redaction, boolean lines) {
    this.scan = scan;
    this.text = text;
    this.redaction = redaction;
    bounds = new ValueBounds(text, lines);
    keys = new KeyFinder(scan, text, redaction);
    evidence = new Evidence(text, bounds);
    BracketValues brackets = new BracketValues(scan, text, redaction, bounds, evidence);
    headers = new HeaderValues(scan, text, bounds, brackets);
    values = new KeyedValues(scan, text, bounds, keys, evidence, headers, brackets);
    // Each takes what was made before it.
    calls = new KeyedCalls(this);
    pairs = new KeyedPairs(this);
    forms = new KeyedForms(this);
  }
}
