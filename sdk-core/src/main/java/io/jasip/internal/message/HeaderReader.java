package io.jasip.internal.message;

import gov.nist.core.NameValue;
import gov.nist.core.NameValueList;
import gov.nist.javax.sip.header.AddressParametersHeader;
import gov.nist.javax.sip.header.ParametersHeader;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.header.SIPHeaderList;
import gov.nist.javax.sip.parser.ParserFactory;
import io.jasip.sip.CSeq;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipParameters;
import io.jasip.sip.SipUri;
import io.jasip.sip.Via;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sip.address.Address;
import javax.sip.header.CSeqHeader;
import org.jspecify.annotations.Nullable;

/**
 * Reads structured header values with JAIN-SIP's parsers and hands out JaSIP's own values. No
 * JAIN-SIP object leaves this class.
 *
 * <p>The parsers are fenced in: their cost grows with the square of a line, so a line is at most
 * {@value #MAX_LINE} characters; a Via comment makes one of them loop for ever, so no Via may hold
 * a parenthesis (RFC 3261 has no Via comments); whatever they throw comes out as {@link
 * MalformedMessageException}.
 */
public final class HeaderReader {

  private static final int MAX_LINE = 4_096;

  static {
    SilentStackLogger.install();
  }

  private HeaderReader() {}

  /** Reads all Via values (RFC 3261 section 20.42), in order. */
  public static List<Via> vias(List<String> lines) throws MalformedMessageException {
    List<Via> vias = new ArrayList<>(lines.size());
    for (String line : lines) {
      if (line.indexOf('(') >= 0) {
        throw new MalformedMessageException("Via holds a parenthesis");
      }
      for (SIPHeader header : parse("Via", line)) {
        gov.nist.javax.sip.header.Via via = (gov.nist.javax.sip.header.Via) header;
        vias.add(
            guard(
                "Via",
                () -> new Via(via.getTransport(), via.getSentBy().encode(), parameters(via))));
      }
    }
    return vias;
  }

  /** Reads a header with exactly one address: From, To, Refer-To, Referred-By. */
  public static NameAddr address(String name, String line) throws MalformedMessageException {
    List<NameAddr> all = addresses(name, List.of(line));
    if (all.size() != 1) {
      throw new MalformedMessageException(name + " holds " + all.size() + " addresses, not one");
    }
    return all.get(0);
  }

  /**
   * Reads a header with a list of addresses: Contact, Route, Record-Route, Path. A Contact of
   * {@code *} gives none.
   */
  public static List<NameAddr> addresses(String name, List<String> lines)
      throws MalformedMessageException {
    List<NameAddr> addresses = new ArrayList<>(lines.size());
    for (String line : lines) {
      if (line.strip().equals("*")) {
        continue;
      }
      for (SIPHeader header : parse(name, line)) {
        if (!(header instanceof AddressParametersHeader withAddress)) {
          throw new MalformedMessageException(name + " is not an address header");
        }
        addresses.add(guard(name, () -> address(withAddress)));
      }
    }
    return addresses;
  }

  /** Reads CSeq (RFC 3261 section 20.16). */
  public static CSeq cSeq(String line) throws MalformedMessageException {
    SIPHeader header = parse("CSeq", line).get(0);
    CSeqHeader cSeq = (CSeqHeader) header;
    return guard("CSeq", () -> new CSeq(cSeq.getSeqNumber(), new SipMethod(cSeq.getMethod())));
  }

  private static NameAddr address(AddressParametersHeader header) {
    Address address = header.getAddress();
    @Nullable String display = address.getDisplayName();
    return new NameAddr(
        display == null || display.isBlank() ? null : unescape(display.strip()),
        SipUri.parse(address.getURI().toString()),
        parameters(header));
  }

  /** The parser hands out a quoted display name without its quotes but with its backslashes. */
  private static String unescape(String display) {
    String inner =
        display.length() >= 2 && display.startsWith("\"") && display.endsWith("\"")
            ? display.substring(1, display.length() - 1)
            : display;
    if (inner.indexOf('\\') < 0) {
      return inner;
    }
    StringBuilder plain = new StringBuilder(inner.length());
    for (int i = 0; i < inner.length(); i++) {
      char c = inner.charAt(i);
      if (c == '\\' && i + 1 < inner.length()) {
        c = inner.charAt(++i);
      }
      plain.append(c);
    }
    return plain.toString();
  }

  private static SipParameters parameters(ParametersHeader header) {
    @Nullable NameValueList list = header.getParameters();
    if (list == null || list.isEmpty()) {
      return SipParameters.NONE;
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (Iterator<NameValue> each = list.iterator(); each.hasNext(); ) {
      NameValue parameter = each.next();
      String text = parameter.encode();
      int equals = text.indexOf('=');
      values.put(
          parameter.getName().toLowerCase(Locale.ROOT),
          equals < 0 ? "" : text.substring(equals + 1));
    }
    return SipParameters.of(values);
  }

  private static List<SIPHeader> parse(String name, String line) throws MalformedMessageException {
    if (line.length() > MAX_LINE) {
      throw new MalformedMessageException(
          name + " of " + line.length() + " characters is longer than " + MAX_LINE);
    }
    return guard(
        name,
        () -> {
          SIPHeader header = ParserFactory.createParser(name + ": " + line + "\n").parse();
          if (header instanceof SIPHeaderList<?> list) {
            List<SIPHeader> all = new ArrayList<>(list.size());
            list.forEach(all::add);
            return all;
          }
          return List.of(header);
        });
  }

  private interface Reading<T> {
    T read() throws ParseException;
  }

  /**
   * The parsers throw NumberFormatException, IndexOutOfBoundsException, NullPointerException and
   * others on bad input.
   */
  private static <T> T guard(String name, Reading<T> reading) throws MalformedMessageException {
    try {
      return reading.read();
    } catch (ParseException | RuntimeException | StackOverflowError e) {
      throw new MalformedMessageException(name + " is malformed");
    }
  }
}
