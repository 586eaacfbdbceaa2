package dev.eventfix.dynamodblocal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteLibraryLoader;

/** DynamoDB Local, running in this process as an HTTP server. */
public final class DynamoDbLocal implements AutoCloseable {

  /** What people are told before their first use of it. */
  public static final String LICENCE_NOTE =
      "Tables on this machine are kept by AWS's DynamoDB Local, which has a licence of its own: it"
          + " is free for holders of an AWS account, and not to be redistributed.";

  // A field, for a logger that nobody holds may be collected, and its level with it.
  private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");

  private final Server server;
  private final LocalDynamoDBServerHandler handler;
  private final URI endpoint;

  private DynamoDbLocal(Server server, LocalDynamoDBServerHandler handler, URI endpoint) {
    this.server = server;
    this.handler = handler;
    this.endpoint = endpoint;
  }

  /** In memory, for tests, on a free port of 127.0.0.1. */
  public static DynamoDbLocal inMemory() {
    return start(null, InetAddress.getLoopbackAddress(), 0);
  }

  /**
   * Keeps its data in that folder, which the caller has {@linkplain DataFolder locked}.
   *
   * @param port 0 for any free one
   * @throws UncheckedIOException when it cannot listen there
   */
  public static DynamoDbLocal inFolder(Path folder, InetAddress bind, int port) {
    return start(folder, bind, port);
  }

  private static DynamoDbLocal start(@Nullable Path folder, InetAddress bind, int port) {
    try {
      SQLITE.setLevel(Level.WARNING);
      SQLiteLibraryLoader.initialize();
      QueuedThreadPool threads = new QueuedThreadPool();
      threads.setName("dynamodb-local");
      threads.setDaemon(true);
      Server server = new Server(threads);
      HttpConfiguration configuration = new HttpConfiguration();
      configuration.setSendServerVersion(false);
      ServerConnector connector =
          new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
      connector.setHost(bind.getHostAddress());
      connector.setPort(port);
      server.addConnector(connector);
      LocalDynamoDBServerHandler handler =
          new LocalDynamoDBServerHandler(
              new LocalDynamoDBRequestHandler(
                  0, folder == null, folder == null ? null : folder.toString(), true, false),
              null);
      server.setHandler(handler);
      server.start();
      return new DynamoDbLocal(server, handler, endpoint(bind, connector.getLocalPort()));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "DynamoDB Local cannot listen on "
              + bind.getHostAddress()
              + " port "
              + port
              + ": "
              + e.getMessage(),
          e);
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local does not start: " + e.getMessage(), e);
    }
  }

  private static URI endpoint(InetAddress bind, int port) {
    boolean six = bind instanceof Inet6Address;
    String host;
    if (bind.isAnyLocalAddress()) {
      host = six ? "[::1]" : "127.0.0.1";
    } else {
      host = six ? "[" + bind.getHostAddress() + "]" : bind.getHostAddress();
    }
    return URI.create("http://" + host + ":" + port);
  }

  /** Where a client on this machine finds it: http://127.0.0.1:PORT. */
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local does not stop: " + e.getMessage(), e);
    } finally {
      handler.close();
    }
  }
}
