package io.jasip.internal.asterisk;

import io.jasip.doctor.LintOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The files of a server that the rules look at.
 *
 * @param folder {@code /etc/asterisk}, or a copy
 * @param options what is known of the client
 * @param now for the validity of certificates
 */
record ServerFolder(
    Path folder,
    LintOptions options,
    Instant now,
    ConfigText http,
    ConfigText pjsip,
    ConfigText wizard,
    ConfigText rtp,
    ConfigText modules,
    ConfigText extensions,
    ConfigText sip) {

  private static final Path HOME = Path.of("/etc/asterisk");

  static ServerFolder read(Path folder, LintOptions options, Instant now) {
    ConfigText wizard = ConfigParser.parse(folder, "pjsip_wizard.conf");
    return new ServerFolder(
        folder,
        options,
        now,
        ConfigParser.parse(folder, "http.conf"),
        Wizards.addedTo(ConfigParser.parse(folder, "pjsip.conf"), wizard, inDatabase(folder)),
        wizard,
        ConfigParser.parse(folder, "rtp.conf"),
        ConfigParser.parse(folder, "modules.conf"),
        ConfigParser.parse(folder, "extensions.conf"),
        ConfigParser.parse(folder, "sip.conf"));
  }

  /** Whether sorcery.conf says that objects of PJSIP are also elsewhere than in pjsip.conf. */
  private static boolean inDatabase(Path folder) {
    return ConfigParser.parse(folder, "sorcery.conf").sections().stream()
        .filter(section -> section.name().startsWith("res_pjsip"))
        .flatMap(section -> section.settings().stream())
        .anyMatch(line -> line.value().startsWith("realtime"));
  }

  List<ConfigText> texts() {
    List<ConfigText> texts = new ArrayList<>();
    for (ConfigText text : List.of(http, pjsip, wizard, rtp, modules, extensions, sip)) {
      if (text.exists()) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** Another configuration file of the folder. */
  ConfigText other(String name) {
    return ConfigParser.parse(folder, name);
  }

  /** Whether a file outside of the configuration language speaks of a word, such as a context. */
  boolean mentions(String file, String word) {
    Path path = folder.resolve(file);
    try {
      return Files.isRegularFile(path)
          && Pattern.compile("(?<![\\w-])" + Pattern.quote(word) + "(?![\\w-])")
              .matcher(new String(Files.readAllBytes(path), StandardCharsets.UTF_8))
              .find();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Where a file that a setting names is, or should be. Empty if that cannot be known here: the
   * folder is a copy, and the file was not copied with it.
   */
  Optional<Path> locate(String value) {
    try {
      Path path = Path.of(value);
      boolean live = folder.toAbsolutePath().normalize().equals(HOME);
      if (path.startsWith(HOME)) {
        Path copy = folder.resolve(HOME.relativize(path));
        Path parent = copy.getParent();
        return live || (parent != null && Files.isDirectory(parent))
            ? Optional.of(copy)
            : Optional.empty();
      }
      Path file = folder.resolve(path);
      return live || Files.exists(file) || path.startsWith(folder)
          ? Optional.of(file)
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
