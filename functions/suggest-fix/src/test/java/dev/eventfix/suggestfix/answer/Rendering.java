package dev.eventfix.suggestfix.answer;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.autolink.AutolinkType;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * What an independent reader of CommonMark and GitHub's extensions sees in a text.
 *
 * @param active the nodes that a renderer would make active, and languages that it would execute
 * @param text what is shown, code included
 * @param code the texts of code spans and blocks
 */
record Rendering(List<String> active, String text, List<String> code) {

  private static final List<Extension> GITHUB =
      List.of(
          AutolinkExtension.builder()
              .linkTypes(AutolinkType.URL, AutolinkType.EMAIL, AutolinkType.WWW)
              .build(),
          TablesExtension.create(),
          StrikethroughExtension.create());

  /** Languages whose blocks some renderer turns into something else. */
  private static final List<String> EXECUTED =
      List.of("mermaid", "math", "html", "svg", "latex", "geojson", "topojson", "stl");

  private static final Parser WITH_EXTENSIONS = Parser.builder().extensions(GITHUB).build();
  private static final Parser PLAIN = Parser.builder().build();

  static Rendering of(String markdown) {
    return of(WITH_EXTENSIONS, markdown);
  }

  /** Without tables and automatic links, where other things are code. */
  static Rendering plain(String markdown) {
    return of(PLAIN, markdown);
  }

  private static Rendering of(Parser parser, String markdown) {
    List<String> active = new ArrayList<>();
    List<String> code = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    parser
        .parse(markdown)
        .accept(
            new AbstractVisitor() {
              private void active(Node node) {
                active.add(node.toString());
                visitChildren(node);
              }

              @Override
              public void visit(Link node) {
                active(node);
              }

              @Override
              public void visit(Image node) {
                active(node);
              }

              @Override
              public void visit(HtmlInline node) {
                active(node);
              }

              @Override
              public void visit(HtmlBlock node) {
                active(node);
              }

              @Override
              public void visit(LinkReferenceDefinition node) {
                active(node);
              }

              @Override
              public void visit(Code node) {
                code.add(node.getLiteral());
                text.append(node.getLiteral());
              }

              @Override
              public void visit(IndentedCodeBlock node) {
                text.append(node.getLiteral());
              }

              @Override
              public void visit(FencedCodeBlock node) {
                if (node.getInfo() != null && !node.getInfo().matches("[a-z0-9+#-]*")) {
                  active.add(node.getInfo());
                }
                if (EXECUTED.contains(node.getInfo())) {
                  active.add(node.getInfo());
                }
                code.add(node.getLiteral());
                text.append(node.getLiteral());
              }

              @Override
              public void visit(Text node) {
                text.append(node.getLiteral());
              }

              @Override
              public void visit(SoftLineBreak node) {
                text.append('\n');
              }

              @Override
              public void visit(HardLineBreak node) {
                text.append('\n');
              }
            });
    return new Rendering(active, text.toString(), code);
  }
}
