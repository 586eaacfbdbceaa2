package dev.eventfix.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
@SuppressWarnings("StringConcatToTextBlock") // Lines of HTTP end in two characters, to be seen.
class RuntimeApiTest {

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void readsBodiesInChunks() throws Exception {
    try (RuntimeApiStandIn standIn =
            new RuntimeApiStandIn(
                    bytes(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nA-B:  c \r\n\r\n"
                            + "5;x=y\r\n{\"a\":\r\nA\r\n1234567890\r\n1\r\n}\r\n0\r\nT: 1\r\n\r\n"),
                    RuntimeApiStandIn.response(200, "", "{}"))
                .start();
        RuntimeApi api = new RuntimeApi(standIn.address())) {
      RuntimeApi.Response response = api.get("invocation/next");
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.headers()).containsEntry("a-b", "c");
      assertThat(response.body()).isEqualTo(bytes("{\"a\":1234567890}"));
      // The whole of it was read: what comes next is the next response.
      assertThat(api.get("invocation/next").body()).isEqualTo(bytes("{}"));
      assertThat(standIn.connections()).isEqualTo(1);
    }
  }

  @Test
  void connectsAnewWhenItWasLeft() throws Exception {
    try (RuntimeApiStandIn standIn =
            new RuntimeApiStandIn(
                    RuntimeApiStandIn.response(200, "X-Hang-Up: yes\r\n", "1"),
                    RuntimeApiStandIn.response(200, "X-Hang-Up: yes\r\nConnection: close\r\n", "2"),
                    RuntimeApiStandIn.response(200, "", "3"))
                .start();
        RuntimeApi api = new RuntimeApi(standIn.address())) {
      for (String body : List.of("1", "2", "3")) {
        assertThat(api.get("invocation/next").body()).isEqualTo(bytes(body));
      }
      assertThat(standIn.connections()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0\r\n\r\n",
        "HTTP/1.1 xyz\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno header\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 10485761\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Hang-Up: yes\r\n\r\n123",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n123\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na00001\r\n"
      })
  void whatIsNoResponseIsRefused(String response) throws Exception {
    try (RuntimeApiStandIn standIn = new RuntimeApiStandIn(bytes(response)).start();
        RuntimeApi api = new RuntimeApi(standIn.address())) {
      assertThatThrownBy(() -> api.get("invocation/next"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the Runtime API");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"X: y\r\n", "y"})
  void aHeadHasAnEnd(String part) throws Exception {
    try (RuntimeApiStandIn standIn =
            new RuntimeApiStandIn(bytes("HTTP/1.1 200 OK\r\n" + part.repeat(20_000))).start();
        RuntimeApi api = new RuntimeApi(standIn.address())) {
      assertThatThrownBy(() -> api.get("invocation/next"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the Runtime API");
    }
  }

  @Test
  void anEmptyWriteIsNoChunk() throws Exception {
    try (RuntimeApiStandIn standIn = new RuntimeApiStandIn().start();
        RuntimeApi api = new RuntimeApi(standIn.address())) {
      RuntimeApi.Chunks chunks = api.postChunks("x", List.of());
      chunks.write(new byte[0]);
      chunks.write('a');
      assertThat(chunks.end(List.of("T: 1")).status()).isEqualTo(202);
      assertThat(standIn.request())
          .isEqualTo(
              "POST /2018-06-01/runtime/x HTTP/1.1\r\nHost: HOST\r\n"
                  + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nT: 1\r\n\r\n");
    }
  }
}
