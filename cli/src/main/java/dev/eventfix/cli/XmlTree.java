package dev.eventfix.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** An element of an answer in AWS's query protocol; one that is not there has no text. */
final class XmlTree {

  /** An element that is not there. */
  static final XmlTree NONE = new XmlTree(null);

  private final @Nullable Element element;

  private XmlTree(@Nullable Element element) {
    this.element = element;
  }

  /** The outermost element, or null when it is no XML. */
  static @Nullable XmlTree read(byte[] bytes) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      return new XmlTree(builder.parse(new ByteArrayInputStream(bytes)).getDocumentElement());
    } catch (SAXException | IOException e) {
      return null;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("Java reads no XML", e);
    }
  }

  /** The first element of that name in this one. */
  XmlTree child(String name) {
    List<XmlTree> children = children(name);
    return children.isEmpty() ? NONE : children.getFirst();
  }

  /** The members of the list of that name. */
  List<XmlTree> members(String list) {
    return child(list).children("member");
  }

  String text(String child) {
    Element found = child(child).element;
    return found == null ? "" : found.getTextContent().strip();
  }

  private List<XmlTree> children(String name) {
    List<XmlTree> children = new ArrayList<>();
    Node node = element == null ? null : element.getFirstChild();
    for (; node != null; node = node.getNextSibling()) {
      if (node instanceof Element child && child.getTagName().equals(name)) {
        children.add(new XmlTree(child));
      }
    }
    return children;
  }
}
