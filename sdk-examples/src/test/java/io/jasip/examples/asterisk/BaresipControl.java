package io.jasip.examples.asterisk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The connection to baresip's module {@code ctrl_tcp}: commands go out, responses and events come
 * in, each a JSON object in a netstring ({@code 12:{"ok":true},}).
 */
final class BaresipControl implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern CALL_EVENT = Pattern.compile("\"type\":\"CALL_(\\w+)\"");
  private static final Pattern CLOSE_REASON =
      Pattern.compile("\"type\":\"CALL_CLOSED\".*\"param\":\"([^\"]*)\"");

  private final Socket socket;
  private final List<String> received = new CopyOnWriteArrayList<>();

  private BaresipControl(Socket socket) {
    this.socket = socket;
  }

  static BaresipControl connect(int port, Process baresip, Duration patience) {
    Socket socket =
        await("baresip listens")
            .atMost(patience)
            .failFast("baresip has ended", () -> !baresip.isAlive())
            .ignoreExceptionsInstanceOf(IOException.class)
            .until(() -> new Socket(InetAddress.getLoopbackAddress(), port), s -> true);
    BaresipControl control = new BaresipControl(socket);
    Thread reader = new Thread(control::read, "baresip-control");
    reader.setDaemon(true);
    reader.start();
    return control;
  }

  private void read() {
    try (DataInputStream in = new DataInputStream(socket.getInputStream())) {
      while (true) {
        int length = 0;
        for (int c = in.readByte(); c != ':'; c = in.readByte()) {
          length = 10 * length + (c - '0');
        }
        byte[] json = new byte[length];
        in.readFully(json);
        in.readByte(); // the comma
        received.add(new String(json, UTF_8));
      }
    } catch (IOException e) {
      // baresip has ended, or the phone was closed
    }
  }

  /** Sends a command and waits for the answer. */
  void command(String name, String parameters) {
    String json = "{\"command\":\"%s\",\"params\":\"%s\"}".formatted(name, parameters);
    long responses = responses();
    try {
      socket.getOutputStream().write("%d:%s,".formatted(json.length(), json).getBytes(UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("baresip does not take the command " + name, e);
    }
    await("baresip answers " + name).atMost(PATIENCE).until(() -> responses() > responses);
  }

  private long responses() {
    return received.stream().filter(json -> json.startsWith("{\"response\"")).count();
  }

  /** Whether there is an established call. */
  boolean isEstablished() {
    List<String> events = callEvents();
    return events.lastIndexOf("ESTABLISHED") > events.lastIndexOf("CLOSED");
  }

  /** Whether there is no call, not even one that rings. */
  boolean isIdle() {
    List<String> events = callEvents();
    return events.lastIndexOf("CLOSED") == events.size() - 1;
  }

  private List<String> callEvents() {
    return matches(CALL_EVENT);
  }

  /** Why the last call ended; empty when there was none. */
  String closeReason() {
    List<String> reasons = matches(CLOSE_REASON);
    return reasons.isEmpty() ? "" : reasons.get(reasons.size() - 1);
  }

  /** The first group of the pattern in all that was received and matches. */
  private List<String> matches(Pattern pattern) {
    return received.stream()
        .map(pattern::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1))
        .toList();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // it is closed either way
    }
  }
}
