package dev.eventfix.cli;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The methods and constructors that an object of a class can come to. A call may go to every object
 * that was made and has such a method, so there are rather too many of them than too few.
 */
final class ReachableCode {

  private final JavaClasses classes;
  private final Set<JavaClass> made = new LinkedHashSet<>();
  private final Set<JavaCodeUnit> reached = new LinkedHashSet<>();
  private final Deque<JavaCodeUnit> left = new ArrayDeque<>();

  /** What was made, by the name of each type that it has. */
  private final Map<String, Set<JavaClass>> madeAs = new HashMap<>();

  /** Names of methods that are called, by the name of the type they are called on. */
  private final Map<String, Set<String>> calledOn = new HashMap<>();

  private ReachableCode(JavaClasses classes) {
    this.classes = classes;
  }

  /**
   * All that is reached.
   *
   * @param classes the code in which is looked; calls that leave it end there
   */
  static Set<JavaCodeUnit> from(JavaClasses classes, JavaClass type) {
    ReachableCode code = new ReachableCode(classes);
    type.getCodeUnits().forEach(code::add);
    while (!code.left.isEmpty()) {
      code.follow(code.left.removeFirst());
    }
    return code.reached;
  }

  private void add(JavaCodeUnit unit) {
    JavaClass type = unit.getOwner();
    if (!classes.contain(type.getName()) || !reached.add(unit)) {
      return;
    }
    left.add(unit);
    type.getStaticInitializer().ifPresent(this::add);
    if (unit instanceof JavaConstructor && made.add(type)) {
      // Others may call what they know of the new object.
      for (JavaMethod method : type.getMethods()) {
        if (implementsWhatOthersKnow(method)) {
          add(method);
        }
      }
      Set<JavaClass> types = new LinkedHashSet<>(type.getAllRawSuperclasses());
      types.addAll(type.getAllRawInterfaces());
      types.add(type);
      for (JavaClass known : types) {
        madeAs.computeIfAbsent(known.getName(), name -> new LinkedHashSet<>()).add(type);
        for (String called : List.copyOf(calledOn.getOrDefault(known.getName(), Set.of()))) {
          call(type, called);
        }
      }
    }
  }

  private boolean implementsWhatOthersKnow(JavaMethod method) {
    Set<JavaClass> types = new LinkedHashSet<>(method.getOwner().getAllRawSuperclasses());
    types.addAll(method.getOwner().getAllRawInterfaces());
    return types.stream()
        .filter(type -> !classes.contain(type.getName()))
        .flatMap(type -> type.getMethods().stream())
        .anyMatch(known -> known.getName().equals(method.getName()));
  }

  private void follow(JavaCodeUnit unit) {
    for (JavaAccess<?> access : unit.getAccessesFromSelf()) {
      if (access.getTarget() instanceof CodeUnitAccessTarget target) {
        String owner = target.getOwner().getName();
        String name = target.getName();
        target.resolveMember().ifPresent(this::add);
        if (calledOn.computeIfAbsent(owner, any -> new LinkedHashSet<>()).add(name)) {
          for (JavaClass type : List.copyOf(madeAs.getOrDefault(owner, Set.of()))) {
            call(type, name);
          }
        }
      }
    }
  }

  private void call(JavaClass type, String name) {
    for (JavaMethod method : type.getMethods()) {
      if (method.getName().equals(name)) {
        add(method);
      }
    }
  }
}
