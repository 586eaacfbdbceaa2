package dev.eventfix.dynamodblocal;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A data folder that cannot be had. Its message is a sentence for people. */
public abstract sealed class DataFolderException extends Exception {

  private static final long serialVersionUID = 1L;

  private DataFolderException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Somebody else holds it. */
  public static final class InUse extends DataFolderException {

    private static final long serialVersionUID = 1L;
    private static final long UNKNOWN = -1;

    private final long pid;
    private final @Nullable URI endpoint;

    InUse(Path folder, DataFolder.Holder holder) {
      super(message(folder, holder), null);
      pid = holder.pid().orElse(UNKNOWN);
      endpoint = holder.endpoint().orElse(null);
    }

    private static String message(Path folder, DataFolder.Holder holder) {
      StringBuilder message = new StringBuilder().append(folder).append(" is in use by ");
      if (holder.pid().isEmpty()) {
        message.append("another process");
      } else if (holder.pid().getAsLong() == ProcessHandle.current().pid()) {
        message.append("this process");
      } else {
        message.append("process ").append(holder.pid().getAsLong());
      }
      if (holder.endpoint().isPresent()) {
        message.append(", which serves it at ").append(holder.endpoint().get());
      }
      return message.toString();
    }

    /** The process that holds it; empty when it has not told. */
    public OptionalLong pid() {
      return pid == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(pid);
    }

    /** Where its holder serves it; empty when it does not. */
    public Optional<URI> endpoint() {
      return Optional.ofNullable(endpoint);
    }
  }

  /** It is no folder, or one that this process may not write to. */
  public static final class Unusable extends DataFolderException {

    private static final long serialVersionUID = 1L;

    Unusable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
