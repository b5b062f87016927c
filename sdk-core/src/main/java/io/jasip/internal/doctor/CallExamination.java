package io.jasip.internal.doctor;

import io.jasip.CallEndedEvent;
import io.jasip.UA;
import io.jasip.UAConfig;
import io.jasip.doctor.DoctorOptions;
import io.jasip.doctor.QualitySample;
import io.jasip.doctor.Step;
import io.jasip.doctor.StepResult;
import io.jasip.doctor.Verdict;
import io.jasip.fault.Fault;
import io.jasip.internal.fault.AnswerReading;
import io.jasip.internal.fault.CallFaults;
import io.jasip.internal.ua.RealUA;
import io.jasip.media.MediaException;
import io.jasip.media.ToneProbe;
import io.jasip.transport.ConnectionFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a test call, from INVITE to BYE, by a user agent of its own. Blocks the thread of
 * the diagnosis, for {@link #LIMIT} at most.
 */
final class CallExamination {

  /** When all steps are over, whatever happens. */
  static final Duration LIMIT = Duration.ofSeconds(17);

  private static final Duration START = Duration.ofSeconds(4);

  private static final Duration APPLY = Duration.ofSeconds(2);

  /** A server that is busy takes more than a second for it. */
  private static final Duration HANGUP = Duration.ofSeconds(3);

  /** Kept for the end of the call. */
  private static final Duration RESERVE = Duration.ofSeconds(1);

  private final UA ua;
  private final DoctorOptions options;
  private final CallTimes times;
  private final @Nullable InetAddress server;
  private final Steps steps;
  private final Consumer<QualitySample> samples;
  private final Deadline end;
  private final Deadline forMedia;

  private CallExamination(
      UA ua,
      DoctorOptions options,
      CallTimes times,
      @Nullable InetAddress server,
      Steps steps,
      Consumer<QualitySample> samples,
      Deadline deadline) {
    this.ua = ua;
    this.options = options;
    this.times = times;
    this.server = server;
    this.steps = steps;
    this.samples = samples;
    this.end = deadline.orIn(LIMIT);
    this.forMedia = new Deadline(end.at() - RESERVE.toNanos());
  }

  /**
   * Makes a test call; each step from INVITE to BYE is taken or skipped.
   *
   * @param config of {@link UAConfig#forTestCalls}, with {@link TestCallMedia}
   * @param server where its connection leads, or null if that is not known
   * @param samples told every 200 ms while the media is listened to
   * @param deadline when it has to be over; {@link #LIMIT} if that is earlier
   */
  static void examine(
      UAConfig config,
      DoctorOptions options,
      @Nullable InetAddress server,
      Steps steps,
      Consumer<QualitySample> samples,
      Deadline deadline) {
    examine(config, options, CallTimes.DEFAULT, server, steps, samples, deadline);
  }

  /** Makes a test call with other times. */
  static void examine(
      UAConfig config,
      DoctorOptions options,
      CallTimes times,
      @Nullable InetAddress server,
      Steps steps,
      Consumer<QualitySample> samples,
      Deadline deadline) {
    UA ua = new RealUA(config);
    try {
      new CallExamination(ua, options, times, server, steps, samples, deadline).run();
    } finally {
      CompletableFuture<Void> stopped = ua.stop();
      if (Thread.interrupted()) {
        // Who has cancelled may end the process next: the server is told before.
        stopped.handle((done, failure) -> "over").join();
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Starts the user agent and calls. */
  private void run() {
    CompletableFuture<Void> started = ua.start();
    CompletableFuture<PlacedCall> placed = new CompletableFuture<>();
    StepResult invite =
        steps.take(
            Step.INVITE,
            notes -> {
              if (isStarted(started, notes)) {
                PlacedCall call = PlacedCall.to(ua, options.testExtension(), TestCall.withTones());
                placed.complete(call);
                invite(call, notes);
              }
            });
    PlacedCall call = placed.getNow(null);
    if (call == null || failed(invite)) {
      steps.skip(Step.SDP, Step.ICE, Step.DTLS, Step.RTP, Step.ECHO, Step.QUALITY, Step.BYE);
    } else {
      answered(call);
    }
  }

  /** Whether the server, which did take connections, takes no more, without refusing them. */
  private boolean isShutOut() {
    if (server == null) {
      return false;
    }
    int port = ua.config().servers().get(0).port();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(server, port), (int) times.attempt().toMillis());
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isStarted(CompletableFuture<Void> started, Notes notes) {
    try {
      end.orIn(START).await(started);
      return true;
    } catch (ExecutionException e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      Fault fault =
          why instanceof MediaException media
              ? CallFaults.ofMedia(media.reason())
              : why instanceof ConnectionFailedException lost ? lost.fault() : null;
      notes.saw("ua.start", why.getMessage());
      notes.fails(fault == null ? Fault.UNEXPLAINED : fault);
    } catch (TimeoutException e) {
      notes.saw("ua.start", "not in time");
      notes.fails(isShutOut() ? Fault.ADDRESS_BANNED : Fault.NOT_IN_TIME);
    }
    return false;
  }

  private void answered(PlacedCall call) {
    AnswerReading answer = reading(call);
    String unreachable = CandidateReach.problem(answer.candidates(), server);
    ToneProbe probe = call.media().probe();
    boolean usable = !failed(steps.take(Step.SDP, notes -> sdp(call, answer, unreachable, notes)));
    if (!usable || probe == null) {
      steps.skip(Step.ICE, Step.DTLS, Step.RTP, Step.ECHO, Step.QUALITY);
    } else {
      String codec = answer.codecs().isEmpty() ? "" : answer.codecs().get(0);
      MediaExamination media =
          new MediaExamination(call, probe, codec, this::isCodec, times, forMedia, samples);
      media(media, CandidateReach.isSymmetricNat(ours(call)), unreachable);
    }
    steps.take(Step.BYE, notes -> bye(call, notes));
  }

  private static boolean failed(StepResult result) {
    return result.verdict() == Verdict.FAILED;
  }

  private void invite(PlacedCall call, Notes notes) {
    notes.saw("invite.extension", options.testExtension());
    call.awaitReaction(end.orIn(times.silence()));
    boolean silent = call.proceedingAt() == null && call.answeredAt() == null;
    if (silent && call.end() == null) {
      RefusalExamination examination = refusal();
      examination.silence(notes);
      return;
    }
    call.awaitAnswer(end.orIn(times.answer()));
    time(notes, "invite.sent", call.sentAt());
    time(notes, "invite.proceeding", call.proceedingAt());
    time(notes, "invite.progress", call.progressAt());
    time(notes, "invite.ringing", call.ringingAt());
    Duration answered = call.answeredAt();
    time(notes, "invite.answered", answered);
    CallEndedEvent ended = call.end();
    if (answered != null) {
      if (isLate(call, answered)) {
        notes.warns(Fault.CALL_ANSWERED_LATE);
      }
    } else if (ended != null) {
      refusal().examine(call, ended, notes);
    } else {
      notes.fails(call.ringingAt() == null ? Fault.CALL_NOT_TAKEN : Fault.NOBODY_ANSWERED);
    }
  }

  private RefusalExamination refusal() {
    return new RefusalExamination(ua, options.testExtension(), times.attempt(), end);
  }

  /** Whether the server was busy with itself for as long as one to three tries of STUN last. */
  private static boolean isLate(PlacedCall call, Duration answered) {
    Duration proceeding = call.proceedingAt();
    if (proceeding == null || call.ringingAt() != null || call.progressAt() != null) {
      return false;
    }
    return CallTimes.areTriesOfStun(answered.minus(proceeding));
  }

  private static void time(Notes notes, String name, @Nullable Duration at) {
    if (at != null) {
      notes.saw(name, String.format(Locale.ROOT, "%.3f s", at.toNanos() / 1e9));
    }
  }

  private static AnswerReading reading(PlacedCall call) {
    AnswerReading offer = AnswerReading.of(call.media().offer().getNow(""), Set.of());
    return AnswerReading.of(call.media().answer().getNow(""), Set.copyOf(offer.codecs()));
  }

  private static List<AnswerReading.Candidate> ours(PlacedCall call) {
    return AnswerReading.of(call.media().offer().getNow(""), Set.of()).candidates();
  }

  private void sdp(
      PlacedCall call, AnswerReading answer, @Nullable String unreachable, Notes notes) {
    notes.saw("sdp.session", answer.name());
    notes.saw("sdp.profile", answer.profile().isEmpty() ? "no audio" : answer.profile());
    notes.saw("sdp.codecs", String.join(" ", answer.codecs()));
    notes.saw("sdp.fingerprint", answer.fingerprint().isEmpty() ? "none" : answer.fingerprint());
    notes.saw("sdp.rtcp-mux", !answer.faults().contains(Fault.ANSWER_WITHOUT_RTCP_MUX));
    notes.saw("sdp.ice", !answer.faults().contains(Fault.ANSWER_WITHOUT_ICE));
    answer.candidates().forEach(candidate -> notes.saw("sdp.candidate", candidate));
    List<AnswerReading.Candidate> ours = ours(call);
    ours.forEach(candidate -> notes.saw("sdp.own-candidate", candidate));
    if (answer.faults().contains(Fault.ANSWER_WITHOUT_ICE) && ours.isEmpty()) {
      notes.fails(Fault.NO_LOCAL_ADDRESS); // an Asterisk answers an offer without candidates so
    }
    answer.faults().forEach(fault -> notes.fails(fault));
    if (notes.failed()) {
      return;
    }
    if (unreachable != null) {
      notes.saw("sdp.unreachable", unreachable);
      if (answer.candidates().isEmpty()) {
        notes.fails(Fault.ANSWER_WITHOUT_CANDIDATES);
        return;
      }
      notes.warns(Fault.ANSWER_UNREACHABLE_ADDRESS);
    }
    call.awaitApplied(end.orIn(APPLY));
    if (call.media().applied().isCompletedExceptionally()) {
      notes.saw(
          "media.problem", call.media().applied().handle((done, failure) -> failure).getNow(null));
      notes.fails(Fault.ANSWER_INVALID);
    }
  }

  private void media(MediaExamination media, boolean symmetricNat, @Nullable String unreachable) {
    if (failed(steps.take(Step.ICE, notes -> media.ice(notes, unreachable, symmetricNat)))) {
      steps.skip(Step.DTLS, Step.RTP, Step.ECHO, Step.QUALITY);
      return;
    }
    if (failed(steps.take(Step.DTLS, media::dtls))) {
      steps.skip(Step.RTP, Step.ECHO, Step.QUALITY);
      return;
    }
    if (failed(steps.take(Step.RTP, media::rtp))) {
      steps.skip(Step.ECHO, Step.QUALITY);
      return;
    }
    steps.take(Step.ECHO, notes -> media.echo(notes, options.listen()));
    steps.take(Step.QUALITY, media::quality);
  }

  /**
   * Calls once more with PCMU alone. If that is heard, or if the endpoint does not even allow it,
   * it is the codec that the server has no sounds in.
   */
  private boolean isCodec(Notes notes) {
    PlacedCall other =
        PlacedCall.to(ua, options.testExtension(), TestCall.withTones(WrittenOffers::onlyPcmu));
    other.awaitAnswer(forMedia.orIn(times.attempt()));
    ToneProbe probe = other.media().probe();
    CallEndedEvent refused = other.end();
    boolean proven = refused != null && refused.status() == 488;
    if (other.answeredAt() != null && probe != null) {
      proven =
          new MediaExamination(other, probe, "PCMU", unused -> false, times, forMedia, samples)
              .receives(times.attempt());
      notes.saw("rtp.with-pcmu", proven ? "sound" : "no sound");
    } else if (refused != null) {
      notes.saw("rtp.with-pcmu", refused.status());
    }
    other.hangup(end.orIn(HANGUP));
    return proven;
  }

  private void bye(PlacedCall call, Notes notes) {
    CallEndedEvent ended = call.end();
    if (ended != null) {
      notes.saw("call.ended", ended.detail());
      notes.skip();
      return;
    }
    boolean confirmed = call.hangup(end.orIn(HANGUP));
    notes.saw("bye.confirmed", confirmed);
    if (!confirmed) {
      notes.warns(Fault.NOT_IN_TIME);
    }
  }
}
