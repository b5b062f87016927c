package io.jasip.internal.message;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a message of RFC 4475 from the test resources, where it stands in the RFC's notation
 * (section 2.1): {@code allOneLine}, {@code hex} and {@code repeat}.
 */
public final class TortureMessage {

  private static final Pattern ONE_LINE =
      Pattern.compile("<allOneLine>\n(.*?)\n</allOneLine>", Pattern.DOTALL);
  private static final Pattern REPEAT =
      Pattern.compile("<repeat count=([0-9]+)>(.*?)</repeat>", Pattern.DOTALL);
  private static final Pattern HEX = Pattern.compile("<hex>([0-9A-F]+)</hex>");

  private TortureMessage() {}

  /** The message of that name, as it is on the wire. */
  public static byte[] read(String name) {
    String text = resource("/rfc4475/" + name + ".sip");
    text = ONE_LINE.matcher(text).replaceAll(line -> quoted(line.group(1).replace("\n", "")));
    text = REPEAT.matcher(text).replaceAll(TortureMessage::repeated);
    return bytes(text.replace("\n", "\r\n"));
  }

  private static String repeated(MatchResult repeat) {
    return quoted(repeat.group(2).repeat(Integer.parseInt(repeat.group(1))));
  }

  private static String quoted(String replacement) {
    return Matcher.quoteReplacement(replacement);
  }

  private static byte[] bytes(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Matcher hex = HEX.matcher(text);
    int at = 0;
    while (hex.find()) {
      bytes.writeBytes(text.substring(at, hex.start()).getBytes(StandardCharsets.UTF_8));
      bytes.writeBytes(HexFormat.of().parseHex(hex.group(1)));
      at = hex.end();
    }
    bytes.writeBytes(text.substring(at).getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  private static String resource(String path) {
    try (InputStream in = TortureMessage.class.getResourceAsStream(path)) {
      return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8)
          .replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
