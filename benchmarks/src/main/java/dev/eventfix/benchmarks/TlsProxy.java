package dev.eventfix.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * Puts TLS in front of a server on loopback that has none: takes connections, and passes on what
 * comes as it is, both ways.
 */
final class TlsProxy implements AutoCloseable {

  private final SSLServerSocket listener;
  private final InetSocketAddress server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final Set<Socket> upstreams = ConcurrentHashMap.newKeySet();

  private TlsProxy(SSLServerSocket listener, InetSocketAddress server) {
    this.listener = listener;
    this.server = server;
  }

  /** Starts one on a free port of loopback. */
  static TlsProxy start(SSLContext context, InetSocketAddress server) {
    try {
      SSLServerSocket listener =
          (SSLServerSocket)
              context
                  .getServerSocketFactory()
                  .createServerSocket(0, 0, InetAddress.getLoopbackAddress());
      TlsProxy proxy = new TlsProxy(listener, server);
      proxy.threads.execute(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException("no server on loopback: " + e.getMessage(), e);
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        threads.execute(() -> serve(client));
      } catch (IOException | RejectedExecutionException e) {
        // Closed, or a client that was gone before it was taken: the next one may do better.
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket upstream = new Socket()) {
      clients.add(client);
      upstreams.add(upstream);
      client.setTcpNoDelay(true);
      upstream.setTcpNoDelay(true);
      upstream.connect(server);
      CompletableFuture<Void> answers =
          CompletableFuture.runAsync(() -> answer(upstream, client), threads);
      // The first read is the handshake.
      client.getInputStream().transferTo(upstream.getOutputStream());
      // It asks nothing more, but may wait for what it asked.
      upstream.shutdownOutput();
      answers.join();
    } catch (IOException e) {
      // It is gone, or never spoke TLS; closing tells the server.
    } finally {
      clients.remove(client);
    }
  }

  /** When there are no more answers, the client learns it from a connection that is closed. */
  private void answer(Socket upstream, Socket client) {
    try (client;
        upstream) {
      upstream.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException e) {
      // One of the two is gone; closing tells the other one.
    } finally {
      upstreams.remove(upstream);
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      // First: a client that ends would have the server send its last answer to one that is
      // closing.
      for (Socket upstream : upstreams) {
        upstream.close();
      }
      for (Socket client : clients) {
        client.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.shutdownNow();
    }
  }
}
