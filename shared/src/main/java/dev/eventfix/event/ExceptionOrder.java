package dev.eventfix.event;

import dev.eventfix.event.ErrorEvent.Mechanism;
import dev.eventfix.event.ErrorEvent.Thrown;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The order in which an event's exceptions are told: each is followed by its cause, a group by its
 * cause and then by its members, each with its own causes; suppressed ones come at the end.
 */
final class ExceptionOrder {

  /** Its parent was raised while it was handled. */
  private static final byte CAUSE = 1;

  /** Its parent is a group that holds it. */
  private static final byte MEMBER = 2;

  /** It was raised while its parent was on its way, as on closing what both used. */
  private static final byte SUPPRESSED = 3;

  /** Most recent first. */
  private final List<Thrown> list;

  /** The place in the list of each one's parent, or -1. */
  private final int[] parents;

  /** How each one stands to its parent. */
  private final byte[] relations;

  /** Of each one, its first child and its next sibling in the list, or -1. */
  private final int[] firstChild;

  private final int[] nextSibling;

  /** Places in the list, in the order that is told. */
  private final int[] order;

  /** The number of each one in that order, from 1. */
  private final int[] numbers;

  private int told;

  private ExceptionOrder(List<Thrown> list) {
    this.list = list;
    int size = list.size();
    parents = new int[size];
    relations = new byte[size];
    firstChild = new int[size];
    nextSibling = new int[size];
    order = new int[size];
    numbers = new int[size];
  }

  /**
   * Puts an event's exceptions in order.
   *
   * @param mostRecentFirst as the event has them, the other way round
   */
  static ExceptionOrder of(List<Thrown> mostRecentFirst) {
    ExceptionOrder order = new ExceptionOrder(mostRecentFirst);
    if (!order.findParents()) {
      order.takeForChain();
    }
    order.linkChildren();
    order.walk();
    return order;
  }

  int size() {
    return order.length;
  }

  /** The exception with that number, from 1. */
  Thrown thrown(int number) {
    return list.get(order[number - 1]);
  }

  /** The number of the exception that was raised while that one was handled, or 0. */
  int causeOf(int number) {
    return parent(number, CAUSE);
  }

  /** The number of the exception that that one was put aside for, or 0. */
  int suppressedBy(int number) {
    return parent(number, SUPPRESSED);
  }

  private int parent(int number, byte relation) {
    int at = order[number - 1];
    return parents[at] < 0 || relations[at] != relation ? 0 : numbers[parents[at]];
  }

  /**
   * The numbers of those that are told, in their order: of the causes (of a group without one, its
   * first member and the causes of that) the two most recent and the root, then what there is room
   * for.
   */
  List<Integer> chosen(int limit) {
    boolean[] chosen = new boolean[order.length + 1];
    List<Integer> causes = new ArrayList<>();
    for (int at = order.length == 0 ? -1 : order[0]; at >= 0; at = next(at)) {
      causes.add(numbers[at]);
    }
    int left = limit;
    for (int i = 0; i < causes.size(); i++) {
      if (i < limit - 1 || i == causes.size() - 1) {
        chosen[causes.get(i)] = true;
        left--;
      }
    }
    List<Integer> numbersChosen = new ArrayList<>();
    for (int number = 1; number <= order.length; number++) {
      if (chosen[number] || left > 0) {
        left -= chosen[number] ? 0 : 1;
        numbersChosen.add(number);
      }
    }
    return numbersChosen;
  }

  /** The cause, else the first member; -1 without either. */
  private int next(int at) {
    int member = -1;
    for (int child = firstChild[at]; child >= 0; child = nextSibling[child]) {
      if (relations[child] == CAUSE) {
        return child;
      }
      if (relations[child] == MEMBER && member < 0) {
        member = child;
      }
    }
    return member;
  }

  /** By their ids; false when these do not tell. */
  private boolean findParents() {
    Map<Integer, Integer> byId = new HashMap<>();
    for (int i = 0; i < list.size(); i++) {
      Mechanism mechanism = list.get(i).mechanism();
      if (mechanism == null
          || mechanism.exceptionId() == null
          || byId.put(mechanism.exceptionId(), i) != null) {
        return false;
      }
    }
    int before = -1;
    for (int i = 0; i < list.size(); i++) {
      Mechanism mechanism = list.get(i).mechanism();
      boolean suppressed = isSuppressed(i);
      Integer parent = parent(mechanism, byId);
      int unsaid = suppressed ? before : -1;
      parents[i] = parent == null ? unsaid : parent;
      before = suppressed ? before : i;
    }
    cutCircles();
    for (int i = 0; i < list.size(); i++) {
      relations[i] = relation(i);
    }
    return true;
  }

