package dev.eventfix.event;

import dev.eventfix.wire.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The languages that an answer may be in: those of the JDK's list, by their name in English, their
 * own, or a code as {@code de} and {@code pt-BR}. Their names are a file beside this class, for own
 * names take a module of 10 MB and the loading of a bundle for each language. Read at first use.
 */
final class AnswerLanguage {

  /** No name has as many characters. */
  private static final int MAX_LENGTH = 60;

  /** The scripts that tell languages of one name apart. */
  private static final String[] SCRIPTS = {"Hans", "Hant", "Latn", "Cyrl", "Arab"};

  private AnswerLanguage() {}

  /**
   * A language.
   *
   * @param tag its code, for some with the region or script that makes it
   * @param own its own name, or the English one again
   */
  private record Language(String tag, String english, String own) {}

  /** Read when it is first asked for. */
  private static final class Table {
    static final List<Language> LANGUAGES = read();

    private static List<Language> read() {
      try (InputStream in = AnswerLanguage.class.getResourceAsStream("languages.txt")) {
        if (in == null) {
          throw new IllegalStateException("languages.txt is not in the package");
        }
        List<Language> languages = new ArrayList<>();
        String lines = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        int end;
        for (int at = 0; (end = lines.indexOf('\n', at)) >= 0; at = end + 1) {
          int tab = lines.indexOf('\t', at);
          int second = lines.indexOf('\t', tab + 1);
          boolean named = second >= 0 && second < end;
          String english = lines.substring(tab + 1, named ? second : end);
          languages.add(
              new Language(
                  lines.substring(at, tab),
                  english,
                  named ? lines.substring(second + 1, end) : english));
        }
        return languages;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The English name of the language that is meant, or null when none is. */
  static @Nullable String named(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty() || stripped.length() > MAX_LENGTH) {
      return null;
    }
    String name = Normalizer.normalize(stripped, Normalizer.Form.NFC);
    for (Language language : Table.LANGUAGES) {
      if (language.english().equalsIgnoreCase(name)
          || language.own().equalsIgnoreCase(name)
          || language.tag().equalsIgnoreCase(name)) {
        return language.english();
      }
    }
    return name.endsWith(")") ? ofRegion(name) : ofTag(name.replace('_', '-'));
  }

  /** The name, in English or its own, that a text most likely means, or null. */
  static @Nullable String nearest(String text) {
    List<String> names = new ArrayList<>();
    List<String> lower = new ArrayList<>();
    for (Language language : Table.LANGUAGES) {
      names.add(language.english());
      names.add(language.own());
    }
    for (String name : names) {
      lower.add(name.toLowerCase(Locale.ROOT));
    }
    String nearest = NearestName.of(text.strip().toLowerCase(Locale.ROOT), lower);
    return nearest == null ? null : names.get(lower.indexOf(nearest));
  }

  private static @Nullable Language ofCode(String tag) {
    for (Language language : Table.LANGUAGES) {
      if (language.tag().equals(tag)) {
        return language;
      }
    }
    return null;
  }

  /** A code with a script or region, or an old code. */
  private static @Nullable String ofTag(String tag) {
    Locale locale;
    try {
      locale = new Locale.Builder().setLanguageTag(tag).build();
    } catch (IllformedLocaleException e) {
      return null;
    }
    Language language = ofCode(locale.getLanguage());
    boolean known =
        language != null
            && locale.getVariant().isEmpty()
            && !locale.hasExtensions()
            && isScript(locale)
            && isRegion(locale);
    if (!known) {
      return null;
    }
    Language whole = ofCode(locale.toLanguageTag());
    return whole == null ? locale.getDisplayName(Locale.ENGLISH) : whole.english();
  }

  /**
   * No script or one that writes a language; those with Z do not. Nameless ones are shown as is.
   */
  private static boolean isScript(Locale locale) {
    String script = locale.getScript();
    return script.isEmpty()
        || (script.charAt(0) != 'Z' && !locale.getDisplayScript(Locale.ENGLISH).equals(script));
  }

  /** No region, a country, or a number that stands for several of them. */
  private static boolean isRegion(Locale locale) {
    String region = locale.getCountry();
    return region.isEmpty()
        || Arrays.asList(Locale.getISOCountries()).contains(region)
        || (region.length() == 3 && !locale.getDisplayCountry(Locale.ENGLISH).equals(region));
  }

  /** As the JDK writes a language of a region or in a script: {@code Portuguese (Brazil)}. */
  private static @Nullable String ofRegion(String name) {
    int open = name.indexOf(" (");
    for (Language language : Table.LANGUAGES) {
      if (open > 0 && language.english().equalsIgnoreCase(name.substring(0, open))) {
        String tag = tagOf(name, language.tag(), SCRIPTS);
        tag = tag == null ? tagOf(name, language.tag(), Locale.getISOCountries()) : tag;
        return tag == null ? null : ofTag(tag);
      }
    }
    return null;
  }

  private static @Nullable String tagOf(String name, String code, String[] parts) {
    for (String part : parts) {
      String tag = code + '-' + part;
      if (Locale.forLanguageTag(tag).getDisplayName(Locale.ENGLISH).equalsIgnoreCase(name)) {
        return tag;
      }
    }
    return null;
  }
}
