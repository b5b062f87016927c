package io.jasip.internal.asterisk;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** The files that the argument of an {@code #include} names. */
final class IncludedFiles {

  private static final Path HOME = Path.of("/etc/asterisk");
  private static final int MOST = 1000;

  private final Path folder;

  IncludedFiles(Path folder) {
    this.folder = folder;
  }

  /** Whether the folder is a copy, and the argument names a place outside of it. */
  boolean isElsewhere(String argument) {
    return argument.startsWith("/")
        && !argument.startsWith(HOME + "/")
        && !argument.startsWith(folder.toAbsolutePath().normalize() + "/")
        && !folder.toAbsolutePath().normalize().equals(HOME);
  }

  /** All of them, in the order of their names; empty if there is none. */
  List<Path> of(String argument) {
    List<Path> found = new ArrayList<>();
    try {
      String relative =
          argument.startsWith(HOME + "/") ? argument.substring(HOME.toString().length()) : argument;
      boolean absolute = relative.equals(argument) && argument.startsWith("/");
      List<String> names = new ArrayList<>(List.of(relative.split("/+")));
      names.removeIf(String::isEmpty);
      expand(absolute ? Path.of("/") : folder, names, found);
    } catch (InvalidPathException | PatternSyntaxException | IOException e) {
      return List.of();
    }
    found.removeIf(each -> !Files.isRegularFile(each));
    return found;
  }

  private static void expand(Path at, List<String> names, List<Path> found) throws IOException {
    if (names.isEmpty() || found.size() >= MOST) {
      found.add(at);
      return;
    }
    String name = names.get(0);
    List<String> rest = names.subList(1, names.size());
    if (!name.matches(".*[*?\\[{].*")) {
      expand(at.resolve(name), rest, found);
      return;
    }
    if (!Files.isDirectory(at)) {
      return;
    }
    List<Path> matches = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(at, name)) {
      stream.forEach(matches::add);
    }
    // As in a shell, a * finds no hidden files.
    matches.removeIf(
        each -> String.valueOf(each.getFileName()).startsWith(".") && !name.startsWith("."));
    matches.sort(null);
    for (Path match : matches) {
      expand(match, rest, found);
    }
  }
}
