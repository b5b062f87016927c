package io.jasip.internal.asterisk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The lines of a file, whatever it is. */
final class ConfigLines {

  private static final long LARGEST = 32 << 20;

  /** A file that cannot be read, and the rule that says why. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;
    final String rule;

    Unreadable(String rule) {
      super(rule, null, false, false);
      this.rule = rule;
    }
  }

  private ConfigLines() {}

  static List<String> of(Path file) throws Unreadable {
    byte[] bytes;
    try {
      if (!Files.isRegularFile(file)) {
        throw new Unreadable("file-unreadable");
      }
      if (Files.size(file) > LARGEST) {
        throw new Unreadable("file-too-large");
      }
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new Unreadable("file-unreadable");
    }
    for (byte each : bytes) {
      if (each == 0) {
        throw new Unreadable("file-not-text"); // UTF-16, or no configuration at all
      }
    }
    String text = decode(bytes);
    return List.of((text.startsWith("\ufeff") ? text.substring(1) : text).split("\n", -1));
  }

  /** Asterisk does not care about encodings: names and comments are in any. */
  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }
}
