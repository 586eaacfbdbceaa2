package dev.eventfix.benchmarks;

import dev.eventfix.addpermission.users.Creation;
import dev.eventfix.addpermission.users.DynamoDbUserStore;
import dev.eventfix.addpermission.users.User;
import dev.eventfix.addpermission.users.UserStore;
import dev.eventfix.configuration.Setting;
import dev.eventfix.dynamodblocal.DynamoDbLocal;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.store.Key;
import dev.eventfix.store.Table;
import dev.eventfix.store.TableSettings;
import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.suggestions.DynamoDbSuggestionStore;
import dev.eventfix.suggestfix.suggestions.QuestionKey;
import dev.eventfix.suggestfix.suggestions.Subject;
import dev.eventfix.suggestfix.suggestions.Suggestion;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * A table for the functions that are measured: DynamoDB Local, with TLS in front of it. What is
 * prepared and checked here goes around the TLS.
 */
final class TableServer implements AutoCloseable {

  private static final String TABLE = "benchmark";
  private static final int MILLIS = 30_000;
  private static final int DAYS = 30;

  private final DynamoDbLocal server;
  private final TlsProxy proxy;
  private final Path certificate;
  private final Table table;
  private final UserStore users;

  private TableServer(DynamoDbLocal server, TlsProxy proxy, Path certificate, Table table) {
    this.server = server;
    this.proxy = proxy;
    this.certificate = certificate;
    this.table = table;
    this.users = new DynamoDbUserStore(table);
  }

  /**
   * Starts one that has an empty table.
   *
   * @param folder keeps the certificate
   */
  static TableServer start(Path folder) {
    ServerCertificate certificate = ServerCertificate.make(folder);
    DynamoDbLocal server = DynamoDbLocal.inMemory();
    server.createTable(TABLE);
    URI endpoint = server.endpoint();
    TlsProxy proxy =
        TlsProxy.start(
            certificate.context(), new InetSocketAddress(endpoint.getHost(), endpoint.getPort()));
    Table table = new Table(new TableSettings(TABLE, "local", endpoint));
    return new TableServer(server, proxy, certificate.pem(), table);
  }

  /**
   * The environment variables by which a function finds and trusts it. SSL_CERT_FILE is read by the
   * native client's TLS, which besides loads the system's certificates, as it does on Lambda.
   */
  Map<String, String> settings() {
    return Map.of(
        Setting.TABLE_NAME.variable(),
        TABLE,
        Setting.SUGGESTIONS_QUEUE_ARN.variable(),
        Triggers.QUEUE,
        Setting.PERMISSIONS_QUEUE_ARN.variable(),
        Triggers.QUEUE,
        Setting.TABLE_ENDPOINT_URL.variable(),
        "https://localhost:" + proxy.port(),
        "SSL_CERT_FILE",
        certificate.toString());
  }

  /** The same around the TLS, for a function in this process: its native client has started. */
  Map<String, String> plainSettings() {
    return Map.of(
        Setting.TABLE_NAME.variable(),
        TABLE,
        Setting.TABLE_ENDPOINT_URL.variable(),
        server.endpoint().toString(),
        "AWS_REGION",
        "local");
  }

  /** Makes a superuser without permissions, and tells the id. */
  String createSuperuser(String username) {
    Creation creation =
        users.create(username, username + "@benchmark.invalid", true, Deadline.inMillis(MILLIS));
    if (creation instanceof Creation.Created created) {
      return created.user().id();
    }
    throw new IllegalStateException("not created: " + creation);
  }

  boolean hasPermission(String userId, String permission) {
    User user = users.get(userId, Deadline.inMillis(MILLIS));
    return user != null && user.permissions().contains(permission);
  }

  /** Keeps a suggestion as suggest-fix does. */
  void keepSuggestion(String project, String eventId, String text) {
    new DynamoDbSuggestionStore(table, InstantSource.system(), DAYS, 0)
        .keep(
            new QuestionKey("0".repeat(64)),
            new Subject(project, eventId),
            new Suggestion(
                "v2:" + "0".repeat(32),
                "rules",
                "1",
                new Completion.Answer(text, "rules", "stop", 0, 0),
                System.currentTimeMillis()),
            Deadline.inMillis(MILLIS));
  }

  /** How many items there are for a project: a suggestion, and the note that it was asked for. */
  int suggestionItems(String project) {
    return table.query(Key.suggestions(project), "", true, 100, null, MILLIS).size();
  }

  @Override
  public void close() {
    table.close();
    proxy.close();
    server.close();
  }
}
