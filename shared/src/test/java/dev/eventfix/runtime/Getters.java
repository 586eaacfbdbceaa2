package dev.eventfix.runtime;

import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Looks at AWS's event objects through all their getters, however deep. */
final class Getters {

  private Getters() {}

  /** What differs, a line each: the path, ours, theirs; classes and the order of keys count. */
  static List<String> differences(@Nullable Object ours, @Nullable Object theirs) throws Exception {
    List<String> differences = new ArrayList<>();
    compare("", ours, theirs, differences);
    return differences;
  }

  /** Every getter of the class and of the event classes below it, as {@code Class.getter}. */
  static Set<String> all(Class<?> type) {
    Set<String> names = new TreeSet<>();
    for (Method getter : of(type)) {
      names.add(type.getSimpleName() + "." + getter.getName());
      if (isEventClass(getter.getReturnType())) {
        names.addAll(all(getter.getReturnType()));
      }
    }
    return names;
  }

  /** Those getters below the object that give something else than null, 0 and false. */
  static Set<String> filled(@Nullable Object object) throws Exception {
    Set<String> names = new TreeSet<>();
    if (object instanceof List<?> list) {
      for (Object item : list) {
        names.addAll(filled(item));
      }
    } else if (object instanceof Map<?, ?> map) {
      for (Object value : map.values()) {
        names.addAll(filled(value));
      }
    } else if (object != null && isEventClass(object.getClass())) {
      for (Method getter : of(object.getClass())) {
        Object value = getter.invoke(object);
        if (value != null && !value.equals(0L) && !value.equals(false)) {
          names.add(object.getClass().getSimpleName() + "." + getter.getName());
          names.addAll(filled(value));
        }
      }
    }
    return names;
  }

  private static void compare(
      String path, @Nullable Object ours, @Nullable Object theirs, List<String> differences)
      throws Exception {
    if (ours == null || theirs == null || ours.getClass() != theirs.getClass()) {
      if (ours != null || theirs != null) {
        differences.add(path + ": ours " + named(ours) + ", theirs " + named(theirs));
      }
    } else if (ours instanceof Map<?, ?> map) {
      Map<?, ?> other = (Map<?, ?>) theirs;
      compare(
          path + " keys",
          new ArrayList<Object>(map.keySet()),
          new ArrayList<Object>(other.keySet()),
          differences);
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        compare(
            path + "." + entry.getKey(), entry.getValue(), other.get(entry.getKey()), differences);
      }
    } else if (ours instanceof List<?> list) {
      List<?> other = (List<?>) theirs;
      if (list.size() != other.size()) {
        differences.add(path + ": ours has " + list.size() + " items, theirs " + other.size());
      }
      for (int i = 0; i < Math.min(list.size(), other.size()); i++) {
        compare(path + "[" + i + "]", list.get(i), other.get(i), differences);
      }
    } else if (isEventClass(ours.getClass())) {
      for (Method getter : of(ours.getClass())) {
        compare(
            path + "." + getter.getName(), getter.invoke(ours), getter.invoke(theirs), differences);
      }
    } else if (!ours.equals(theirs)) {
      differences.add(path + ": ours " + named(ours) + ", theirs " + named(theirs));
    }
  }

  private static String named(@Nullable Object value) {
    return value == null
        ? "null"
        : value.getClass().getSimpleName()
            + " "
            + (value instanceof ByteBuffer bytes ? "of " + bytes.remaining() : value);
  }

  private static boolean isEventClass(Class<?> type) {
    return type.getName().startsWith("com.amazonaws.services.lambda.runtime.events.");
  }

  private static Iterable<Method> of(Class<?> type) {
    Map<String, Method> getters = new TreeMap<>();
    for (Method method : type.getMethods()) {
      if (method.getParameterCount() == 0
          && method.getDeclaringClass() == type
          && (method.getName().startsWith("get") || method.getName().startsWith("is"))) {
        getters.put(method.getName(), method);
      }
    }
    return getters.values();
  }
}
