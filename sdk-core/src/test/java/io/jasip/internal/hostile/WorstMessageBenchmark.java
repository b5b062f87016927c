package io.jasip.internal.hostile;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long a user agent is busy with one message of up to 64 KiB that was made to take long; each
 * should stay under 50 ms.
 *
 * <pre>
 * mvn -q -pl sdk-core test-compile exec:java \
 *   -Dexec.mainClass=io.jasip.internal.hostile.WorstMessageBenchmark \
 *   -Dexec.classpathScope=test
 * </pre>
 */
public final class WorstMessageBenchmark {

  private static final int WARM_UP = 100;
  private static final int ROUNDS = 200;

  private WorstMessageBenchmark() {}

  /** Runs it and prints what it has measured. */
  public static void main(String[] arguments) {
    try (World world = new World()) {
      messages()
          .forEach(
              (name, message) -> {
                long[] nanos = new long[ROUNDS];
                for (int i = -WARM_UP; i < ROUNDS; i++) {
                  String frame = message.replace("{n}", name + i);
                  long begin = System.nanoTime();
                  world.server.wire().send(frame);
                  if (i >= 0) {
                    nanos[i] = System.nanoTime() - begin;
                  }
                  world.server.drain();
                  world.server.wire().refusals().clear();
                }
                Arrays.sort(nanos);
                System.out.println(
                    String.format(
                        "%-12s %6d bytes: median %6.2f ms, 99 of 100 %6.2f ms",
                        name,
                        message.length(),
                        nanos[ROUNDS / 2] / 1e6,
                        nanos[ROUNDS * 99 / 100] / 1e6));
              });
    }
  }

  private static Map<String, String> messages() {
    Map<String, String> messages = new LinkedHashMap<>();
    messages.put("plain", message("Subject: hello\n", ""));
    messages.put("parameters", message(lines("Contact: <sip:a@b>", ";a"), ""));
    messages.put("uri", message(lines("Contact: <sip:a@b", ";a=[::1]"), ""));
    messages.put("contacts", message(lines("Contact: <sip:a@b>", ",<sip:a@b>"), ""));
    messages.put("routes", message(lines("Record-Route: <sip:a@b;lr>", ",<sip:a@b;lr>"), ""));
    messages.put("vias", message(lines("Via: SIP/2.0/WSS a", ",SIP/2.0/WSS a"), ""));
    messages.put("folding", message("Subject: a\n" + " b\n".repeat(8_000), ""));
    messages.put("quotes", message(lines("Contact: \"", "\\\""), ""));
    messages.put("brackets", message(lines("From: ", "<"), ""));
    messages.put("fields", message("X: y\n".repeat(190), ""));
    messages.put("require", message(lines("Require: a", ",a"), ""));
    messages.put("body", message("Content-Type: application/sdp\n", "a=b\n".repeat(15_000)));
    return messages;
  }

  /** As many long header fields as the limits allow. */
  private static String lines(String begin, String repeated) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 7; i++) {
      all.append(begin).append(repeated.repeat((4_000 - begin.length()) / repeated.length()));
      all.append('\n');
    }
    return all.toString();
  }

  private static String message(String more, String body) {
    String own = more.startsWith("From") ? "" : "From: <sip:bob@pbx.example>;tag=b\n";
    return "OPTIONS sip:alice@pbx.example SIP/2.0\n"
        + "Via: SIP/2.0/WSS pbx.example;branch=z9hG4bK{n}\n"
        + own
        + "To: <sip:alice@pbx.example>\nCall-ID: {n}\nCSeq: 1 OPTIONS\n"
        + more
        + "\n"
        + body;
  }
}
