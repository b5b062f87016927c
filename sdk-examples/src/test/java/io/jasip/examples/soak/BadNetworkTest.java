package io.jasip.examples.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.RepeatedTest;

/** A network that breaks, and one that no longer does. */
class BadNetworkTest {

  private static final int PATIENCE_MS = 30_000;

  /** More than pass before a fault, in both directions. */
  private static final byte[] BYTES = new byte[8_000];

  /** Repeated, because some faults let all bytes pass. */
  @RepeatedTest(6)
  void aFaultThatIsJustBeingMadeDoesNotOutliveTheCalm() throws Exception {
    SoakTally tally = new SoakTally();
    try (ServerSocket echo = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        BadNetwork network = new BadNetwork(echo.getLocalPort(), tally)) {
      start("echo", () -> echo(echo));
      Thread calm;
      synchronized (tally) { // where each fault is counted before it is made
        network.breakEvery(Duration.ofMillis(1));
        awaitAtMost(() -> isBlocked(threadNamed("soak-faults")));
        Thread calming = start("calm", network::calmDown);
        awaitAtMost(() -> isBlocked(Optional.of(calming)) || !calming.isAlive());
        calm = calming;
      }
      calm.join(PATIENCE_MS);
      assertThat(calm.isAlive()).isFalse();

      try (Socket client = new Socket(InetAddress.getLoopbackAddress(), network.port())) {
        client.setSoTimeout(PATIENCE_MS);
        client.getOutputStream().write(BYTES);
        byte[] heard = client.getInputStream().readNBytes(BYTES.length);
        assertThat(Arrays.equals(heard, BYTES)).as("what was said comes back").isTrue();
      }
    }
  }

  /** What the one client says comes back. */
  private static void echo(ServerSocket server) {
    try (Socket client = server.accept();
        InputStream in = client.getInputStream()) {
      in.transferTo(client.getOutputStream());
    } catch (IOException e) {
      // The client is gone.
    }
  }

  private static Thread start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static Optional<Thread> threadNamed(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .findAny();
  }

  private static boolean isBlocked(Optional<Thread> thread) {
    return thread.filter(each -> each.getState() == Thread.State.BLOCKED).isPresent();
  }

  private static void awaitAtMost(Callable<Boolean> condition) {
    await().atMost(Duration.ofMillis(PATIENCE_MS)).until(condition);
  }
}
