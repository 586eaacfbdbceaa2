package dev.eventfix.runtime;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection to the <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>, as much of
 * HTTP/1.1 as that takes: the JDK's client sends no trailers and costs a cold start more than all
 * else here. For one thread, but for the body of a streamed request.
 */
final class RuntimeApi implements Closeable {

  /** The longest line of a response's head, and how many there may be. */
  private static final int MAX_LINE_BYTES = 16 * 1024;

  private static final int MAX_HEADERS = 100;
  private static final int CONNECT_MILLIS = 5_000;
  private static final int BUFFER_BYTES = 16 * 1024;

  private final String host;
  private final int port;
  private @Nullable Socket socket;
  private InputStream in = InputStream.nullInputStream();

  /**
   * A connection, made when it is used.
   *
   * @param address host and port, as in {@code AWS_LAMBDA_RUNTIME_API}
   */
  RuntimeApi(String address) {
    int colon = address.lastIndexOf(':');
    host = colon < 0 ? address : address.substring(0, colon);
    port = colon < 0 ? 80 : Integer.parseInt(address, colon + 1, address.length(), 10);
  }

  /**
   * What the API answered.
   *
   * @param headers by their names in lower case
   */
  @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
  record Response(int status, Map<String, String> headers, byte[] body) {}

  /** Asks for something; there is no limit to how long that may take, for it may mean to wait. */
  Response get(String path) throws IOException {
    return whole(head("GET", path, List.of()), new byte[0]);
  }

  /**
   * Tells something of which all is known.
   *
   * @param headers as lines
   */
  Response post(String path, List<String> headers, byte[] body) throws IOException {
    List<String> all = new ArrayList<>(headers);
    all.add("Content-Length: " + body.length);
    return whole(head("POST", path, all), body);
  }

  /**
   * Begins to tell something in pieces; nothing else may be asked until that is ended or closed.
   *
   * @param headers as lines
   */
  Chunks postChunks(String path, List<String> headers) throws IOException {
    List<String> all = new ArrayList<>(headers);
    all.add("Transfer-Encoding: chunked");
    OutputStream out = connect().getOutputStream();
    out.write(head("POST", path, all));
    return new Chunks(out);
  }

  /** Once more over a new connection when an old one was given up meanwhile, as over a freeze. */
  private Response whole(byte[] head, byte[] body) throws IOException {
    boolean kept = socket != null;
    try {
      return once(head, body);
    } catch (IOException e) {
      close();
      if (!kept) {
        throw e;
      }
      return once(head, body);
    }
  }

  private Response once(byte[] head, byte[] body) throws IOException {
    byte[] request = new byte[head.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    connect().getOutputStream().write(request);
    return read();
  }

  private byte[] head(String method, String path, List<String> headers) {
    StringBuilder head = new StringBuilder(256);
    head.append(method).append(" /2018-06-01/runtime/").append(path).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(host).append(':').append(port).append("\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private Socket connect() throws IOException {
    Socket connected = socket;
    if (connected == null) {
      connected = new Socket(Proxy.NO_PROXY);
      connected.setTcpNoDelay(true);
      connected.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
      in = new BufferedInputStream(connected.getInputStream(), BUFFER_BYTES);
      socket = connected;
    }
    return connected;
  }

  private Response read() throws IOException {
    String statusLine = line();
    if (statusLine.length() < 12 || !statusLine.startsWith("HTTP/1.")) {
      throw new IOException("the Runtime API does not speak HTTP/1.1");
    }
    int status = number(statusLine.substring(9, 12), 10);
    Map<String, String> headers = new HashMap<>();
    String line = line();
    for (int i = 0; !line.isEmpty(); i++) {
      int colon = line.indexOf(':');
      if (colon < 1 || i == MAX_HEADERS) {
        throw new IOException("the Runtime API's headers are malformed or too many");
      }
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      line = line();
    }
    byte[] body = body(headers);
    if ("close".equalsIgnoreCase(headers.get("connection"))) {
      close();
    }
    return new Response(status, headers, body);
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      int size = chunkSize();
      while (size > 0) {
        body.write(exactly(size, body.size()));
        expectEmptyLine();
        size = chunkSize();
      }
      while (!line().isEmpty()) {
        // A trailer, of which none is of use.
      }
      return body.toByteArray();
    }
    String length = headers.get("content-length");
    return length == null ? new byte[0] : exactly(number(length, 10), 0);
  }

  private int chunkSize() throws IOException {
    String line = line();
    int semicolon = line.indexOf(';');
    return number((semicolon < 0 ? line : line.substring(0, semicolon)).strip(), 16);
  }

  private void expectEmptyLine() throws IOException {
    if (!line().isEmpty()) {
      throw new IOException("the Runtime API's chunks are malformed");
    }
  }

  private byte[] exactly(int size, int before) throws IOException {
    if (size > Endpoint.MAX_INVOCATION_BYTES - before) {
      throw new IOException(
          "the Runtime API sent more than " + Endpoint.MAX_INVOCATION_BYTES + " bytes");
    }
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("the Runtime API closed the connection");
    }
    return bytes;
  }

  private static int number(String digits, int radix) throws IOException {
    try {
      int number = Integer.parseInt(digits, radix);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new IOException("the Runtime API sent no number where one belongs");
  }

  /** A line without its end. */
  private String line() throws IOException {
    StringBuilder line = new StringBuilder(64);
    int b = in.read();
    while (b != '\n') {
      if (b < 0) {
        throw new EOFException("the Runtime API closed the connection");
      }
      if (line.length() == MAX_LINE_BYTES) {
        throw new IOException("the Runtime API sent a line of over " + MAX_LINE_BYTES + " bytes");
      }
      if (b != '\r') {
        line.append((char) b);
      }
      b = in.read();
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    Socket connected = socket;
    socket = null;
    if (connected != null) {
      connected.close();
    }
  }

  /** The body of a request, of which every write is a chunk that is sent at once. */
  final class Chunks extends OutputStream {
    private final OutputStream out;

    private Chunks(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        // It would be the last one.
        return;
      }
      byte[] size = (Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      byte[] chunk = new byte[size.length + length + 2];
      System.arraycopy(size, 0, chunk, 0, size.length);
      System.arraycopy(bytes, offset, chunk, size.length, length);
      chunk[chunk.length - 2] = '\r';
      chunk[chunk.length - 1] = '\n';
      out.write(chunk);
    }

    /**
     * Ends the body; the API wants the connection closed after a body in pieces.
     *
     * @param trailers as lines
     */
    Response end(List<String> trailers) throws IOException {
      StringBuilder end = new StringBuilder("0\r\n");
      for (String trailer : trailers) {
        end.append(trailer).append("\r\n");
      }
      try {
        out.write(end.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        return read();
      } finally {
        RuntimeApi.this.close();
      }
    }
  }
}
