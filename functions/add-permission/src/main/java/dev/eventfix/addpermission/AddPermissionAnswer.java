package dev.eventfix.addpermission;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventfix.wire.JsonObject;
import java.io.IOException;

/**
 * What add-permission answers.
 *
 * @param id the user's
 * @param added false when the user had the permission already
 */
record AddPermissionAnswer(AddPermissionRequest asked, String id, boolean added)
    implements JsonObject {

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    json.writeStringField("user", asked.user());
    json.writeStringField("user_id", id);
    json.writeStringField("permission", asked.permission());
    json.writeBooleanField("added", added);
    json.writeStringField(
        "message",
        added
            ? asked.user() + " now has the permission " + asked.permission() + "."
            : asked.user() + " had the permission " + asked.permission() + " already.");
  }
}