  /**
   * The place of the exception that holds this one; or null. For causes sentry-python always names
   * the first exception, but it numbers a cause right behind what it led to.
   */
  private static @Nullable Integer parent(
      @Nullable Mechanism mechanism, Map<Integer, Integer> byId) {
    if (mechanism == null || mechanism.parentId() == null) {
      return null;
    }
    Integer id = mechanism.exceptionId();
    String source = mechanism.source();
    if (id != null
        && mechanism.parentId() == 0
        && ("__cause__".equals(source) || "__context__".equals(source))) {
      Integer before = byId.get(id - 1);
      if (before != null) {
        return before;
      }
    }
    return byId.get(mechanism.parentId());
  }

  /** Strangers write ids: of exceptions that hold each other, one is held by none. */
  private void cutCircles() {
    int[] seenFrom = new int[parents.length];
    for (int i = 0; i < parents.length; i++) {
      int at = i;
      while (at >= 0 && seenFrom[at] == 0) {
        seenFrom[at] = i + 1;
        int parent = parents[at];
        if (parent >= 0 && seenFrom[parent] == i + 1) {
          parents[parent] = -1;
        }
        at = parent;
      }
    }
  }

  private byte relation(int at) {
    if (isSuppressed(at)) {
      return SUPPRESSED;
    }
    // A group holds its members as "exceptions[0]" or "errors[0]", and its cause as "__cause__".
    Mechanism mechanism = list.get(at).mechanism();
    String source = mechanism == null ? null : mechanism.source();
    Mechanism ofParent = parents[at] < 0 ? null : list.get(parents[at]).mechanism();
    boolean member = source == null ? ofParent != null && ofParent.group() : source.endsWith("]");
    return member ? MEMBER : CAUSE;
  }

  /** Without ids, each is the cause of the one before it that was not suppressed. */
  private void takeForChain() {
    int before = -1;
    for (int i = 0; i < parents.length; i++) {
      boolean suppressed = isSuppressed(i);
      parents[i] = before;
      relations[i] = suppressed ? SUPPRESSED : CAUSE;
      before = suppressed ? before : i;
    }
  }

  private boolean isSuppressed(int at) {
    Mechanism mechanism = list.get(at).mechanism();
    return mechanism != null && mechanism.suppressed();
  }

  private void linkChildren() {
    Arrays.fill(firstChild, -1);
    for (int i = parents.length - 1; i >= 0; i--) {
      if (parents[i] >= 0) {
        nextSibling[i] = firstChild[parents[i]];
        firstChild[parents[i]] = i;
      } else {
        nextSibling[i] = -1;
      }
    }
  }

  private void walk() {
    List<Integer> begins = new ArrayList<>();
    for (int i = 0; i < parents.length; i++) {
      if (parents[i] < 0) {
        begins.add(i);
      }
    }
    // Those suppressed are found on the way, and come behind all that led to the error.
    for (int i = 0; i < begins.size(); i++) {
      walkFrom(begins.get(i), begins);
    }
  }

  private void walkFrom(int begin, List<Integer> suppressed) {
    ArrayDeque<Integer> open = new ArrayDeque<>();
    open.push(begin);
    while (!open.isEmpty()) {
      int at = open.pop();
      order[told++] = at;
      numbers[at] = told;
      List<Integer> causes = new ArrayList<>();
      List<Integer> members = new ArrayList<>();
      for (int child = firstChild[at]; child >= 0; child = nextSibling[child]) {
        if (relations[child] == SUPPRESSED) {
          suppressed.add(child);
        } else {
          (relations[child] == CAUSE ? causes : members).add(child);
        }
      }
      push(members, open);
      push(causes, open);
    }
  }

  /** The first of them comes out first. */
  private static void push(List<Integer> children, ArrayDeque<Integer> open) {
    for (int i = children.size() - 1; i >= 0; i--) {
      open.push(children.get(i));
    }
  }
}
