package io.jasip.snippets;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles an example as what it looks like: a source file if it declares a public type, otherwise
 * statements or, if its syntax says so, members of a class. Statements and members see the public
 * packages of JaSIP, the usual ones of the JDK, AssertJ's assertThat, and the variables of {@link
 * ExampleNames}; a source file must bring all that it needs.
 */
final class ExampleCompiler {
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^[ \\t]*(import\\s+(?:static\\s+)?[\\w.]+(?:\\.\\*)?;)[ \\t]*$");
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile(
          "(?m)^public\\s+(?:(?:final|abstract|sealed)\\s+)*(?:class|record|interface|enum)\\s+(\\w+)");
  private static final Set<String> JDK_PACKAGES =
      Set.of("java.nio.file", "java.time", "java.util", "java.util.concurrent");

  private static final String CLASS = "class Snippet extends ExampleNames { ";

  private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
  private final String imports;

  ExampleCompiler(Set<String> publicPackages) {
    StringBuilder all = new StringBuilder("import io.jasip.snippets.ExampleNames; ");
    all.append("import static org.assertj.core.api.Assertions.assertThat; ");
    JDK_PACKAGES.forEach(name -> all.append("import ").append(name).append(".*; "));
    publicPackages.forEach(name -> all.append("import ").append(name).append(".*; "));
    this.imports = all.toString();
  }

  /** What is wrong with the example, each with file and line; empty if it compiles. */
  List<String> problems(Example example) {
    StringBuilder own = new StringBuilder();
    Matcher matcher = IMPORT.matcher(example.code());
    while (matcher.find()) {
      own.append(matcher.group(1)).append(' ');
    }
    String body = IMPORT.matcher(example.code()).replaceAll("");
    String head = imports + own;

    // The first line of each source is ours, the example starts on the second.
    List<Source> readings =
        PUBLIC_TYPE.matcher(body).find()
            ? List.of(new Source("\n" + example.code()))
            : List.of(
                new Source(head + CLASS + "void run() throws Exception {\n" + body + "\n}}"),
                new Source(head + CLASS + "\n" + body + "\n}"));
    for (Source source : readings) {
      if (compile(source, false).isEmpty()) {
        return located(example, compile(source, true));
      }
    }
    return located(example, compile(readings.get(0), false));
  }

  private List<Diagnostic<? extends JavaFileObject>> compile(Source source, boolean withTypes) {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<String> options =
        List.of("-proc:none", "-classpath", System.getProperty("java.class.path"));
    JavacTask task =
        (JavacTask) javac.getTask(null, null, diagnostics, options, null, List.of(source));
    try {
      task.parse();
      if (withTypes) {
        task.analyze();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return diagnostics.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .toList();
  }

  private static List<String> located(
      Example example, List<Diagnostic<? extends JavaFileObject>> diagnostics) {
    return diagnostics.stream()
        .map(
            diagnostic ->
                "%s:%d: %s"
                    .formatted(
                        example.file(),
                        example.line() + diagnostic.getLineNumber() - 2,
                        diagnostic.getMessage(Locale.ROOT)))
        .toList();
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///" + fileName(text)), Kind.SOURCE);
      this.text = text;
    }

    private static String fileName(String text) {
      Matcher type = PUBLIC_TYPE.matcher(text);
      return (type.find() ? type.group(1) : "Snippet") + ".java";
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
