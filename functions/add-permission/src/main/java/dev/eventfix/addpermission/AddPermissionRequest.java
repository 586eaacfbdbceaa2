package dev.eventfix.addpermission;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.eventfix.addpermission.users.Names;
import dev.eventfix.wire.BodyProblems;
import dev.eventfix.wire.Json;
import dev.eventfix.wire.Problem;
import dev.eventfix.wire.Problem.FieldError;
import dev.eventfix.wire.ProblemType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What add-permission is asked.
 *
 * @param user an id, a username or an e-mail address
 */
record AddPermissionRequest(String user, String permission) {

  private static final String USER = "user";
  private static final String PERMISSION = "permission";
  private static final String KNOWN = "is not known; known are user, permission";

  /** What became of a request that was to be read. */
  sealed interface Reading {
    /** It is understood. */
    record Understood(AddPermissionRequest request) implements Reading {}

    /** It is not, and this is why. */
    record Refused(Problem problem) implements Reading {}
  }

  /**
   * Reads a request.
   *
   * @param body JSON in UTF-8
   * @param parameters the query's, which override the body's fields
   */
  static Reading read(byte[] body, Map<String, String> parameters) {
    return new Reader().read(body, parameters);
  }

  private static final class Reader {
    private @Nullable String user;
    private @Nullable String permission;

    /** One fault for each field: a body may have a field a million times. */
    private final Map<String, String> faults = new LinkedHashMap<>();

    private String place = "body";

    Reading read(byte[] body, Map<String, String> parameters) {
      try {
        JsonParser json = Json.parser(body);
        JsonToken first = json.nextToken();
        if (first == null) {
          return refused(
              Problem.of(
                  ProblemType.MALFORMED_JSON,
                  "The body is empty: send an object with the fields `user` and `permission`."));
        }
        if (first != JsonToken.START_OBJECT) {
          return refused(
              Problem.invalid("body", "must be an object with the fields user and permission"));
        }
        readFields(json);
        place = "body";
        if (json.nextToken() != null) {
          fault("body", "has more than one JSON value");
        }
      } catch (IOException e) {
        return refused(BodyProblems.unreadable(e, place));
      }
      for (Map.Entry<String, String> parameter : parameters.entrySet()) {
        if (!put(parameter.getKey(), parameter.getValue())) {
          fault("(another parameter)", KNOWN);
        }
      }
      check(USER, user);
      check(PERMISSION, permission);
      return user == null || permission == null || !faults.isEmpty()
          ? refused(problem())
          : new Reading.Understood(new AddPermissionRequest(user, permission));
    }

    private static Reading refused(Problem problem) {
      return new Reading.Refused(problem);
    }

    private void readFields(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        boolean known = name.equals(USER) || name.equals(PERMISSION);
        place = known ? name : "body";
        if (!known) {
          fault("(another field)", KNOWN);
        } else if (value == JsonToken.VALUE_STRING) {
          put(name, json.getText());
        } else if (value != JsonToken.VALUE_NULL) {
          fault(name, "must be a text");
        }
        json.skipChildren();
      }
    }

    private boolean put(String name, String value) {
      if (name.equals(USER)) {
        user = value;
      } else if (name.equals(PERMISSION)) {
        permission = value;
      } else {
        return false;
      }
      return true;
    }

    private void check(String field, @Nullable String value) {
      String fault = value == null ? "is missing" : Names.fault(value);
      if (fault != null) {
        fault(field, fault);
      }
    }

    /** The first fault of a field is told. */
    private void fault(String field, String fault) {
      faults.putIfAbsent(field, fault);
    }

    private Problem problem() {
      List<FieldError> errors = new ArrayList<>();
      for (Map.Entry<String, String> fault : faults.entrySet()) {
        errors.add(new FieldError(fault.getKey(), fault.getValue()));
      }
      return Problem.invalid(errors);
    }
  }
}
