package dev.eventfix.cli;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The methods and constructors that an object of a class can come to. A call may go to every object
 * that was made and has such a method, so there are rather too many of them than too few.
 */
final class ReachableCode {

  private final JavaClasses classes;
  private final Set<JavaClass> made = new LinkedHashSet<>();
  private final Set<JavaCodeUnit> reached = new LinkedHashSet<>();
  private final Set<CodeUnitAccessTarget> called = new LinkedHashSet<>();

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
    int before;
    do {
      before = code.reached.size();
      code.follow();
    } while (code.reached.size() > before);
    return code.reached;
  }

  private void add(JavaCodeUnit unit) {
    JavaClass type = unit.getOwner();
    if (!classes.contain(type.getName()) || !reached.add(unit)) {
      return;
    }
    type.getStaticInitializer().ifPresent(this::add);
    if (unit instanceof JavaConstructor && made.add(type)) {
      // Others may call what they know of the new object.
      for (JavaMethod method : type.getMethods()) {
        if (implementsWhatOthersKnow(method)) {
          add(method);
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

  private void follow() {
    for (JavaCodeUnit unit : List.copyOf(reached)) {
      for (JavaAccess<?> access : unit.getAccessesFromSelf()) {
        if (access.getTarget() instanceof CodeUnitAccessTarget target && called.add(target)) {
          target.resolveMember().ifPresent(this::add);
        }
      }
    }
    for (CodeUnitAccessTarget target : called) {
      for (JavaClass type : List.copyOf(made)) {
        if (type.isAssignableTo(target.getOwner().getName())) {
          type.getMethods().stream()
              .filter(method -> method.getName().equals(target.getName()))
              .forEach(this::add);
        }
      }
    }
  }
}
