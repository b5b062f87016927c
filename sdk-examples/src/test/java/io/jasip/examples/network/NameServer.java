package io.jasip.examples.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real dnsmasq in a network namespace, which the operating system there asks. It alone knows the
 * domain {@code test}, and refuses what else it is asked.
 */
final class NameServer implements AutoCloseable {

  private final Process dnsmasq;
  private final Path settings;

  /**
   * Starts it.
   *
   * @param records such as {@code --host-record=pbx.test,10.77.0.1}
   */
  NameServer(String... records) throws IOException, InterruptedException {
    settings = Files.createTempFile("resolv", ".conf");
    Files.writeString(settings, "nameserver 127.0.0.1\n");
    // The program has a mount namespace of its own, too.
    run("mount", "--bind", settings.toString(), "/etc/resolv.conf");
    List<String> command =
        new ArrayList<>(
            List.of(
                "dnsmasq",
                "--keep-in-foreground",
                "--conf-file=/dev/null",
                "--user=root",
                "--pid-file",
                "--no-hosts",
                "--no-resolv",
                "--listen-address=127.0.0.1",
                "--bind-interfaces",
                "--local=/test/"));
    command.addAll(List.of(records));
    dnsmasq = new ProcessBuilder(command).inheritIO().start();
  }

  static void run(String... command) throws IOException, InterruptedException {
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + exit);
    }
  }

  @Override
  public void close() throws IOException {
    dnsmasq.destroy();
    dnsmasq.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    Files.delete(settings);
  }
}
