package io.jasip.internal.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.UA;
import io.jasip.testkit.FakeMediaEngine;
import io.jasip.testkit.LoopbackPbx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What a recording shows of a registration and a call. */
@Isolated("a recording shows what all threads do")
class FlightRecordingTest {

  @TempDir Path folder;

  @Test
  void aliceRegistersCallsAndHangsUp() throws IOException {
    List<RecordedEvent> events;
    try (Recording recording = new Recording();
        LoopbackPbx pbx = LoopbackPbx.plain()) {
      for (String name :
          List.of("Transaction", "ConnectionAttempt", "Connection", "Registration", "CallPhase")) {
        recording.enable("io.jasip." + name).withoutThreshold();
      }
      recording.start();
      aliceCalls(pbx);
      recording.stop();
      Path file = folder.resolve("call.jfr");
      recording.dump(file);
      events =
          RecordingFile.readAllEvents(file).stream()
              .filter(event -> event.getEventType().getName().startsWith("io.jasip."))
              .toList();
    }

    assertThat(named(events, "io.jasip.ConnectionAttempt"))
        .singleElement()
        .matches(event -> event.getBoolean("open"))
        .matches(event -> event.getString("server").endsWith("/ws"));
    assertThat(named(events, "io.jasip.Connection"))
        .anyMatch(event -> event.getInt("code") == 1000);
    assertThat(named(events, "io.jasip.Registration"))
        .extracting(event -> event.getString("state"))
        .containsSubsequence("REGISTERING", "REGISTERED", "UNREGISTERED");
    assertThat(named(events, "io.jasip.CallPhase"))
        .extracting(event -> event.getString("state") + " " + event.getString("next"))
        .containsSubsequence("PREPARING CALLING", "ESTABLISHED ENDING", "ENDING ENDED");
    assertThat(named(events, "io.jasip.CallPhase"))
        .last()
        .matches(event -> event.getString("cause").equals("BYE"));
    assertThat(named(events, "io.jasip.Transaction"))
        .allMatch(event -> event.getBoolean("client"))
        .extracting(event -> event.getString("method") + " " + event.getInt("status"))
        .contains("REGISTER 401", "REGISTER 200", "BYE 200");
    assertThat(events).extracting(RecordedEvent::toString).noneMatch(it -> it.contains("secret"));
  }

  @Test
  void withoutARecordingNothingIsKept() {
    assertThat(FlightRecording.transaction(true, "INVITE", "id", 1)).isNull();
    assertThat(FlightRecording.connection("wss://pbx.example/ws")).isNull();
  }

  private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
    return events.stream().filter(event -> event.getEventType().getName().equals(name)).toList();
  }

  private static void aliceCalls(LoopbackPbx pbx) {
    UA alice =
        UA.builder()
            .server("ws://127.0.0.1:" + pbx.port() + "/ws")
            .user("alice")
            .password("topsecret")
            .media(new FakeMediaEngine())
            .build();
    alice.start().orTimeout(30, TimeUnit.SECONDS).join();
    alice.register().orTimeout(30, TimeUnit.SECONDS).join();
    Call call = alice.call("9999");
    call.answered().orTimeout(30, TimeUnit.SECONDS).join();
    call.hangup().orTimeout(30, TimeUnit.SECONDS).join();
    call.ended().orTimeout(30, TimeUnit.SECONDS).join();
    alice.stop().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
