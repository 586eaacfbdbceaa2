package dev.eventfix.wire;

/** A number as its sender wrote it: a double would be written otherwise, and may be another. */
public final class JsonNumber extends Number {

  private static final long serialVersionUID = 1;

  private final String text;

  JsonNumber(String text) {
    this.text = text;
  }

  @Override
  public int intValue() {
    return (int) doubleValue();
  }

  @Override
  public long longValue() {
    return (long) doubleValue();
  }

  @Override
  public float floatValue() {
    return (float) doubleValue();
  }

  @Override
  public double doubleValue() {
    return Double.parseDouble(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
