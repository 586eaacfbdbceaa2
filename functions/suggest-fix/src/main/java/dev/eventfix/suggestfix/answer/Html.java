package dev.eventfix.suggestfix.answer;

import java.util.Locale;

/** Which words in angle brackets are HTML's, so that they are taken out and generics are not. */
final class Html {

  private static final String INLINE =
      " a abbr acronym applet area audio b base basefont bdi bdo bgsound big blink body button canvas"
          + " center cite code col colgroup data datalist del details dfn dialog dir em embed"
          + " fieldset figcaption figure font footer form frame frameset head header hgroup html i"
          + " iframe img input ins isindex kbd keygen label legend link main map mark marquee math"
          + " menu menuitem meta meter nav noembed noframes noscript object optgroup option output"
          + " param picture plaintext portal pre progress q rp rt ruby s samp script section select"
          + " slot small source span strike strong style sub summary sup svg template textarea time"
          + " title track tt u use var video wbr xml xmp ";

  /** Those that end a line or a cell: a space stands where they stood. */
  private static final String BREAKING =
      " address article aside blockquote br caption dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p table"
          + " tbody td tfoot th thead tr ul ";

  private Html() {}

  static boolean isElement(String name) {
    String word = " " + name.toLowerCase(Locale.ROOT) + " ";
    return INLINE.contains(word) || BREAKING.contains(word);
  }

  static boolean breaks(String name) {
    return BREAKING.contains(" " + name.toLowerCase(Locale.ROOT) + " ");
  }
}
