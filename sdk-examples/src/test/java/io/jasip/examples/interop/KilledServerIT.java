package io.jasip.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.Call;
import io.jasip.CallEndedEvent;
import io.jasip.Cause;
import io.jasip.RegistrationState;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.examples.dialer.LeakLog;
import io.jasip.transport.ConnectionState;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A server that crashes again and again, under phones of which one is in a call each time. {@code
 * -Djasip.kills=100} makes more of it.
 */
class KilledServerIT {

  private static final int KILLS = Integer.getInteger("jasip.kills", 20);

  /** What is there after so many is there to stay. */
  private static final int WARM = 3;

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @RegisterExtension static final AsteriskServer pbx = AsteriskServer.alone(22);

  @Test
  void after_each_of_twenty_crashes_every_phone_is_back_and_nothing_is_left() {
    List<Softphone> phones = new ArrayList<>();
    try (LeakLog leaks = new LeakLog()) {
      for (String user : List.of("250", "250", "251", "251")) {
        phones.add(Softphone.of(pbx, user).register());
      }
      long threads = 0;
      long sockets = 0;
      for (int kill = 1; kill <= KILLS; kill++) {
        crash(phones, phones.get(kill % phones.size()));
        if (kill == WARM) {
          settle();
          threads = threads();
          sockets = sockets();
        }
      }
      settle();
      System.out.printf(
          "%d crashes: %d threads (%d after crash %d), %d sockets (%d)%n",
          KILLS, threads(), threads, WARM, sockets(), sockets);
      long mostThreads = threads + 3;
      long mostSockets = sockets + 3;
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(threads()).isLessThanOrEqualTo(mostThreads);
                assertThat(sockets()).isLessThanOrEqualTo(mostSockets);
              });
      assertThat(leaks.afterCollection()).isEmpty();
    } finally {
      phones.forEach(Softphone::close);
    }
  }

  private static void crash(List<Softphone> phones, Softphone talking) {
    List<Integer> before = phones.stream().map(phone -> phone.connections.size()).toList();
    Call call = talking.call("9999", 500);
    talking.ears.clear();
    talking.ears.awaitTone(500); // the cause is another one if there never was a path
    pbx.kill();
    await("the loss")
        .atMost(PATIENCE)
        .until(
            () ->
                Stream.iterate(0, i -> i < phones.size(), i -> i + 1)
                    .allMatch(i -> phones.get(i).connections.size() > before.get(i)));
    pbx.start();
    await("all phones to be registered")
        .atMost(PATIENCE)
        .until(
            () ->
                phones.stream()
                    .allMatch(
                        phone ->
                            phone.ua.connectionState() == ConnectionState.CONNECTED
                                && phone.ua.registration().state()
                                    == RegistrationState.REGISTERED));
    await("the end of the call").atMost(PATIENCE).until(() -> call.ended().isDone());
    CallEndedEvent end = call.ended().join();
    // The new server says that it does not know the call, or the media has found out before.
    assertThat(end.cause()).isIn(Cause.DIALOG_ERROR, Cause.RTP_TIMEOUT);
    Softphone.get(phones.get(0).call("9999", 600).hangup());
  }

  /** Idle threads end after seconds. */
  private static void settle() {
    await().pollDelay(Duration.ofSeconds(4)).until(() -> true);
    System.gc();
  }

  private static long threads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }

  private static long sockets() {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.filter(KilledServerIT::isSocket).count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }
}
