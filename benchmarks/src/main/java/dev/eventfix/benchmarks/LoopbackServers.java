package dev.eventfix.benchmarks;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** HTTP servers for the processes that are measured. */
final class LoopbackServers {

  static {
    // Else an answer of two writes waits for the other side's delayed acknowledgement: 40 ms that
    // no function is to blame for. The server's implementation reads it once, at its first use.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private LoopbackServers() {}

  /** One on a free port, not started yet. */
  static HttpServer create() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("no server on loopback: " + e.getMessage(), e);
    }
  }

  /** Its host and port. */
  static String address(HttpServer server) {
    return "127.0.0.1:" + server.getAddress().getPort();
  }
}
