package io.jasip.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.media.IceServer;
import io.jasip.media.MediaEngine;
import io.jasip.media.MediaException;
import io.jasip.media.MediaListener;
import io.jasip.media.MediaSession;
import io.jasip.media.MediaSessionConfig;
import io.jasip.media.MediaState;
import io.jasip.media.SdpType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One side of a call: its media session, what it hears and what it is told. */
final class Party implements MediaListener, AutoCloseable {

  /** For what takes some milliseconds on an idle machine. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  final List<MediaState> states = new CopyOnWriteArrayList<>();
  final AtomicInteger firstAudio = new AtomicInteger();
  final Ear ear = new Ear();
  final StringBuffer digits = new StringBuffer();
  final List<MediaException> problems = new CopyOnWriteArrayList<>();
  final List<MediaException> warnings = new CopyOnWriteArrayList<>();
  final MediaSession session;

  /** Who answers new offers that the session wants to make. */
  volatile @Nullable Party peer;

  /** Whether the peer answers such an offer with a refusal. */
  volatile boolean refused;

  volatile String lastAnswer = "";

  private Party(
      MediaEngine engine, String name, AudioOptions.Builder options, List<IceServer> servers) {
    session =
        engine.createSession(
            new MediaSessionConfig(name, servers, options.sink(ear).build()), this);
  }

  private Party(MediaEngine engine, String name) {
    session = engine.createSession(new MediaSessionConfig(name, List.of(), null), this);
  }

  /** Joins with what the engine gives to calls that say nothing; hears nothing herself. */
  static Party joinAsTheEngineSays(MediaEngine engine, String name) {
    return new Party(engine, name);
  }

  /** Joins with silence. */
  static Party join(MediaEngine engine, String name) {
    return join(engine, name, AudioOptions.builder());
  }

  /** Joins with a tone at half of full scale. */
  static Party join(MediaEngine engine, String name, double tone) {
    return join(engine, name, AudioOptions.builder().source(AudioSource.tone(tone, 0.5)));
  }

  static Party join(MediaEngine engine, String name, AudioOptions.Builder options) {
    return new Party(engine, name, options, List.of());
  }

  static Party join(MediaEngine engine, String name, IceServer server) {
    return new Party(engine, name, AudioOptions.builder(), List.of(server));
  }

  /** Offers to another, takes the answer, and waits until both are connected. */
  void call(Party other) {
    call(other, done(session.createOffer()));
  }

  /** As {@link #call(Party)}, with the offer that was made before. */
  void call(Party other, String offer) {
    String answer = done(other.session.createAnswer(offer));
    done(session.acceptAnswer(SdpType.ANSWER, answer));
    awaitConnected();
    other.awaitConnected();
  }

  /** Offers to another and takes the answer; returns the answer. */
  String offer(Party other) {
    String answer = done(other.session.createAnswer(done(session.createOffer())));
    done(session.acceptAnswer(SdpType.ANSWER, answer));
    return answer;
  }

  /** What the application reaches by {@code Call.media(CallAudio.class)}. */
  CallAudio sound() {
    CallAudio audio = session.extension(CallAudio.class);
    assertThat(audio).isNotNull();
    return audio;
  }

  void awaitConnected() {
    await().atMost(PATIENCE).until(() -> states.contains(MediaState.CONNECTED));
  }

  void awaitTone(double frequency) {
    await().atMost(PATIENCE).until(() -> ear.hears(frequency));
  }

  void awaitSilence() {
    await().atMost(PATIENCE).until(ear::hearsNothing);
  }

  /** What the session said when it failed. */
  MediaException awaitProblem() {
    await().atMost(PATIENCE).until(() -> states.contains(MediaState.FAILED));
    assertThat(problems).hasSize(1);
    return problems.get(0);
  }

  @Override
  public void onProblem(MediaException problem) {
    problems.add(problem);
  }

  @Override
  public void onWarning(MediaException warning) {
    warnings.add(warning);
  }

  @Override
  public void onState(MediaState state) {
    states.add(state);
  }

  @Override
  public CompletableFuture<Void> onNegotiationNeeded() {
    Party other = peer;
    if (other == null && !refused) {
      return MediaListener.super.onNegotiationNeeded();
    }
    return session
        .createOffer()
        .thenCompose(
            offer -> {
              if (other == null) {
                return CompletableFuture.failedFuture(new IllegalStateException("refused"));
              }
              return other.session.createAnswer(offer);
            })
        .thenCompose(
            answer -> {
              lastAnswer = answer;
              return session.acceptAnswer(SdpType.ANSWER, answer);
            })
        .handle((done, failure) -> failure)
        .thenCompose(
            failure ->
                failure == null
                    ? CompletableFuture.completedFuture(null)
                    : session
                        .rollback()
                        .thenCompose(back -> CompletableFuture.failedFuture(failure)));
  }

  @Override
  public void onFirstAudio() {
    firstAudio.incrementAndGet();
  }

  @Override
  public void onDtmf(char digit) {
    digits.append(digit);
  }

  @Override
  public void close() {
    done(session.close());
  }

  /** The value of a future that succeeds. */
  static <T> T done(CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | InterruptedException | TimeoutException e) {
      throw new AssertionError("not done", e);
    }
  }

  /** The exception of a future that fails, which is always a MediaException with one sentence. */
  static MediaException failure(CompletableFuture<?> future) {
    try {
      Object value = future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      throw new AssertionError("expected a failure, not " + value);
    } catch (ExecutionException e) {
      assertThat(e.getCause()).isInstanceOf(MediaException.class);
      assertThat(e.getCause()).message().isNotBlank().doesNotContain("\n").doesNotContain("null");
      return (MediaException) e.getCause();
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("neither done nor failed", e);
    }
  }
}
