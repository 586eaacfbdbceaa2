package dev.eventfix.event;

import static org.objectweb.asm.Opcodes.ANEWARRAY;
import static org.objectweb.asm.Opcodes.ASM9;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.NEWARRAY;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Counts how much work a task makes for the classes of events and of JSON, the same on every
 * machine: each method that begins and each round of a loop counts one, and a call of Java's or
 * Jackson's as many as the characters, bytes or items it looks at or copies.
 *
 * @param <T> what the task is given, a type of Java's own
 */
final class CountedWork<T> {

  private final Consumer<T> task;

  /**
   * A task, done with classes that count.
   *
   * @param task has a constructor without parameters; it sees classes of its own, so what it leaves
   *     behind is not seen from here
   * @param warmUp what the task is given first, for the work of initialisers not to count
   */
  CountedWork(Class<? extends Consumer<T>> task, T warmUp) {
    this.task = counting(task);
    this.task.accept(warmUp);
  }

  /** How much work the task makes of it. */
  long of(T input) {
    long before = WorkCounter.work();
    task.accept(input);
    return WorkCounter.work() - before;
  }

  @SuppressWarnings("unchecked") // It is the same class, but for its loader.
  private static <T> Consumer<T> counting(Class<? extends Consumer<T>> task) {
    try {
      Constructor<?> constructor = new Loader().loadClass(task.getName()).getDeclaredConstructor();
      constructor.setAccessible(true);
      return (Consumer<T>) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Has its own counting version of every class of the two packages. */
  private static final class Loader extends ClassLoader {

    private static final String[] COUNTED = {"dev.eventfix.event.", "dev.eventfix.wire."};

    Loader() {
      super(CountedWork.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        if (known != null) {
          return known;
        }
        return isCounted(name) ? counting(name) : super.loadClass(name, resolve);
      }
    }

    private static boolean isCounted(String name) {
      return !name.equals(WorkCounter.class.getName())
          && (name.startsWith(COUNTED[0]) || name.startsWith(COUNTED[1]));
    }

    private Class<?> counting(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        ClassReader original = new ClassReader(in);
        ClassWriter counting = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        original.accept(new CountingClass(counting), 0);
        byte[] bytes = counting.toByteArray();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class CountingClass extends ClassVisitor {

    CountingClass(ClassVisitor next) {
      super(ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      return new CountingMethod(next);
    }
  }

  private static final class CountingMethod extends MethodVisitor {

    private static final String COUNTER = Type.getInternalName(WorkCounter.class);

    /** Name and descriptor of each method of the counter. */
    private static final Set<String> COUNTED_CALLS = countedCalls();

    /** The types none of whose methods may go uncounted unless it is known to be constant. */
    private static final Set<String> CLOSED_TYPES =
        Set.of(
            "java/lang/String", "java/lang/StringBuilder", "com/fasterxml/jackson/core/JsonParser");

    /** Take the same time whatever the text or the value is. */
    private static final Set<String> CONSTANT =
        Set.of(
            "append(C)",
            "append(I)",
            "charAt(I)",
            "codePointAt(I)",
            "currentLocation()",
            "currentName()",
            "currentToken()",
            "currentTokenLocation()",
            "getNumberType()",
            "getParsingContext()",
            "isEmpty()",
            "length()",
            "setCharAt(IC)",
            "setLength(I)",
            // Numbers' texts are limited by Jackson.
            "getDoubleValue()",
            "getIntValue()",
            "getNumberValue()",
            "getTextLength()");

    private final Set<Label> passed = new HashSet<>();

    CountingMethod(MethodVisitor next) {
      super(ASM9, next);
    }

    private static Set<String> countedCalls() {
      Set<String> calls = new HashSet<>();
      for (Method method : WorkCounter.class.getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers())) {
          calls.add(method.getName() + Type.getMethodDescriptor(method));
        }
      }
      return calls;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      count("step", "()V");
    }

    @Override
    public void visitLabel(Label label) {
      super.visitLabel(label);
      passed.add(label);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      if (passed.contains(label)) {
        count("step", "()V");
      }
      super.visitJumpInsn(opcode, label);
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
      if (opcode == NEWARRAY) {
        countTop("made", "(I)V");
      }
      super.visitIntInsn(opcode, operand);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      if (opcode == ANEWARRAY) {
        countTop("made", "(I)V");
      }
      super.visitTypeInsn(opcode, type);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (!owner.startsWith("java/") && !owner.startsWith("com/fasterxml/")) {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        return;
      }
      if (name.equals("<init>")) {
        countMade(descriptor);
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        return;
      }
      String counted =
          opcode == INVOKESTATIC ? descriptor : "(L" + owner + ";" + descriptor.substring(1);
      if (opcode != INVOKESPECIAL && COUNTED_CALLS.contains(name + counted)) {
        count(name, counted);
        return;
      }
      String call = name + descriptor.substring(0, descriptor.indexOf(')') + 1);
      if (CLOSED_TYPES.contains(owner) && !CONSTANT.contains(call)) {
        throw new IllegalStateException("nobody counts " + owner + "." + call);
      }
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    }

    private void countMade(String descriptor) {
      switch (descriptor) {
        case "(I)V" -> countTop("made", "(I)V");
        case "(Ljava/lang/String;)V", "(Ljava/util/Collection;)V" ->
            countTop("madeOf", "(Ljava/lang/Object;)V");
        default -> {
          // Of nothing, or of something that is not copied.
        }
      }
    }

    private void countTop(String name, String descriptor) {
      super.visitInsn(DUP);
      count(name, descriptor);
    }

    private void count(String name, String descriptor) {
      super.visitMethodInsn(INVOKESTATIC, COUNTER, name, descriptor, false);
    }
  }
}
