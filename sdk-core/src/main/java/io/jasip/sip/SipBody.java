package io.jasip.sip;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Locale;

/**
 * The body of a message with its media type (RFC 3261 section 7.4). Immutable; the bytes mean
 * nothing to this library.
 */
public final class SipBody {

  /** No body. */
  public static final SipBody NONE = new SipBody("", new byte[0]);

  private final String contentType;
  private final byte[] bytes;

  private SipBody(String contentType, byte[] bytes) {
    this.contentType = contentType;
    this.bytes = bytes;
  }

  /**
   * Plain text.
   *
   * @param text any
   * @return of type {@code text/plain;charset=UTF-8}
   */
  public static SipBody text(String text) {
    return of("text/plain;charset=UTF-8", text);
  }

  /**
   * Text of another type, such as {@code message/cpim} or {@code application/im-iscomposing+xml}.
   *
   * @param contentType the value of Content-Type, such as {@code text/html;charset=UTF-8}
   * @param text is written in UTF-8
   * @return the body
   * @throws IllegalArgumentException if the content type is not {@code type/subtype} with
   *     parameters; the message names it
   */
  public static SipBody of(String contentType, String text) {
    return new SipBody(checked(contentType), text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Bytes of any type.
   *
   * @param contentType the value of Content-Type
   * @param bytes are copied
   * @return the body
   * @throws IllegalArgumentException if the content type is not {@code type/subtype} with
   *     parameters; the message names it
   */
  public static SipBody of(String contentType, byte[] bytes) {
    return new SipBody(checked(contentType), bytes.clone());
  }

  /**
   * The body of a message.
   *
   * @param message any
   * @return {@link #NONE} if it has none
   */
  public static SipBody of(SipMessage message) {
    return message.hasBody()
        ? new SipBody(message.header("Content-Type").orElse("").strip(), message.body())
        : NONE;
  }

  private static String checked(String contentType) {
    Tokens.requireOneLine("content type", contentType);
    String[] halves = withoutParameters(contentType).split("/", -1);
    if (halves.length != 2 || !Tokens.isToken(halves[0]) || !Tokens.isToken(halves[1])) {
      throw new IllegalArgumentException(
          "content type \"" + contentType + "\" is not of the form type/subtype");
    }
    return contentType.strip();
  }

  private static String withoutParameters(String contentType) {
    int semicolon = contentType.indexOf(';');
    return (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).strip();
  }

  /**
   * The value of Content-Type.
   *
   * @return with its parameters, as written; {@code ""} if there is no body or the peer did not say
   */
  public String contentType() {
    return contentType;
  }

  /**
   * The media type without parameters.
   *
   * @return in lower case, such as {@code text/plain}; {@code ""} if it is not known
   */
  public String mediaType() {
    return withoutParameters(contentType).toLowerCase(Locale.ROOT);
  }

  /**
   * The bytes.
   *
   * @return a copy
   */
  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * The body as text.
   *
   * @return decoded by the charset that the content type names, else from UTF-8
   */
  public String text() {
    return new String(bytes, charset());
  }

  private Charset charset() {
    for (String parameter : contentType.split(";", -1)) {
      String text = parameter.strip();
      if (text.regionMatches(true, 0, "charset=", 0, 8)) {
        try {
          return Charset.forName(Tokens.unquote(text.substring(8).strip()));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
          return StandardCharsets.UTF_8;
        }
      }
    }
    return StandardCharsets.UTF_8;
  }

  /**
   * Whether there is no body.
   *
   * @return true if it has no byte
   */
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SipBody that
        && contentType.equals(that.contentType)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * contentType.hashCode() + Arrays.hashCode(bytes);
  }

  /** Type and size; what it says is left out, for it may be private. */
  @Override
  public String toString() {
    return isEmpty() ? "no body" : bytes.length + " bytes of " + contentType;
  }
}
