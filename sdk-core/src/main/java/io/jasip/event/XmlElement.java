package io.jasip.event;

import io.jasip.sip.SipBody;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of a small XML document. Bodies come from anybody, so document types and entities are
 * off, and size, depth and number of elements are bounded.
 */
final class XmlElement {

  private static final int MAX_BYTES = 256 * 1024;
  private static final int MAX_DEPTH = 32;
  private static final int MAX_ELEMENTS = 10_000;
  private static final int MAX_ATTRIBUTES = 64;

  private final String name;
  private final Map<String, String> attributes = new HashMap<>();
  private final List<XmlElement> children = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private XmlElement(String name) {
    this.name = name;
  }

  /** A new one each time: factories are not safe for several threads. */
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("external entities are not read");
        });
    return factory;
  }

  /**
   * Reads a document.
   *
   * @param root the local name that the root must have
   * @throws MalformedBodyException if it is not such a document, or too large
   */
  static XmlElement parse(SipBody body, String root) {
    byte[] bytes = body.bytes();
    if (bytes.length > MAX_BYTES) {
      throw new MalformedBodyException(
          root + " of " + bytes.length + " bytes is larger than " + MAX_BYTES);
    }
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(decode(bytes)));
      XmlElement element = read(reader);
      if (!element.name.equals(root)) {
        throw new MalformedBodyException("the root is not " + root);
      }
      return element;
    } catch (CharacterCodingException
        | XMLStreamException
        | IllegalArgumentException
        | IllegalStateException e) {
      throw new MalformedBodyException("body is not well-formed XML of " + root, e);
    }
  }

  /** Decodes by itself: given bytes that are no UTF-8, the parser of the JDK prints to stderr. */
  private static String decode(byte[] bytes) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static XmlElement read(XMLStreamReader reader) throws XMLStreamException {
    Deque<XmlElement> open = new ArrayDeque<>();
    XmlElement root = null;
    int elements = 0;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (++elements > MAX_ELEMENTS || open.size() >= MAX_DEPTH) {
            throw new MalformedBodyException(
                "more than " + MAX_ELEMENTS + " elements, or deeper than " + MAX_DEPTH);
          }
          XmlElement element = start(reader);
          if (open.isEmpty()) {
            root = element;
          } else {
            open.getLast().children.add(element);
          }
          open.addLast(element);
        }
        case XMLStreamConstants.END_ELEMENT -> open.removeLast();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (!open.isEmpty()) {
            open.getLast().text.append(reader.getText());
          }
        }
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw new MalformedBodyException("document types and entities are not read");
        default -> {} // comments and processing instructions say nothing
      }
    }
    if (root == null) {
      throw new MalformedBodyException("there is no element");
    }
    return root;
  }

  private static XmlElement start(XMLStreamReader reader) {
    XmlElement element = new XmlElement(reader.getLocalName());
    if (reader.getAttributeCount() > MAX_ATTRIBUTES) {
      throw new MalformedBodyException("more than " + MAX_ATTRIBUTES + " attributes");
    }
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      element.attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    return element;
  }

  /** The children of a local name; namespaces are left aside, for servers get them wrong. */
  List<XmlElement> all(String child) {
    return children.stream().filter(each -> each.name.equals(child)).toList();
  }

  /** The first child of a local name. */
  Optional<XmlElement> first(String child) {
    return children.stream().filter(each -> each.name.equals(child)).findFirst();
  }

  List<XmlElement> children() {
    return children;
  }

  String name() {
    return name;
  }

  /** An attribute by its local name. */
  Optional<String> attribute(String attribute) {
    return Optional.ofNullable(attributes.get(attribute));
  }

  /** An attribute that must be there. */
  String required(String attribute) {
    return attribute(attribute)
        .orElseThrow(() -> new MalformedBodyException(name + " has no attribute " + attribute));
  }

  /** What it says itself, without white space around. */
  String text() {
    return text.toString().strip();
  }
}
