package dev.eventfix.store;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The key of an item. All kinds of items have their part of the table here and nowhere else; no
 * part is the beginning of another one.
 *
 * @param partition the partition key, up to 2,048 bytes
 * @param sort the sort key, up to 1,024 bytes
 */
public record Key(String partition, String sort) {

  /** Where all users are: there are few of them, and they are listed. */
  public static final String USERS = "user";

  /** Where the options of all projects are: there are few of them, and they are listed. */
  public static final String OPTIONS = "options";

  private static final String USERNAMES = "username";
  private static final String EMAILS = "email";
  private static final String SUGGESTIONS = "suggestion#";
  private static final String CLAIMS = "claim#";
  private static final String CLAIM = "claim";
  private static final String BUDGETS = "budget#";

  public Key {
    Objects.requireNonNull(partition, "partition is null");
    Objects.requireNonNull(sort, "sort is null");
  }

  /** A user. */
  public static Key user(String id) {
    return new Key(USERS, id);
  }

  /** Whose a username is. */
  public static Key username(String username) {
    return new Key(USERNAMES, username);
  }

  /**
   * Whose an e-mail address is.
   *
   * @param email in lower case
   */
  public static Key email(String email) {
    return new Key(EMAILS, email);
  }

  /** Where all suggestions of a project are. */
  public static String suggestions(String project) {
    return SUGGESTIONS + project;
  }

  /**
   * A suggestion.
   *
   * @param sort begins with the event's id, so that those of one event stand together
   */
  public static Key suggestion(String project, String sort) {
    return new Key(suggestions(project), sort);
  }

  /** Who asks a question, and afterwards its answer. */
  public static Key claim(String question) {
    return new Key(CLAIMS + question, CLAIM);
  }

  /** A project's options. */
  public static Key options(String project) {
    return new Key(OPTIONS, project);
  }

  /**
   * What was used of a budget, or of one shard of it: shards are partitions of their own, for one
   * partition takes 1,000 writes a second.
   *
   * @param project null for the whole deployment's
   * @param day since 1970, in UTC
   */
  public static Key budget(@Nullable String project, long day, int shard) {
    return new Key(
        BUDGETS + shard + (project == null ? "#deployment" : "#project#" + project),
        Long.toString(day));
  }
}
