package io.jasip.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every Java example in the API reference, the test kit, README.md and CONTRIBUTING.md compiles.
 */
class JavadocExamplesTest {
  private static final Path ROOT = root();
  private static final List<Path> SOURCES =
      List.of(ROOT.resolve("sdk-core/src/main/java"), ROOT.resolve("sdk-media/src/main/java"));
  private static final Path TEST_KIT = ROOT.resolve("sdk-core/src/test/java/io/jasip/testkit");
  private static final List<Path> PAGES =
      List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md"));

  private final ExampleCompiler compiler = new ExampleCompiler(publicPackages());

  @TestFactory
  Stream<DynamicTest> everyExampleCompiles() {
    List<Example> examples = new ArrayList<>();
    SOURCES.forEach(folder -> examples.addAll(Examples.inPublicSources(folder)));
    examples.addAll(Examples.inPublicSources(TEST_KIT));
    PAGES.stream()
        .filter(Files::exists)
        .forEach(page -> examples.addAll(Examples.inMarkdown(page, Examples.read(page))));
    return examples.stream()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    ROOT.relativize(example.file()) + ":" + example.line(),
                    () -> assertThat(compiler.problems(example)).isEmpty()));
  }

  @Test
  void anExampleInJavadocIsFoundWithItsLine() {
    String source =
        """
        /**
         * A comment.
         *
         * <pre>{@code
         * if (true) {
         *   System.out.println("{}");
         * }
         * }</pre>
         */
        class A {}
        """;

    List<Example> examples = Examples.inJavadoc(Path.of("A.java"), source);

    assertThat(examples).hasSize(1);
    assertThat(examples.get(0).code().strip())
        .isEqualTo("if (true) {\n  System.out.println(\"{}\");\n}");
    assertThat(compiler.problems(examples.get(0))).isEmpty();
  }

  @Test
  void aJavaBlockInMarkdownIsFoundAndOthersAreNot() {
    String page =
        """
        # Title

        ```sh
        ./dialer
        ```

        ```java
        int a = 1;
        ```
        """;

    List<Example> examples = Examples.inMarkdown(Path.of("README.md"), page);

    assertThat(examples).containsExactly(new Example(Path.of("README.md"), 8, "int a = 1;\n"));
  }

  @Test
  void aWrongTypeIsReportedWithFileAndLine() {
    Example example = new Example(Path.of("README.md"), 40, "int a = 1;\nint b = \"text\";\n");

    assertThat(compiler.problems(example))
        .singleElement()
        .asString()
        .startsWith("README.md:41: ")
        .contains("String cannot be converted to int");
  }

  @Test
  void brokenSyntaxIsReportedWithFileAndLine() {
    Example example = new Example(Path.of("README.md"), 40, "int a = 1;\nint b = ...;\n");

    assertThat(compiler.problems(example)).isNotEmpty().first().asString().contains("README.md:41");
  }

  @Test
  void membersAndImportsAreUnderstood() {
    Example example =
        new Example(
            Path.of("README.md"),
            1,
            "import java.io.File;\n\npublic static void main(String[] args) {\n  new File(\"a\");\n}\n");

    assertThat(compiler.problems(example)).isEmpty();
  }

  @Test
  void aSourceFileMustBringItsImports() {
    Example complete =
        new Example(
            Path.of("README.md"),
            1,
            "import java.util.List;\n\npublic class Hello {\n  List<String> names;\n}\n");
    Example incomplete =
        new Example(Path.of("README.md"), 1, "public class Hello {\n  List<String> names;\n}\n");

    assertThat(compiler.problems(complete)).isEmpty();
    assertThat(compiler.problems(incomplete))
        .singleElement()
        .asString()
        .startsWith("README.md:2: ")
        .contains("cannot find symbol");
  }

  /** The packages with at least one type, as a bare package-info cannot be imported; Micrometer. */
  private static Set<String> publicPackages() {
    Set<String> packages =
        new TreeSet<>(Set.of("io.jasip.testkit", "io.micrometer.core.instrument"));
    for (Path folder : SOURCES) {
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .filter(file -> !file.endsWith("package-info.java"))
            .map(file -> folder.relativize(file.getParent()).toString().replace('/', '.'))
            .map(name -> name.replace('\\', '.'))
            .filter(name -> !name.contains(".internal"))
            .forEach(packages::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return packages;
  }

  /** The project's root: the build names it; an IDE starts in a module or at the root. */
  private static Path root() {
    Path folder = Path.of(System.getProperty("jasip.root", "")).toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
