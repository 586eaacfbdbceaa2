package dev.eventfix.event;

import java.nio.charset.StandardCharsets;

/**
 * English words, and beginnings of words, that tokenizers take whole: one token in lower case and
 * with a capital, with and without a blank before them, by o200k and by cl100k. The list of them is
 * the tests'; here are hashes, for a cold start has no time to make them.
 */
final class KnownWords {

  /** No shorter word is looked up: it would not be worth it. */
  static final int SHORTEST = 4;

  static final int LONGEST = 14;

  private static final int LETTERS = 26;

  /** How many bits a hash has. */
  private static final int BITS = 16;

  /**
   * For each hash whether a known word has it, four in a letter: of other words, one of twenty is
   * taken for a known one. A test makes it from the list, and compares.
   */
  static final String HASHES =
      "aaaaaaaaafaaaaaaaaaaabiiaaabaaaaaaaaaabaaaaaaaaacaabeaaaaaaaaiiacaaaaacaaeaaaaaaaaaaaaaa"
          + "baaaaaaaaaaaaaaacaaaaaeaaaaaaaaaaaaaaaaaaeaaaaabaaaaaaaaaaaaaaaaaaaaaaaaiaaaaaaaaacaeaaa"
          + "eaaakaaaeaaaaaaaaaaaaaaaaaaaaaaaaiaeaabaeabaaaeiaababaaaaaaaaaaaaaaccaaaacaaaaaaaaaaaaaa"
          + "aaaaaaaaaaaaaaaaajaaaabaaeaaaaiacaaacaaaaaacaaaaaaaaaaaaaeaaaaaaaiccabaaaaeaaaaacaabaaba"
          + "iaaaaaabbaaabaaaaaaaaabaiaaaaaaacaaaaiaaeaiaaaaaaaaaaaaaaaaaaaiaeaaaaaaaaaaaaaiaiaiaaaaa"
          + "aaaaacaaaeiaaaaabiaaaaaaaaaaaaaaaaaaaaabaaaaaaaaaeaaeaaabaaeaaaaaaacaagaaaaaaaaaaaaaaama"
          + "aabaaaaaaaaaaiaaaabaaaaaaaaaaaaoaacaaaaaaaaaaeaaaaaiaaiaaaaaaccaaaaaaiabcaaaiaaabbaaaeaa"
          + "aaaaaaaaaaiakaaaaaeaaaaaaecaaaaaaaaaaaacaaaaiaaaaaaaaeaadaaaaaaaaaaaaacaaaaebaaaaaaaaaaa"
          + "aacaaaaaaaiaaaaaiaaaaacaaaaaaaaeaaaaaaajiaaaaacaibadaaaacaaaaaaaaacaaaaaiaaekaaaciaaaaaa"
          + "adaaaabaaabaaaaaaaabaaaebaaaaaaabaaaaaaabaaaeaaaaaaaaaaaaaaaaaaaaaaacaaaaaaabaaaaabaaaae"
          + "aaacaababaaaaaaaaabaacaaeaaaeaaaaaaaaabaiaaaeaaaaabaaaabaaaaaaaaaaaaaaaaaaaaaaiaaabaaaaa"
          + "aaaaaaaeaaaaaaaiaaaaaiaaaaaebaaaaaaaaaaaaabaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaeaaaabaaaaaaa"
          + "aaebaaaaiaaiaaciaaaaaaaaaaaaaagbaaaaiaagaaaaaaaaaaaaaaiaeaaaaaaaaaaaaaaeaaaaacaaaaaaabaa"
          + "aaaabcaaaaaaaaaaaaaaaaaaaaaaaaaaaaamaiaaaaaaaeabaaaacaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
          + "aaaaaaaeaaaeaaaaaaaaaaaiaaaaaaacacaaiiaaaaaaaaaaaaaaeaaaaiacaajaabaaaaaabaaaacaaaaaaaaaa"
          + "aaabaaaaaaabaaeeaaaabaaiaaaaaeaaeaibaaaaiaaaacaaaaaaaaaadaaaaaaaaeaaaaaeacaaaaaacaaaaaaa"
          + "aaeaaiaabaeaaaaaaaaeaaeaaaaaeaaaaaaaaaaaaaaiaaaaaaaacaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaeaeaa"
          + "aaaaaaaaaaaaeebaaaaeaaaaaabaaabaaaaaababaaaaaceaaaaaaacaaaaaibaaaaaaacaiaaaaaaaaaaaiaaaa"
          + "aeiaaaaaiaaaaaaaaaaaaaaaaaaaaaaeiabaaabaaaaaaaaaaaaaaiaaaaaaaaaaaaacaaaaaaaebaaaaaaaaaai"
          + "abeaaaabaaaabiaaaaaaaaaajaaaaaaaaaaabaaaaaaacaaaiaaaeaaaagaaaaaaaaaaaaiaaaaaaaaaaaaaaaaa"
          + "agaaaaaaaaaaaaaabaiaabiaafaaaaaaaaaaaaaaaaaaaiaacaaaaaaaaaaaaieaaeaieeiaaaaaaaaaaaaaaaaa"
          + "aabaaaiaaeaaabaaaaiaaaaaecaaaaaaaaaaaaaaaaaeaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaiaaaaafaaaa"
          + "aaaiciaaaaaaaiaaaaaaaaeieaaaaaaaaaaaeaaaaaaaaaaaeaiaaabacimaaiaaaaaaicaaaaaaamaaaibaaaaa"
          + "aaaaaaaeaaaaaaaiaaeaaaaiaaaaaaacaaaaaaibaaabaaaaaaaaaaaaaaaaaaaaaaacaaaaakbeaaaaacaaaaea"
          + "aaaaaaaaaaaabaaaiaaaaaaiaaaaaaeaaaaccaaeaaaaaageaaaaaaaaaaaaciiaaaaabaaaaaaamaaaaaaaaaaa"
          + "aaabababaaaaaaaaaaaaaaacaaaaaaaaahaaaaaaaababbaacbaaaiaaaaaaaaaaaaaaaaaaaaaaaaaaiaaabaaa"
          + "eaaaaaaaaaaaaiaaaabaaaaecaaaaamaccaaaaaaaaaacaaaaaaiaaaaaaiaaaaaaaacaaaabaaaeaaiaaaeaaaa"
          + "abiaaaaaaaaaeaaaiaiaaaaaaaacaabaaaaaaaaaaaaaaaaaaaaeaaaaaaaaaaaaaaabaaaaaaaaaaaaaaaaaaae"
          + "aaaaaaaaaaaaaabiaaaaaeaaaaaaaaaaaiaabaiaaaaaaabaacaaabaaaaaaaaaaaaaiaaaeaaaaaaaaaaaaaaaa"
          + "aaaaeiaaaaaaaaaaaaaaaaaaaaaaeaaecaaaaibaaaaaaaeaaaaaaacabaaiaaaaacjaaaaaibaaaaaaaacaabaa"
          + "aaaaaaaaaaacaaaaaaaaaaaaeaaaaaaaaaaaaacaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaacaaaaaaaaaaaacaea"
          + "aaaaaaaaaaabaaaiaaaaaaaaaaaaaaaaaaaaaaaaaaaaagaaaaakiaaaaaaaaafaaaaaaaaieaaaaiaaaaaaabaa"
          + "abaaaaaaaaaaaaaabaaaaaaaaaaacaaaaaeaaiaaaacaaaaaaaaaaiaaaaaaaaaaaaaaaiaaabaaaabaaaaaaaaa"
          + "aaaaaaaiaaaiaaaaaaaaaaaaaaiaaaaaaedaaaaabaciaaaaaaaiaaaaaaaaaaaaaiaaaaaiabccaaaaaacaaaaa"
          + "eaaeaaaaaaaaaaaacaaacaaaaaaaaaaacaakaaaaaafaajaaaaaaiaacacabaaaaaaaaaaaaaaaafaacaaaaaaaa"
          + "aaeaaaaaiaaaaaaeaeaaaaiaaaaaaaaaaaaaeaaaaeaaaaaaaaaaaaaaaaaieeaaeaaacaacaaaaaaaadaaaaaaa"
          + "aaaaiaaaaaaaaaaaiaaaiaaaaabaaeaaaaabaaieeaaaaaaaaaabcaaaaaaacaaacaaaaacaaaaiaaaaaaaaaaba"
          + "aaaeaaaaaabaaaaaeaaaaaaaaaaaaaaacaamaiaaaaaaaaaeecaabaaaaaaaaaaabaaabaaaiiaaaaabaaaabaaa"
          + "eccaaaaaaaiaaeaaaaaaaiaaaaeaaaaaaaaaaaaaaaaaaaaabaaiaaaaaaeaaaaeaaaaaaeaaaaaaaaaaaiacaaa"
          + "aaaaabaaaaaaaacccaaaaaeaaabaaaaafaaaaaaaeaaaaacaaaaaaaaaaccacaaaaaaaaeaaaaaaaaaaaaaaaaaa"
          + "aaiaaaaaaaaaaaaaeaaaaaaaaeacaanaacaabaaaaaaacabaeaeaaaaaabaaaaaaaaaaaaabaaaaaaacaaaaaaaa"
          + "aaaaaaaabiaaaaaaaiabaaaaaaaaaaaaeaaaaaaiabaaaaeaaaaaaaaaaaaaaeaaaaaaaaaaiaaaaeaaeaaaaiaa"
          + "aaaaaaaaiaaaaaiaabcabaaaababaaaaaaaaaaaaaaabaaaaaaaaaaaaaaaabcaaaaaaeiaaaaaaaaeaaaaaaaaa"
          + "aiaaaaaaakaaaaaaaaaaaaaaaaaaaaaaeaaaaaaaaaabaaaaaaaaaaaaaaaicaaeaaaacaaaaaaaaaaaafaaaeaa"
          + "baaaiaaaacaaaaaabaaaaaaaaaaacaaaaiaaaaeaeaaaaaacacaaiaaaaaaaaaaaaacaaaaaaaaaaaaaabaibiae"
          + "aaaaaaaeebaaaaaaacaaaaaabaaaiaaaaaaaaaaaaaaaaaaaaaaaacaaebaaaaaaaaaaamaaaaaaaaceaaaaeaaa"
          + "aaabaaaaiaaaaiaacaeaaieaaabbaaaaaaeaacbaaaaaaaacaaaaaiaaaaaaaaaaaiaacaiadaabaaaaaaaiaaaa"
          + "aaabaabaaaaabaabaaaaaaaaaeaaaaaaaacaaaaaaaaaaaaaacaaaeeacaaiaaaaaaaaiaeaaaaaacaaaaaaaaaa"
          + "caaeaaaaaaaaaaaaeceaaaaaaaaaaaacaaaiiaabaaaacaaaabaaaaiaaaaaaaagaaaaaaaaaaaaaaaeccaaaaaa"
          + "aaaaaaiadaaaaaaaaabaaeaaaaeaaiaaaaakaaaaaaaaabaaaaaaaaaaaaaiagaaaacaabaaaaaaaaeaaaaaaaaa"
          + "aiabafaacaaaaaaaacaaaaceaeaaaaaaaaacaaaaaaciiecaaaiaaaaacakaaaaaeaaaaaaaaaaaaaaaacaaaiaa"
          + "aaiaaaaamaaaaaaaaaaaacaaaaaaiaaaaaaaaaaaaaaaaaacaaaeaaaaaaaaaaaiaaaeaaaaiaaaaaaaaaaeaaaa"
          + "aaaacaaaaaaaamaaaiaaiaaiaaaafaaaaaaamaebeaaaaaabaaeaaaacaaagaaaabaaaaabaaaaaacaaaaaaabaa"
          + "aabaabaaaaaaiacaaeaaaaaaaaaaaaaaaaaaaaacaacaiabaaaaaaaaaaaaaaaaaaiaaaaaaaaaaaaaaacaaaaaa"
          + "aaaaaaagaaaaaaaaaaaaadgaaaaaaaaaaaaaabbbaaaaaiaaaaaaabaaaafaacaaaaaaaaecaaaaaaaaaeaaaaac"
          + "aaaaaibaaaaaaaaaeaaabaaabaebaaaaeaaaagaaaaiaaaaaaaaabaaaaaaaaaaeaaaaaaaaaaaaaaaaaaaaaaaa"
          + "aaaaaiaaiaacaaiaaaiaaaaaaaebaaaaaaaaaeaeaaaiaaiaaaeaaaaaaaaaaaaaaaaaaaaaaaaabaaaaaaaaeaa"
          + "acaaaaaaaaaaieaaaaacaiaaaaaajaaaabaaaiaaacaacaaaaaaabeaaabaaaaaaaaaaaaiaaabiaaaaaaaaaaaa"
          + "caiaacaaaaacaaaaaaaaaaaacaabaaaaaaaaaaaaaaaaaaaaaaaaacabaaaaaaaaaaaaaaaaaaaaabaaaaaeaaia"
          + "aaaaaaaaaaaaaaaaaaaaaaaaacaiaaaaaaaaaaaaaaaaeeaaabaaaaabaaaaaaaaaacaaaaabaaaabaabaacaaae"
          + "aaaaaaabaaaeaaaaaaaebaaaaaaaaaaaaaaaaaaaaaaaeiaaaaeaaaaaaaacaibaaaabaciaaeaaaaaaaaaaaaee"
          + "aaaaaaaccbaaeaaaaaaacaaaaaaaacaaaaaaaaaaabeacaaaaaabaiabacdaaaaacaaaacaaaaabaaaaaaaaaaaa"
          + "aaaaaaaaaaaaaaaaaeaaaacaaaacaaaaaeaaabaaaaaaeaaaaaaaaaaaaaabaaeibaaaaaiaaaaaaaaaabcaaaaa"
          + "aaaaaaaaaaeaaacaaaaaafaacaaaeaaaecaaaaieaaaaababaacaeaaaabaaaiaaiaaaaaaaaaacaaebaaaaaaac"
          + "iaaeaeaiaaaaiaaaiaaaaaaaaaaaaiaaaaaaaaaaaaaaaaaaaaaaaaaeaaaaaeaeaaaaaaacaabaaaaacabaaaab"
          + "ebaacaagaaaaiaaeabiaaaaaaeaaaaeaaaaaaaaaaaaaaiaaaaeaaaeacaaaaocaaaaaaaaaaaaaiaaaaaiaaaaa"
          + "aaaaaaeaaaaaaaaaaeaaaiaeaaaabaaeaaaaaaaaaaacaaaaaaaaaaaaaaaaaiaaacbaaaaaeaaaiabaiaaaeaea"
          + "aaabadicaaaaaaiaiaaaiaacaaamaaababaaaaaaaaaaaaaaaaaabaacaaaaeaaaaeimeacaaeaaaaaaaaaaaaba"
          + "aaaaabaaacaaaacaaaaaaaaaaaaaaeacaaaaaeaaeacaaaaaaaaaaaaaaaaaaaaaaaaaaaiaaaiaiaaaaaiacaea"
          + "aaiaaacaaaeaaaaaaaaaaaacaaaiaaaaaaaaaaaaaaaaaiaeaaacaaaaaaafaacaaaaaaacacaaaaaaaaaaaaaaa"
          + "aaacaaaaaaeaaaaaaaaaaaaaaaaaaaaaaaaeaaaabaaacaaaaaaaaaaaaaaaaaaaaaaaaaaaiaaaaaaacbaaaiba"
          + "aaaaaaaaaaaabeaaaaaeaaaaaaaaaaaabaccaaaaaaaaacaeaaaaiaabeaaaaaaaaaaaaaaaaaaaiaaaaaacaaaa"
          + "aaaacaaaaaaaaaaaiaaaaaaaaaiacabaafaaabaeaacbaaaaaaaiaaaaiaaaaaaaaaaaaaaaaaaaaaaaiaaabaia"
          + "aaaciaaaaaaaacaaaaaaaaaaaacaaabaieaaaaaaibaaeaaaaaaabaaaaaaaaabaaaaaaaaaaaaaaaaacaaaacaa"
          + "aaaaeaaaaaaaaaaeaabbaaabaaiaaaaacaaaaaaaaeaaiaiaaaaaaiaaaaaaaaeabaaaajaaiaaaaaaabeaaaiaa"
          + "aaaaaaaaaaaaaaaaaaaaeaaacaaaaaeaaaaacaaaaaaaaaaaaaaaibaaaaeaaaeaaeaaacaaaaaaacaaaiaaaaac"
          + "aaaaaaaaacaaaaecbaaaaaaaaaaaaibaaabaaaacaaciaabakaaaeaaaaaaaaaaaeaaaaaaaaabaaaaaaaaaaaaa"
          + "aaaaaaaaaeaaaaaaaaaaaaaaaaiaaaaaaeaiaabaaaaaaaaaaaaaiaabaaaeaaaaiaaeaaaaaaaaaaiaaaaaaeaa"
          + "aaaaaaaeaaeaaaaaaaaaaaaibaaaiaaaaaaaaaabaaaaeaaeaaaaacaeaaaaaaaaaaaaaaaaabaabaaiacaaaaac"
          + "aaaaaaaaabaaaaaaaaaiaaaaaaaaaicaaaaaaaaaaaiaaaaaaaiiaaaaaacaaaeaaabaaaaaaaaaaaaaeaaaaaaa"
          + "beaaeaaaaeaaaaafaaaiaaaaaaeaaaaieaaaaaabiiaaaaaiaaaaaaeaiaaaaaaeaaiacaaaaaababcbaaaaaaaa"
          + "aaaaaaaaabaaabaaaaaaaaaaaaaaaaacaacaaaaaaaaaaeaaaiaaaaaaaaambaaaacaaaaaacaiaeaaaaaaaaaaa"
          + "aaacaaeaaaaadcaaaeaaaaaaaaaagaaaaaaaeeaaaabaaaaaaadeaaaaacaaaaaaaaaaaeaaaaaadaabceaaebba"
          + "caaaaaaaaaaiaaaaaaeaaaaabaabaaeaaaaaacaeaaeeaaabaaaaaaacaaaaaaaaaaabaaeamaaabacaaaaaaaaa"
          + "aaaiaaaecaaaaaaaaaaacaaaaaaacaaiaaaaaiaaaaaaaaaaaaaaaaaaiaaaaaaaaaiaaaaaaaiaaaaaaaiaaaaa"
          + "aaabbaaaaaaacaaeaiaaaaaaaaaacaaaaaaaieabaaaaaaaaicaaaaaaaaaaaaaaaiaaicmaaaaaaaaaaafcaaba"
          + "aaaaaaaacaaeaaabaaaaaaaadaaaaaaaakaaaeaaiaaaaacaaaaaaaaeaaafaaaaamaaaaaaaaaaaaaaaaaaaaea"
          + "aaibiaaaaaaaaabaaaaacaaaaaajaaaaaaaaaaiaaaaaaaaaaaaacaaaaacaabaaiaacaaaaaaaaaaaaaaaaaaaa"
          + "aaaaacaaaaaaeaaaaaaaaaaaaeeaaaaaaacaaaacaaaaacabaaaacaaaaaaaaaaaaaaaaaaaiaaaaaaaaaaaaaac"
          + "aaaaaaaaeaaaaaeaaaaaacaaaaaaaaacaaaaaaaaaaacaacaacaacceaaamaacaeaaaaaaiaeacaaaaaaaaaaaaa"
          + "aaaaaaiabaabaaaaeaaaaaaiaaaaaaaaaaaaaeaaacecaaaaaaaaaiaabaieaaaaaaaaaaabaaaaaaaaaaeaaiaa"
          + "aaaaaaaaaaaaaaabcaibaaaaaaaaeaaclaiaaaaaaaiaaaaccaaaiaaaaaaaaaaaacaaaicaiaaaaeabaaaaaica"
          + "aiaaaaaabaaaeaaaaakaaaaaaaaakaaaaaaaaicaaaeaaabaaaaaeecaabaaacaaaaiaaaaaaaabaaaakaiacaaa"
          + "aiacaacaaaaaaaaeaaaaaaiakaiaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaiaaaaacaeaaaaaaaaaaaaaaaacaibc"
          + "aaaaaaaaaaaaaeaaaaaaaaaaaaaaaaaaaaaaabaaaaeaaaaaaaaaicaaaaaaaabaaaeaaaaabaaaaaaaeaaaaaaa"
          + "aaagacafaaaaaaaaaaaaaaaabaaaaaaaacaaaaeaeaaaaaaaiaaaaaaiaaabaaaaaaaaaaaaabaaaaaaaeaabaae"
          + "aaeaaaaaaaaaaiacaeaaiaaaaaaaaaaaaaaaaacaiaaeaiaaaaaaaaabaaaabaaaaaaaaabaaaaaaaaacaaaiacc"
          + "aaaaaabaabaaaaaaaaaaaaaabiaaaaaabacaaiaaaaiaaaaaaaaaaaaaaaaaaeaaiaiaaaaaaaaaacaaaaaeaiai"
          + "aaeaaaaaaaaaaaaaaaeeaaaaacaaaaaaabaaaaafaaaaaaaaaaaaacaaaaaaaaaaaaeaaaaaaiaaaaiaiaaacaaa"
          + "aaaaaacaaaaaaaacaaeaaaabaiaaabaabaaaaeaaaacaaiaaaaaaaaaaaaaeaaaaaaaaiaaaaaiaaaaaaaaaaaaa"
          + "aafaaaaaabebaaaeabaaaaaaaaaaaaaaacaaaaaiaabaaaabaaaaaaaaeaaiaaaaaaaaaaaaaaaaaabaaacaaaaa"
          + "caaaaaaaaaabaaabaaeaccabaaaaaaaaaaabacaaaaaaeaaaaaaaaaaabeaaaaaaaaaabaaaaaaiaaaajaaiaaaa"
          + "aaaaaaaabaaabaaaaeaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaciabagaaaaaaaiaaaaagaa"
          + "aacaaaabaaeaacaaaabaaaaeaaaaacaaaiacaaaabaaaaaaaaeaacajaiaaaaaaaaaaaiaaaicaaaaaaaacaaaaa"
          + "aeaaaaacaaiaaaaaaeaaiaabaaaaaaaaaaaaeaaaaacaaaeaaaabcaaaaaabaaaaaaaaaaabaaiaaaaaacaaaeaa"
          + "aaacaaaaaaaaaaaabaaaaaaabcaaaaabeaaaaaaaaajaaaaabcabeeaaaaaaaaaacaeaaaabaaaaaaaaabaaaaai"
          + "aaaiaacaacbaaaaaaaaeaaaaaaaaaaaaaaaaacaaaaaaaaaaaabaaaaaaabaaaaaaaaaaaiaaeaaaeaaaaaaaaaa"
          + "aaeabaaaaaaaaaaeaabaacaaaaaeaaaaaaeaaaeaacaaaaaaeaaeaaaaaaaaaaaaaaaaaabaaaaaaaaaaabaiaca"
          + "aaeaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaacaaaaaaaeaaaaaabaaaaaaaabaaaaaaaaaaiaaaaaaaeaaaaaaaaaa"
          + "aeaciaaffciaaaaaaaaaaaaiaaaeaeaabaaaaaaaaaaaaaaaaafaaecaaaaaaaaaaacaaaaaaaaaaaaaaaaaaaaa"
          + "aacaiaaaaaaaaaaaaaaadaaaaaabcaaaeaaaaaaaeaeaaaaaaaaaaaaaaaaaaaakaaacbaaaabaaaaaaaaaaaiaa"
          + "aaaaaaaaaaiaicaaeaaaaeaaaaaaaaaabaaaaaaaaaiiaacaaaaaaiaaaaeabaaaaaafaaeaaaaaiabiacicaaaa"
          + "aaeaaaaecaabaaaabaaaaaaaaaaabaaaaaaaeaaaaaaaaaaaeaajaaaaaaaaaaaaaeaaaebaaaaaaaaaaaaaaaaa"
          + "aaaaaeaaaaeaaaaacaaaaaaabaaaaaaaaaaiaaaaaaaaaaaaaaaamcaaaaaaaaaiaaiaaaaaaaaciaaabaaaaaaa"
          + "aaaaaaaaaaabaaaeaaaaaaiaiaaaaaaaaaaabbaaeaabaaecabaaaiaiaaaaaaaacaeaaaacaaaaaaacaiaaaaia"
          + "aaaaaaaaaaacaaaaacaaceaaaeaaaaaacaacaaaaaacaafaaaaaaaaaaaaaaaiaaaaaaaaaaaaaaaaaaiaaeaaaa"
          + "aaijaaaaaaaaacaaaaaaabaecaaaaaaabaaabaaaaaaaaaeaaaaaacaaaaaaaaaaaaiaaaaaaaeaaeaciaaaaaaa"
          + "caaaaaaaaaaaeaaaeaaacaaacaaaaaaaaaaiaaaacciaaaajacaaaaaaaaaaaaeaaaaaaaeaacaaaaacaaaaecaa"
          + "aiaeaaaeaaaaaaaakaaaaaabaaaaaaaaaiaaaieaaaaaaaaaaaaaaaaaaaaaaaaaaaabaaacaaaaaaaaaaaaeiaa"
          + "aaaaaaaaaaaabaaaaaaaaaaaabacaaaaagaaaeaaaacaaaaaaaaaaaaacaaaaabaaaaaaaaeaaaaaaaaaaaaaagi"
          + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaeaaaaaaaaaacaaaaeaabaaiaaebccabaeaaabaaaaaaaaaaaaaaaaaa"
          + "aaaaaaaaaaaaeaaaaaaeaaaaabaeaaaaaaaaaaaaaaaaaaaiabaaeaaaaaaaaaagcaaaaaaaaabbaabaaaaaaeaa"
          + "aaeaaaaaaaaaaaaaaaaaaaaaaaabaaaaaaabaaaaaaaaaeaaaabaaaaaaiaabaaaacaaaaaaaaaaiaaacaaaaaaa"
          + "aaaaaaaaafbaaaaccbabaaaaaaiaaciaaaaacaeaaaaaaaaaaaaaaaaaaaaaaabaaaaaaabaaaaaaaaaaaaacaac"
          + "aaaaaaaaaiaaaaaccaiaaaaaaaaaaaaaaaaaaaaaaaabaeaaaaaaaaaaaaaaaaaaaacaaaaaaaaaaaaaaaaaaaca"
          + "ccaaeaaaaaaeaabaaaaaaeaabaabaaeaiecaaaaeacaaaaaabaaafaaakaaaaaaaaaiabaaaaaaaaaaabcaaeeaa"
          + "acaaaceaaaiaaaaabaaaaaaacaabaaaaiaacaaaaaaaiaaacaaaaaaaaeaccaadiaaabaabaabaaaiacaaaaaaaa"
          + "aaaamabaaaaaaaiaaaaaaaiaaaaaaabaaaaacaaaaiaaeaaaaaaaabaaiaaaaaacaaaaaiaaaiaaaaaaaaiaaeib"
          + "afacaaaaaaaaaaaaaaaiaafaaaaabiaaiaeaaaacaaaaaaaaaaaaiacaaaaaaacaaaaaaaaababaaaabcaaaaaaa"
          + "aaaaaaaaaabaieaaaaaaaaaaaaaaiaaaaaiaaaaaaaaiaaaiaaaaaaaeaabcaaaacabeaaacaaaaaaaaaaaaaaaa"
          + "caaaaaaaaaaaaaaaaaaaaaaaaaaaaaaiaaaaaaaaaaaakaaaaaaaaaaaaaaiaaaaeaaaaaaaaaaeiaaaaiaaacaa"
          + "aaaaeaaaaaaaeaaaaaaaaaaaaabaaeaaaaaaaaiaaacaaeaaiiaaaiiaaaeaaaaacaaaaaaaaaaaiaaaaaaaaaia"
          + "aaaaaaaaaaaaaaaaaeaaaaaaacaaaaaaaaaaaaaaaaaaaaaaaaaaaaafaaaaeaaaaaaaaaaaaaaaabaaaaaaacaa"
          + "aiaaaaaacabaaaaaabaaaaaaamaaaeaaaaaaaacaaaaaaaaaaaaaaaaaaaaaaaaeaaebaaaaaaaaaaaaaaaaaaaa"
          + "aaaaaaeaeaaaaabeaaaaaaacaaaaaaaaaaaiaaaaaaaaacaaaaaaeaaacbaaaaaagaaaaaaaaaaaaaaaaaaaaaaa"
          + "baaaaaaaaaaaacaaaaaaaaaeaaaaeeacaaiaabbabaaaaaaaaaaadaiaaaaaabiaaaaaaaaaaiaabaaaajeaaaae"
          + "aaaaaiaaaaaiaaaiaaaaaaaaaaaaaaaaaaaaaaaaaacaaaaaaaaaabbaaaaaagaaeaaaaacaaaaaaaeaaaaaacaa"
          + "caaaaaaiaaaalaccabaaaaaaiaaaaaaaaaaaaeaaaaaeaiaaaaaaaaaaaaabaaaaabaaaaaaaaaaaaeaaicaaaaa"
          + "daeaaaaaaaeaaaaaaaaaaaaaaaaaaacacaaaaaaaaaeaaaaaaaaaaaaaaaiaaaaabaoaaabaaaaaacaaaaaaaaaa"
          + "aaaaaaaaaaaeaaaaeaaiaaaeaadaaaaaaaaaaaaaaaaaabaaajaaaaaaaaaaaaaaaeaaaaaaaaaaaaaabacacaaa"
          + "aaaaaaaaacacbaaaaiaaaaaaaaaabaaiaaaaaabaaaaaaaaaaacaaacaaacaeaabaaeaaaaaaaieaaaaaaaacaga"
          + "eaaaaacaaaaaaaaaaaaaaaaaaiabaaaaaaaaaiaaibabaaaaaaaaaaaaaaeaaacacaaaaaaaaaiaacaaaeafaaaa"
          + "aaaacaaiaaacaaaaaacaaeabcabaaaaaaaeaabaaaacaaaaaaaacaaaaabaaaaaaabaaaaaaaiaaaaaaaaaaaaaa"
          + "aakbaaaaaaabaiaaaabaaaaaaaabaaaaaaaaaaaiabacaaaaecaaaeaaaaaaaaaaaaaaacaaaaaciaaaaiaaeaca"
          + "cbaaaaeaaaaaaabaaiaeaiaaaaaaaaaaaaaajcbaaaaaaaaabaeaaaaaiaaaaaaaaaaaacaaeaaaaabaaeaaaaaa"
          + "aaaaaaaaaaabaaabebbaaaaaaeaaaaaaaaaaaaiiaaaaiaaaaaaaabaaaaaaakaaaaaaaaaaaaabaaaaaaaaaaca"
          + "eaaaaaaaaaaaaaaaaaaaaaaaaaaeabaaeaabaaaaaaeiaaaaaeeaaeaaaaaaaaaeaaaaeaaiaaaaeaiaaaaaaaaa"
          + "cealaaaaaaaaaaaaaaaaaiaaeaaaaeaiaaaaaabaaaabaaaaaaaabaaaaaaiaaaaaaaaaaabaaaeaaaabcaaaeba"
          + "aaaaaaaaacabaaaaaaaaaaaaaaeaaaaaaaaaaibaaaaaaaaaacaaaeaacaaaaaaacaaaaaaaaaaaaaaaaacaaaaa"
          + "aaaaaaaaiaaaaaeaaaeaaaaaaihaaaabaaaaaaabaaaaaaaaaaacaaaaaaaabaaaaeaaaaaaaaaaaaaaaaaaaaaa"
          + "baaaaaaaaaaaaaabaaaaaaaaaaaaaaiaaaaaaaacaeaaaaaaaaaaacaaaaaaaaaaaiebaacaaaaaaabbabaaaaaa"
          + "aeaaaaaaaaaaaaaaaaaaaaaaabaaaaaaaaaibaeaaaaaaaacaaaaaaiaaaiaeaebaaaaaaaaaaaaaaaaaaaaaaaa"
          + "aaaaaaaaaeaaaaaaaabaaeaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaabaaiaaaiaaaaeeaaaaacaaaacaaaaaaaaa"
          + "aaaaiaaacaaaaabaiaiaaaaaaaaaaaaaaacaacaacaaaaaaaabacaaaacaaaaaaaaaaaaaaaaaeaabaaaaaaaibe"
          + "aaaaiaaaaaaaaagaamaaaeaabaaaaaaaiaaaiefaeeaiaaaaaaaaaaaaacaaaaaaaabaaaaaaaaaaaaaaaaaaaaa"
          + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaacaaaacafaaaaaaaaaaciaeaaaaaaaaaiaaeabebaaaaaaaaaaa"
          + "aaabaaaaeciaiaaaaaaaaaaaaaiaabaaabaaaaeaaabiaaiaaaaaaaeaiaaaaeaaaaaiaaaaaaaaaaeaaaaaaeaa"
          + "aaaaaaaiabaaaabaaaaaaaeaaaaaaaaacaaaaaaaaaaaaaaaaaabaaaaaabaaaeaaaaaaaaaaaiaaaababababaa"
          + "accbaaaaaaaaaaaaimeaaaaaaaabaeaaaaaaaaaaacaeiaaaeiaabaaabacccabaeaaaaaaaaaaaaaaaiaacaaaa"
          + "aaacaibaaiaaabaaaaaaaeaaaaaaaaaaaaaaaaaaaaaeiaaaacaaaeaaaaaaaaaaaaaaaaacaaaaiabaaiaaaaaa"
          + "aaaiaeaaaaaaaaaaaaaaaaaaiaaaaaaaaaaaaaaaaaaaaacaaaaaeaaaaaaaaiaaaaaaaaaaaaaaaaaaaacaaaaa"
          + "aaaaaaaaeaaabaibaaaaaeaaaaaaacaaacaaacaaaaaaaaaaaacaaaaaaaaaaabaaaaaaaaacaaaaabaeaaaaaaa"
          + "aaeaaaaaaaaaafaaaaaaaaabaaaaaaiaaaabkaabaaaaajcaabaaaaaaabaaaaabaeaaaaaaaaaabaaaaecaaaaa"
          + "aaaaaaaaaaaeaeaaeaaaaaiaaaabaaaaiaaacaaaaaaaabaakaaaeaaeeaeaaaaaaabaaaaaabaacbaaaaaaaaaa"
          + "aaaaacaaaaaaaaaaaaacaaabaaaaabaaaaaaaaabaaaaaeaaiaaaaaaaebaaaaaaaaaaaaaabiaaaaabaaaaaeaa"
          + "aaaabaaaaaaaaaaagaaaiaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaiaaaiaaaaacaaciaaaiaaaa"
          + "aaaaaacaaaamaaaaeaaaeaaaaiaaaaaaaaaaiacaiaaeaeaaaaaaaaaaaaabaaaaaacaaaaaaabaabeaaaaaaaaa"
          + "aaaaaaababaabaeaabaaaaaaaaabaaaaaaeaaaaiaaaaaaaiaaaaaaaaabaaeaaaaaaaaaeaiaaaaababaabaaaa"
          + "aaaaaaaibaaaaeaaaaaacaaaaaaaaaaaaeaaeaaaaaaaaaaaaaaiaeaaaaaaiaaaaeaaaaaaaaaaabacaaaaaaaa"
          + "abaiaaaaaaaaaaaabaaaaaiacaaaaaaaaaaaaaacaaeaaaaaaaaebaaaaaaaiaaaaaeacaaabaaeacaaaaaibaaa"
          + "abaaaaeaaaaeacaaaaaeaaaaaaaaaaaaaaaaaaaeaaaaaiabcaaaaiaaaeaaaaaaaaaaaaaaaacaiaaaaaacaaaa"
          + "aeaaacaaaabcaaaaaaaaaaaaaaaaaaaabaaaaaabaaaaaaaaeaaaaaeaaaaaaaeabbaaaicaaaaaaabaaaaaaaae"
          + "aacaaacaaeceaaaaaaaaaaaaaaaacaaaabaaaaeaaaaaaaabeaaaaeaaaaaaaaaaeaaaiaaaaaaabeaaaaacaaaa"
          + "aaeaaaaiaaaaaaaaaaaaaaabaaaacaaaaaaaaaaaaaaacaaaaaaacaaaeaaaaaaaaaaaaaaeaaaaaaaaaaaabaea"
          + "aabaaibaaeaaaaeaaaabaaaaaaaiaaabaaaaakaaaaccaaababeaaaacaaaaaaaaaaaaaaaaaibaaaaaaaaaaaaa"
          + "aaaajaeaaaaaaabaeaaaaaaaaaaaaacaacaaabacaaaaaaaaaaaaeaaacaaeaaaaaaaaaaiaaaaaaeaaiaaaaaaa"
          + "aaaibaaiaaiaaaaaaaiaaaaiacaaaaiaabaaaiaaaaaaaaaaaaaaaaaaaaaaaaaaaiaaaaiaaaaiaaaaacaaaaea"
          + "aaaeaaaaaaabaaaacaaaaaaaaaaiaaaaaaaiaaaaaaiaaaaaaaabaaaaaaabaaaaaaaaaaaaaeaaeaeaeaaaaaaa"
          + "aaaaacaaaacaaeaaaaaaabaaaabeaaaaacbaaaaaaacaaaacagaaaaaaaaaaaaaaaaaaaaaaaaaiaaaaaaaaaaaa"
          + "aaamaaaaaeaaaaaaaaaaabdaaaaiaaaaaaabaaaaeaaacaaeaaacaaaaaaaaaaaaaaaaaabaeaiaaaaaabaaaaaa"
          + "acaaaaaaabaaaacabbaeaaaaaaacaaaaiaaaacaeaacaaaaaaaaaaaaaaaacaaaaaaaaaaaajaaiaaeacaaiaaaa"
          + "aaaabaaaaaaaacaaaaaaacaaaaaaaaaaaaabaacaaaaiaaaaaaaaiaacaeaaaabaaceaaaaaacaaaaaeaaaaaaaa"
          + "aaiaabaaaaaabaaaaaaaaaeaaaaaaaeaecaaaaeaeaaaaaaiaaeaaaaaaaejaaaabaabcaaaaaaaaaaaamaaaeia"
          + "iacaaaiaaaaaaaaaaaaaaaaaaeaaieaaaiaaaeaaeaaaaaaaaaaaaaeaaaaaaacaaaaaeeaaaaaaaaabaaaaaaaa"
          + "aaiaaajaaaaaabaaaaaaaaabaaeeaaaiaacaaacaaeaaeaaaaaacaaaaaaaaaaiaaaaaabaabaacaaaaaaaaaaaa"
          + "agaiaaaaaaaaaaaaaaiaaaabaaabaaaaaaaaaaacaaaaaaaaaabaaaiaaaaaaaaiaaaaaaaaaaiaebaaaaaaabca"
          + "aaaacaaaaceaceac";

