import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Lays out the package of suggest-fix's second deployment, which streams: what the first one's
 * holds, a Java image and what starts it. The build runs this from its source. The image is made on
 * Linux only, for the architecture of the JDK that runs this; elsewhere the package has none and
 * says so when it is started, so that the template can be deployed all the same.
 */
final class StreamingPackage {

  /** What the function's classes and jars need; a test starts the image and asks it things. */
  private static final List<String> MODULES =
      List.of("java.base", "java.logging", "java.management");

  /** Elliptic curves for TLS, which java.base holds from Java 22 on. */
  private static final String CURVES = "jdk.crypto.ec";

  private static final int CURVES_IN_BASE = 22;

  /** The C library of Amazon Linux 2023 is 2.34: an image that asks for a newer one cannot start. */
  private static final int NEWEST_GLIBC_MINOR = 34;

  private final Path target;
  private final Path folder;
  private final Path image;

  private StreamingPackage(Path target) {
    this.target = target;
    folder = target.resolve("stream-function");
    image = folder.resolve("jre");
  }

  /**
   * Given the module's folder, its target folder, and whether no image is wanted ({@code true}).
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path module = Path.of(arguments[0]);
    StreamingPackage made = new StreamingPackage(Path.of(arguments[1]));
    made.layOut(module.resolve("src/image/bootstrap"));
    String reason =
        Boolean.parseBoolean(arguments[2])
            ? "this build leaves it out (-Dquick or -Dstream.image.skip)"
            : made.link();
    if (reason == null) {
      System.out.printf(
          Locale.ROOT,
          "The streaming package for %s is %d MB, its Java image %d MB: %s%n",
          System.getProperty("os.arch"),
          size(made.folder) / 1_000_000,
          size(made.image) / 1_000_000,
          made.folder);
    } else if (!Files.exists(made.image)) {
      System.out.println("The streaming package has no Java image: " + reason);
    }
  }

  private void layOut(Path bootstrap) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> old = Files.list(folder)) {
        for (Path path : old.filter(path -> !path.equals(image)).toList()) {
          delete(path);
        }
      }
    }
    Path function = target.resolve("function");
    try (Stream<Path> paths = Files.walk(function)) {
      for (Path path : paths.toList()) {
        Path copy = folder.resolve(function.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
    Files.copy(bootstrap, folder.resolve("bootstrap"), StandardCopyOption.COPY_ATTRIBUTES);
  }

  /** Makes the image unless it is there; tells why it cannot, or null. */
  private String link() throws IOException, InterruptedException {
    if (!System.getProperty("os.name").equals("Linux")) {
      return "it is built on Linux only";
    }
    Path jlink = Path.of(System.getProperty("java.home"), "bin", "jlink");
    if (!Files.isExecutable(jlink)) {
      return "this JDK has no jlink";
    }
    List<String> modules = new ArrayList<>(MODULES);
    if (Runtime.version().feature() < CURVES_IN_BASE) {
      modules.add(CURVES);
    }
    List<String> command = new ArrayList<>(List.of(jlink.toString()));
    command.addAll(List.of("--add-modules", String.join(",", modules)));
    command.addAll(List.of("--vm", "server", "--strip-java-debug-attributes"));
    command.addAll(List.of("--no-header-files", "--no-man-pages"));
    // Lambda packs it anyway, and what is not packed twice starts faster.
    command.addAll(List.of("--compress", "zip-0", "--generate-cds-archive"));
    command.addAll(List.of("--output", image.toString()));
    // Of the same command and JDK comes the same image.
    String made =
        command + " " + Runtime.version() + " " + System.getProperty("os.arch") + "\n";
    Path stamp = target.resolve("stream-image.txt");
    if (Files.exists(image) && Files.exists(stamp) && Files.readString(stamp).equals(made)) {
      return null;
    }
    delete(image);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      delete(image);
      return "jlink failed (a JDK without jmods?): " + said.strip().replaceAll("\\s+", " ");
    }
    // For heaps of 32 GB and more, which no function has.
    Files.deleteIfExists(image.resolve("lib/server/classes_nocoops.jsa"));
    int glibc = newestGlibc(image.resolve("lib"));
    if (glibc == 0 || glibc > NEWEST_GLIBC_MINOR) {
      delete(image);
      return "this JDK would not run on Amazon Linux 2023, for it is made for "
          + (glibc == 0 ? "another C library" : "glibc 2." + glibc)
          + " (Temurin's and Corretto's do)";
    }
    Files.writeString(stamp, made);
    return null;
  }

  /** The minor number of the newest version that the image's libraries name, 0 if they name none. */
  private static int newestGlibc(Path libraries) throws IOException {
    int newest = 0;
    try (Stream<Path> files = Files.walk(libraries)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".so")).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        String name = "GLIBC_2.";
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
          int end = at + name.length();
          int minor = 0;
          while (end < text.length() && Character.isDigit(text.charAt(end)) && minor < 1000) {
            minor = minor * 10 + text.charAt(end) - '0';
            end++;
          }
          newest = Math.max(newest, minor);
        }
      }
    }
    return newest;
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(path)) {
      paths
          .sorted(Comparator.reverseOrder())
          .forEach(
              each -> {
                try {
                  Files.delete(each);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
