package dev.eventfix.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerUrlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:11434/v1",
        "http://LOCALHOST:11434/v1",
        "http://a.localhost/v1",
        "http://127.0.0.1:8000",
        "http://127.8.9.10",
        "http://10.1.2.3/v1",
        "http://172.16.0.1/v1",
        "http://172.31.255.255/v1",
        "http://192.168.178.20:11434/v1",
        "http://[::1]:11434/v1",
        "http://[fd00::5]/v1",
        "http://[fe80::1]/v1",
        "http://ollama:11434/v1",
        "http://host.docker.internal:11434/v1",
        "http://nas.local/v1"
      })
  void letsPrivateServersDoWithoutTls(String url) {
    assertThat(ServerUrl.fault(url, "x")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.openai.com/v1",
        "http://8.8.8.8/v1",
        "http://172.15.0.1/v1",
        "http://172.32.0.1/v1",
        "http://192.169.0.1/v1",
        "http://10.example.org/v1",
        "http://127.0.0.1.example.org/v1",
        "http://localhost.example.org/v1",
        "http://[2001:db8::1]/v1",
        "http://134744072/v1",
        "http://0x8080808/v1",
        "http://010.1.2.3/v1"
      })
  void asksForTlsOfOthers(String url) {
    assertThat(ServerUrl.fault(url, "x"))
        .isEqualTo(
            "must start with https://: http:// is for servers on this"
                + " machine or a private network");
  }

  @ParameterizedTest
  @CsvSource({
    "'', must start with https:// (or http:// for a private server)",
    "api.openai.com/v1, must start with https:// (or http:// for a private server)",
    "ftp://example.org, must start with https:// (or http:// for a private server)",
    "https://exa mple.org, is not a URL",
    "'https:///v1', has no valid host name",
    "https://, is not a URL",
    "https:example.org, has no valid host name",
    "https://under_score.example.org, has no valid host name",
    "https://example.org:0, has a port that is not from 1 to 65535",
    "https://example.org:65536, has a port that is not from 1 to 65535",
    "https://me:SECRET@example.org, must hold no user name or password: tokens go elsewhere",
    "https://SECRET@under_score, must hold no user name or password: tokens go elsewhere",
    "https://example.org/v1?key=SECRET, must end with its path: no query and no fragment",
    "https://example.org/v1#SECRET, must end with its path: no query and no fragment",
  })
  void refuses(String url, String fault) {
    assertThat(ServerUrl.fault(url, "tokens go elsewhere")).isEqualTo(fault);
  }
}
