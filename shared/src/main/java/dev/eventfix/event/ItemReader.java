package dev.eventfix.event;

import java.io.IOException;

/**
 * Reads objects that stand in a list in any of the shapes of Sentry's interfaces: <code>
 * {"values": [...]}</code>, a bare list, or one bare object.
 */
abstract class ItemReader {

  private final EventJson json;

  ItemReader(EventJson json) {
    this.json = json;
  }

  /** An item begins. */
  abstract void begin();

  /** Reads the item's field on whose value the walk stands. */
  abstract void readField(String name) throws IOException;

  /** The item has ended. */
  abstract void end();

  /** All items so far stood in a field that stands there once more. */
  abstract void forget();

  /** Reads all items of the value that the walk stands on. */
  final void readAll() throws IOException {
    if (json.isList()) {
      readList();
    } else if (json.standsOnObject("an object or a list")) {
      readObject();
    }
  }

  /** What it is shows when its fields have been seen: all but `values` are a bare item's. */
  private void readObject() throws IOException {
    boolean values = false;
    begin();
    while (json.nextField()) {
      String name = json.name();
      if (!name.equals("values")) {
        if (values) {
          json.skip();
        } else {
          readField(name);
        }
      } else if (json.isList()) {
        values = true;
        forget();
        readList();
      } else if (json.standsOnObject("a list")) {
        values = true;
        forget();
        readItem();
      }
    }
    if (!values) {
      end();
    }
  }

  private void readList() throws IOException {
    while (json.nextItem()) {
      if (json.standsOnObject("an object")) {
        readItem();
      }
    }
  }

  private void readItem() throws IOException {
    begin();
    while (json.nextField()) {
      readField(json.name());
    }
    end();
  }
}
