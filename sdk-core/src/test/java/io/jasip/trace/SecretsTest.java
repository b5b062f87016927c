package io.jasip.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.jasip.Call;
import io.jasip.CallEndedEvent;
import io.jasip.CallListener;
import io.jasip.CallOptions;
import io.jasip.CallProgressEvent;
import io.jasip.CallStateEvent;
import io.jasip.ConnectionEvent;
import io.jasip.RegistrationEvent;
import io.jasip.UA;
import io.jasip.UAListener;
import io.jasip.auth.Credentials;
import io.jasip.auth.CredentialsRequest;
import io.jasip.media.IceServer;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.testkit.FakeMediaEngine;
import io.jasip.testkit.LoopbackPbx;
import io.jasip.transport.ConnectOptions;
import io.jasip.transport.ProxyConfig;
import io.jasip.transport.ReconnectPolicy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/**
 * Alice registers, calls, and fails to, while all that could tell a secret is listened to: every
 * logger at its most talkative, all traces, what events, exceptions and configurations say of
 * themselves, and the names of threads.
 */
@Isolated("all that anybody logs is listened to")
class SecretsTest {

  private static final String PASSWORD = "wonderland-4711";
  private static final String TURN_PASSWORD = "looking-glass-0815";
  private static final String PROXY_PASSWORD = "red-queen-1865";
  private static final String COOKIE = "session=white-rabbit";

  @TempDir Path folder;
  private final List<String> shown = new CopyOnWriteArrayList<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();
  private final Recorder recorder = new Recorder();

  /** Keeps what is logged from the console, which would take long. */
  private final class Recorder extends AppenderBase<ILoggingEvent> {
    private final List<ch.qos.logback.core.Appender<ILoggingEvent>> others = new ArrayList<>();

    void begin() {
      root.iteratorForAppenders().forEachRemaining(others::add);
      others.forEach(root::detachAppender);
      start();
      root.addAppender(this);
      root.setLevel(Level.TRACE);
    }

    void end() {
      root.setLevel(before);
      root.detachAppender(this);
      others.forEach(root::addAppender);
    }

    @Override
    protected void append(ILoggingEvent event) {
      shown.add(
          event.getThreadName()
              + event.getFormattedMessage()
              + (event.getThrowableProxy() == null
                  ? ""
                  : ThrowableProxyUtil.asString(event.getThrowableProxy())));
    }
  }

  @BeforeEach
  void everythingIsLogged() {
    recorder.begin();
  }

  @AfterEach
  void theLogIsAsBefore() {
    recorder.end();
  }

  @Test
  void nobodyTellsASecret() throws IOException {
    Path file = folder.resolve("all.pcapng");
    StringBuilder ladder = new StringBuilder();
    List<String> secrets;
    try (LoopbackPbx pbx = LoopbackPbx.plain();
        PcapngTrace pcapng = SipTrace.pcapng(file);
        LadderTrace drawn = SipTrace.ladder(ladder)) {
      UA alice =
          UA.builder()
              .server("ws://127.0.0.1:" + pbx.port() + "/ws")
              .user("alice")
              .credentialsProvider(this::credentials)
              .iceServer(IceServer.turn("turn:127.0.0.1", "alice", TURN_PASSWORD))
              .connect(ConnectOptions.builder().header("Cookie", COOKIE).build())
              .media(new FakeMediaEngine())
              .reconnect(ReconnectPolicy.NEVER)
              .trace(SipTrace.slf4j())
              .trace(pcapng)
              .trace(drawn)
              .build();
      alice.addListener(new Eavesdropper());
      show(alice, alice.config(), alice.config().iceServers(), alice.config().connect());
      settle(alice.start());
      settle(alice.register());
      Call call = alice.call("9999", CallOptions.builder().listener(new EarOnTheCall()).build());
      settle(call.answered());
      threads();
      show(call, call.remote(), alice.registration(), alice.address());
      pbx.omit(LoopbackPbx.Step.TRYING);
      Call unanswered = alice.call("9999");
      await().atMost(30, TimeUnit.SECONDS).until(() -> invitations(pbx) == 2);
      closeInTheMiddle(pbx);
      settle(unanswered.answered());
      settle(call.hangup());
      settle(alice.register());
      settle(alice.stop());
      secrets = secrets(pbx.received());
    }
    show(
        ProxyConfig.http("127.0.0.1", 3128)
            .withCredentials(Credentials.of("alice", PROXY_PASSWORD)),
        Credentials.of("alice", PASSWORD),
        Credentials.bearer("wonderland-token"));
    shown.add(ladder.toString());
    shown.add(Files.readString(file, StandardCharsets.ISO_8859_1));

    assertThat(shown).hasSizeGreaterThan(100);
    assertThat(shown).anyMatch(text -> text.contains("Authorization: ***"));
    for (String secret : secrets) {
      assertThat(shown.stream().filter(text -> text.contains(secret)))
          .as("what tells a secret")
          .isEmpty();
    }
  }

  private Credentials credentials(CredentialsRequest request) {
    show(request);
    char[] typed = PASSWORD.toCharArray();
    return Credentials.of("alice", typed);
  }

  private static List<String> secrets(List<SipMessage> received) {
    List<String> secrets =
        new ArrayList<>(
            List.of(
                PASSWORD,
                TURN_PASSWORD,
                PROXY_PASSWORD,
                COOKIE,
                "wonderland-token",
                ha1(),
                "test-test-test-test-test-",
                LoopbackPbx.SRTP_KEY));
    Pattern response = Pattern.compile("response=\"([0-9a-f]{32})\"");
    for (SipMessage message : received) {
      response
          .matcher(message.header("Authorization").orElse(""))
          .results()
          .forEach(found -> secrets.add(found.group(1)));
    }
    assertThat(secrets).as("answers to challenges are among them").hasSizeGreaterThan(9);
    return secrets;
  }

  private static String ha1() {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5")
                  .digest(("alice:pbx:" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long invitations(LoopbackPbx pbx) {
    return pbx.received().stream()
        .filter(message -> message instanceof SipRequest request && request.is(SipMethod.INVITE))
        .map(SipMessage::callId)
        .distinct()
        .count();
  }

  private static void closeInTheMiddle(LoopbackPbx pbx) {
    pbx.close();
  }

  private void show(@Nullable Object... values) {
    for (Object value : values) {
      shown.add(String.valueOf(value));
    }
  }

  private void threads() {
    Thread.getAllStackTraces().keySet().forEach(thread -> show(thread.getName(), thread));
  }

  /** Waits for a value or a failure, and looks at it from all sides. */
  private void settle(CompletableFuture<?> future) {
    future
        .orTimeout(30, TimeUnit.SECONDS)
        .handle(
            (value, failure) -> {
              show(value);
              for (Throwable each = failure; each != null; each = each.getCause()) {
                StringWriter text = new StringWriter();
                each.printStackTrace(new PrintWriter(text));
                show(each, text);
              }
              return null;
            })
        .join();
  }

  private final class Eavesdropper implements UAListener {
    @Override
    public void onConnection(ConnectionEvent event) {
      show(event, event.failure());
    }

    @Override
    public void onRegistration(RegistrationEvent event) {
      show(event, event.response());
    }
  }

  private final class EarOnTheCall implements CallListener {
    @Override
    public void onState(CallStateEvent event) {
      show(event, event.message());
    }

    @Override
    public void onProgress(CallProgressEvent event) {
      show(event);
    }

    @Override
    public void onEnded(CallEndedEvent event) {
      show(event);
    }
  }
}
