package dev.eventfix.cli;

import dev.eventfix.dynamodblocal.DataFolderException;
import java.io.UncheckedIOException;
import java.net.SocketException;

/** A table that this machine cannot keep or serve. Its message says what to do about it. */
final class LocalTableException extends Exception {

  private static final long serialVersionUID = 1L;

  LocalTableException(DataFolderException cause) {
    super(cause.getMessage() + advice(cause), cause);
  }

  LocalTableException(UncheckedIOException cause) {
    super(cause.getMessage() + advice(cause), cause);
  }

  private static String advice(DataFolderException cause) {
    if (cause instanceof DataFolderException.InUse used) {
      return used.endpoint().isPresent()
          ? ": use it there, with --endpoint-url " + used.endpoint().get()
          : ": try again when that has ended";
    }
    return ": name another one with --data";
  }

  private static String advice(UncheckedIOException fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketException) {
        return ": choose others with --port and --bind";
      }
    }
    return ": name another folder with --data";
  }
}