  private static final byte[] KNOWN = HASHES.getBytes(StandardCharsets.US_ASCII);

  /**
   * For each three letters whether they often stand together in o200k's pieces, four in a letter.
   */
  static final String THREES =
      "jemdoameecjfafjnekbfhogjneaaiacaemeaicabfbhobeaecjeaiemdoaeeaabeabjfembmphhdpedbjnebmppl"
          + "bhmaaaaaaeegcldaaaaaabmpfpppefjfnmbffggjhiohidoieeeabaabbaceaeaeaaaabbbeeaeeeabaapmpdobb"
          + "eeaaaaaaaaaaaaaaaaannncogcaaaaaaaaaaaaaaaaaaapfkgoaaeaaaaaaaaaaaeeeabeeaabaaaaaaaaaajaih"
          + "onaaaaaaaaaaaaaeeeabeaebaeiaaaaaaaamgjdoaaaaaaaaaaaaaaaaaaaaaaaaaiaaaaaaaaoanlobaaaaaaab"
          + "bbeabaaaaaaalbjloaaaaaaaaaaaaaaeeeojhbjdipoaaaaaaaabbjceafeeabeaaaaaaaaaaaaaapejpodaaaaa"
          + "aaaaaaaaeeeabeeaaaaaaeeeajfadbjloaaaaaaaaaaaaaaaaaaaaaeaaaaaaaaaaaapmnlodbaaaaaabaaaaaee"
          + "eciaephjpolcaaaaaaabaaaaeeaaaaaphmpodcaaaaaaaaaaaaeeeaaaeaabaaaaeaaaaagfipofaaaaaaaaaaaa"
          + "aeeeabeaaaaaiaaaaaaaafbnloaeeeaaaababaaaaaaaaaaaaacaaaaeaaaamemlodeeeajeafjnekbfgfkjfaic"
          + "mloaemecjgabfjgcbeeeajaaofidoceeaabaabbfemaepggdpedbbnebeppljpmaaakcbeegcjhaaaaaabmphplp"
          + "nfjnnnbefgajhnabadomeeeabaabbbeeaefgacgaabaaeaeeeabaagindodaaaaaaaaaaaaaaaaaaaanbjdoaame"
          + "cbbaaaaaaaaaaaaaapficoiaaaaaaaaaaaaaeeeabeaaaaaaaaaaaaaaaaigcbaaaaaaaaaaaaaeeeabeaaaaaaa"
          + "aeeaaaaabicoaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaalejdoacaaaaaaaaaaaaaaaaaaalnihogcaaaaaabbb"
          + "acameaaacahbigocaaaaaaabaaaaaeeeabaeabaaaaeeeabaaibigodaaaaaaaaaaaaaeeeabeaaaaaiaaacabaa"
          + "bbjdoaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaapgnlohbaaabaaaaaaaaaaaaaaanbjhobaaaaaaaaaaaaaaaaa"
          + "aaapfmpocaaaaaaaaaaaaaeeeabeabbaaaaaeeabaambjpohaaaaaaaaaaaaaeeeabaaaaaaaaaeeaadadejdoaa"
          + "aaaaaabbaaaaaaaaaaaiaaieaaaaaaaakejdoaeeecieabjneobfghabhaooodohemeabcebnjgobeaaaaaaaaac"
          + "aaegajaaabbfeibegghbhedbbnebepppbpmiaicobeegcddaaaaaabehehjhaflnnobefgcjhmaaabeaeeeabaab"
          + "aaaaaaeaaaaabbaeaaeeeabaimaidgcaaaaaaaaaaaaaaeaaaaamaedobaaaaaaaaaaaaaaaaaaaaaaacaaaaaaa"
          + "aaabaaaaaaaaaaaaaaaaaaaaaaaaaibcgbaaaaaaaaaaaaaaaaaaaaaaaeaaaaaaaaaieidgaaaaaaaaaaaaaaaa"
          + "aaaaaaaaaaaaaaaaaadejlobaaaaaaaaaaaaaaaaaaaaibjdoabaaaaaaaaaaaaaaaabaaabikoaaaaaaaaabaaa"
          + "aeeeaaaaaaaaaaaeeabaaaaihgbaaaaaaaaaaaaaeeeaaaaabbaaaaeeabeaaailoaaaaaaaabaaaaaaaaaaaaaa"
          + "aaaaaaaaaaapmnlohhaaaaaaaiaeabeeeabbaphnpoldaaaaaabbaaaaeaaabaappgppccaaaaaabbaaaameeabh"
          + "ebbaaaaaeaaaaapefpohbacaaaaaaaaaaaaaaaaaabaeaaeegajfepfndoiaeeaaaabaaaaaaaaaaaaaaaceaaaa"
          + "aaaanmplojheecjeaaaaaaaaaaaaaanfjdoaaaaabaaaaaaaaaaaaaaanfmcoicaaaaaaaaaaaaaaaaaaabbbeab"
          + "aaaaaaaoenhodeegcjhaaaaaaaaaaaaaaaaaaiaaaaaaaaaaidoaaaaaaaaabaaaaaaaaaaaaaaaeaaaaaaaapmp"
          + "lodaeaaaaabjjekbfeecjfenpnhppfeecjaabnneobeeaabaanhmppdgeaaaeabbbamaeeeabaeabaaaaeeeabge"
          + "majpohaaaaaaaaaaaabaeeaaaaflnmifemgcjffbbjdoaeeeabaaabaaaaaaaaaaabbabaaeeeaaaamaicoamemc"
          + "jbafjfekbegeabfeiamcoaameaacabfbggbbaaibaamaicoaeeaaaaabbbeebegfdbpedbbnebephpbpeigmloae"
          + "egclheaaaaaamhfplhffjbmmbeegcjdaoeikogeeeabaabbjceaaaeaaaabbaaaaaaeaaaanenlobbaaaaaaaaaa"
          + "aaeaaaaaanficoaaaaaaaaaaaaaaeeeabaenbigoaaaaaaaaaaaaaaeeeabeeabaaaaaaaaaaamanoofeeecjaaa"
          + "aaaaaeeeabeiabbaaafeeabfacbicoaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaacaaaaaaaaaaaaaaaaaaa"
          + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
          + "aaaaaaaaaaaaaaaaaabbbeaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaappplohheeabaabjbeabeeeabbappppp"
          + "hheeabaabbbeabeeaabaaphopodcaaaaaabbbaeaeeeabaebbbeebeeeabbaphppopdeaajaaaaaaabeeeabeefj"
          + "bmibeegojfeofnlmaeeeabaabbaaaaaaaaaaaaaaieaaeaaaaapgnlodbaaaaaabjjecbeaaaaaapnnlplaeaaba"
          + "aaaaaaaeeeajeaphmhoccaaaaaabbbeabfeeabeebbbeaaeeaaaaapcipgbeegcjeaaaiaabaaaaaaabbbeibege"
          + "gjfehhjloaaeaaaaabbbeaaaaaaaaaeaaheaaaaaaaaponlolbaaaaaaaiaaaaaaaaaaannnlolaaaabaaabaaaa"
          + "eeeejfephoppcceaaaaaaaaaaaeeeaaaebbaaaaaeaaaaaphnpofaaaaaaaaaaaaaeeeabeefjbeiaeeecleelfj"
          + "loaaaaaaaaabbeaaaaaaaaaaaiiaaaeaaacaiajcoameegidafjfaiaegfabaakaicodeiaaaaabnbaabeaaaaaa"
          + "mbikocaeaaaaabbaaibegecbhadbbpebepfljhaaaaaiaegecldaaaaaaampfklpefjjimbeegcjhiaaaacaaeaa"
          + "aaaabaaaaaaaaaaaaaaaaaaaaaaaioejdoaaaaaaaaaaaaaaaaaaaaanfjdoadaaaaaaaaaaaaaaaaaaanfihoca"
          + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaebngobaaaaaaaaaaaaaeeeabaaaaaaaaaaaaaaaaaiaaaaaaaaaaaaaa"
          + "aaaaaaaaaaaaaaaaaaaaaabencocbaaaaaaaaaaaaaaaaaaalfjcoaaaaaaaaaaaaaaeeeabaambocoaaaaaaaaa"
          + "aaaaaaeaaaaaaaaaaaaeacaaaaiigcaaaaaaaaaaaaaaeaeaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
          + "aaaaaaaaaaaaaaaaaabaaaaaaaaaabiaaaaaaaaaaeaabgaaaaaaaaaaaaaaaaaaaaaaaadeaaaaaaaaaaaaaaaa"
          + "aaaaaaaaaaaaaaaaaaaaaaaaeeacjaaaaaaaaaaaaaaaaaaaaaaeaaieaaaaaaaaaaaaaaaaaaaaaaaaaacaaaaa"
          + "aaaaaaaaaamccaaaaaaaaaiiaaaacaaiaaibacgaaaaaaaaaaaaaaaaaaaaaaaacaaaaaaaaaaaaaaaaeeaaaaab"
          + "aiaaedaaacaaaaccbaeaaacaaaaaaaaaeaaaaaabaiaaegaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
          + "aiiedoaaaaaaaaaaaaaaaaaaaaaiancoaaaaaaaaaaaaaaaaaaaaaafagcaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
          + "aaaaabacaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaeaaaaaaaaabaaaaaaaaaaaaaaaaaeaaaaaa";

  private static final byte[] FREQUENT = THREES.getBytes(StandardCharsets.US_ASCII);

  private KnownWords() {}

  /** The hash of a word that goes on by this small letter; of no letter it is 0. */
  static int hash(int hash, int letter) {
    return hash * 31 + letter;
  }

  /** Whether a word of as many letters as these have, with this hash, is most likely known. */
  static boolean has(int hash) {
    int index = index(hash);
    return ((KNOWN[index >> 2] - 'a') & (1 << (index & 3))) != 0;
  }

  /** The last three letters' number when this one, from 0 on, follows those of that number. */
  static int three(int before, int letter) {
    return (before * LETTERS + letter) % (LETTERS * LETTERS * LETTERS);
  }

  /** Whether the three letters of a number often stand together. */
  static boolean isFrequent(int three) {
    return ((FREQUENT[three >> 2] - 'a') & (1 << (three & 3))) != 0;
  }

  /** Where a hash stands among all. */
  static int index(int hash) {
    return (hash * 0x9E3779B1) >>> (32 - BITS);
  }
}
