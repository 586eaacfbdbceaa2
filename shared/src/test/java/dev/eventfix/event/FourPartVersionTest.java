package dev.eventfix.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions of four numbers stay, addresses are taken out. */
class FourPartVersionTest {

  private static String redact(String raw) {
    String once = new Redactor(Redaction.DEFAULT).redact(raw).toString();
    assertThat(new Redactor(Redaction.DEFAULT).redact(once).toString()).isEqualTo(once);
    return once;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OpenJDK 17.0.4.1+1-LTS with sqlite 3.8.7.1: DLL version 6.0.1.0 does not match 6.0.2.0",
        "6.0.1.0 does not match 6.0.2.0",
        "OID 1.3.6.1",
        "actionpack (7.0.8.7) lib/a.rb",
        "    rails (6.1.7.10)",
        "gem 'nokogiri', '1.15.4.1'",
        "Shop.Web@1.0.0.0",
        "shop@2.14.0.3",
        "1.0.0.0",
        "Version=4.0.0.0, Culture=neutral",
        "System.Web, Version=10.0.0.0, Culture=neutral",
        "version 10.0.19.41",
        "appVersion=10.1.2.3",
        "app_version: 192.168.1.7",
        "\"assemblyVersion\": \"172.16.0.1\"",
        "Microsoft.Data.SqlClient 5.1.0.0",
        "upgraded from 1.0.0.1 to 1.0.0.2",
        "from 1.0.0.1 to 1.0.0.2",
        "requires 2.0.0.1, 2.0.0.2 or 2.1.0.0",
        "java.version=17.0.4.1",
        "OpenJDK Runtime Environment (build 17.0.4.1)",
        "Oracle Database 12.2.0.1",
        "Oracle 19.21.0.0",
        "Chrome 120.0.60.109 on Windows 10.0.22.1",
        "Firefox/115.0.2.101",
        "Chrome/120.0.60.109",
        "pkg==10.20.30.40",
        "~> 6.1.7.10",
        "1.2.3.4-beta",
        "1.2.3.200-SNAPSHOT",
        "libssl-1.1.1.200.so",
        "expected 120.0.0.0",
        "ImageMagick 7.1.1.15 Q16",
        "foo.dll 4.8.9.1",
      })
  void versionsStay(String text) {
    assertThat(redact(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "§ 203.0.113.7",
        "§ 8.8.8.8:53",
        "from § 1.2.3.4",
        "at § 1.2.3.4",
        "Connection from § 1.2.3.4 refused",
        "client § 1.2.3.4",
        "client: § 1.2.3.4, server: shop",
        "client_ip=§ 1.2.3.4",
        "remoteAddr=§ 1.2.3.4",
        "\"ip\": \"§ 1.2.3.4\"",
        "host=§ 1.2.3.4",
        "host='§ 1.2.3.4'",
        "Server=§ 1.2.3.4;Database=shop",
        "X-Forwarded-For: § 1.2.3.4",
        "dial tcp § 1.2.3.4:443: i/o timeout",
        "https://§ 1.2.3.4/x",
        "ssh root@§ 1.2.3.4",
        "user 'bob'@'§ 1.2.3.4'",
        "mx.example.com[§ 1.2.3.4]:25",
        "bob@[§ 1.2.3.4]",
        "allow § 10.0.0.1",
        "§ 10.0.0.1",
        "'§ 10.0.0.1'",
        "§ 192.168.1.7:8080",
        "§ 192.168.1.7",
        "§ 172.16.3.4",
        "§ 169.254.169.254",
        "§ 1.2.3.0/24 is blocked",
        "§ 5.6.7.8 - - [10/Oct/2026:13:55:36 +0000]",
        "§ 5.6.7.8 port 22",
        "§ 5.6.7.8 unreachable",
        "ping § 8.8.8.8",
        "could not connect to § 1.2.3.4",
        "failed to reach § 1.2.3.4",
        "Failed to connect to shop.example.com/§ 93.184.216.34",
        "Failed to connect to shop/§ 10.0.0.5:443",
        "connection to server at \"db\" (§ 10.0.0.5), port 5432 failed",
        "at \"db\" (§ 203.0.113.5)",
        "Connected to shop.example.com (§ 93.184.216.34) port 443",
        "Unsupported TLS version from § 203.0.113.7",
        "update was sent by § 203.0.113.7",
      })
  void addressesAreTakenOut(String template) {
    int start = template.indexOf("§ ");
    int end = start + 2;
    while (end < template.length() && ".0123456789".indexOf(template.charAt(end)) >= 0) {
      end++;
    }
    String text = template.replace("§ ", "");
    String expected = template.substring(0, start) + "<ip:1>" + template.substring(end);

    assertThat(redact(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          203.0.113.7, 1.2.3.4, 5.6.7.8 | <ip:1>, <ip:2>, <ip:3>
          redis://bob:x@1.2.3.4/0 | redis://<url_credentials:1>@<ip:1>/0
          203.0.113.7 and 1.2.3.4 | <ip:1> and <ip:2>
          [10.0.0.1,1.2.3.4] | [<ip:1>,<ip:2>]
          X-Forwarded-For: 1.2.3.4, 5.6.7.8 | X-Forwarded-For: <ip:1>, <ip:2>
          """)
  void addressesInListsAreTakenOut(String text, String expected) {
    assertThat(redact(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "ip,<ip:1>",
    "client_ip,<ip:1>",
    "REMOTE_ADDR,<ip:1>",
    "remoteAddress,<ip:1>",
    "hosts,<ip:1>",
    "version,1.2.3.4",
    "zip,1.2.3.4",
    "value,1.2.3.4",
  })
  void theKeyTellsWhatANumberIs(String key, String expected) {
    Redactor redactor = new Redactor(Redaction.DEFAULT);

    assertThat(redactor.redactValueOf(key, "'1.2.3.4'").toString()).isEqualTo("'" + expected + "'");
  }
}
