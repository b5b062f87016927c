package io.jasip.internal.doctor;

import io.jasip.RegistrationState;
import io.jasip.UA;
import io.jasip.UAConfig;
import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.DoctorListener;
import io.jasip.doctor.DoctorOptions;
import io.jasip.doctor.QualitySample;
import io.jasip.doctor.Step;
import io.jasip.doctor.Verdict;
import io.jasip.fault.Fault;
import io.jasip.internal.loop.LoopGroup;
import io.jasip.internal.loop.NettyLoop;
import io.jasip.internal.transport.Route;
import io.jasip.media.MediaEngine;
import io.jasip.transport.WebSocketServer;
import io.netty.channel.ConnectTimeoutException;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks the way of a call step by step, on a thread of its own, and leaves out what depends on a
 * step that failed.
 */
public final class Doctor {

  private static final Logger LOG = LoggerFactory.getLogger(Doctor.class);

  /** For each step, the one without which it makes no sense. */
  private static final Map<Step, Step> NEEDS = needs();

  private static final Step[] CALL = {
    Step.INVITE, Step.SDP, Step.ICE, Step.DTLS, Step.RTP, Step.ECHO, Step.QUALITY, Step.BYE
  };

  /** Until a server has seen that our connections have closed. */
  private static final Duration A_MOMENT = Duration.ofMillis(500);

  private final UA ua;
  private final DoctorOptions options;
  private final Deadlines deadlines;
  private final Map<Step, Check> checks = new EnumMap<>(Step.class);
  private final StepLog log;
  private final List<QualitySample> samples = new ArrayList<>();
  private final long begun = System.nanoTime();
  private final Instant startedAt = Instant.now();

  private Doctor(
      UA ua,
      DoctorOptions options,
      DoctorListener listener,
      Deadlines deadlines,
      @Nullable DnsServerAddressStreamProvider nameServers) {
    this.ua = ua;
    this.options = options;
    this.log = new StepLog(listener);
    this.deadlines = deadlines;
    checks.put(Step.URL, new UrlCheck());
    checks.put(
        Step.MACHINE,
        (examination, notes, deadline) ->
            MachineExamination.examine(examination.config(), notes, deadline));
    checks.put(Step.DNS, new DnsCheck(nameServers));
    checks.put(Step.TCP, new TcpCheck());
    checks.put(Step.TLS, new TlsCheck());
    checks.put(Step.UPGRADE, new UpgradeCheck());
    checks.put(Step.WEBSOCKET, new WebSocketCheck());
    checks.put(Step.OPTIONS, new OptionsCheck());
    checks.put(Step.REGISTER, new RegisterCheck());
    checks.put(Step.KEEP_ALIVE, new KeepAliveCheck());
    checks.put(Step.ICE_SERVERS, new IceServersCheck());
    checks.put(Step.OTHER_SERVERS, new OtherServersCheck());
  }

  private static Map<Step, Step> needs() {
    Map<Step, Step> needs = new EnumMap<>(Step.class);
    needs.put(Step.DNS, Step.URL);
    needs.put(Step.TCP, Step.DNS);
    needs.put(Step.TLS, Step.TCP);
    needs.put(Step.UPGRADE, Step.TLS);
    needs.put(Step.WEBSOCKET, Step.UPGRADE);
    needs.put(Step.OPTIONS, Step.WEBSOCKET);
    needs.put(Step.REGISTER, Step.OPTIONS);
    needs.put(Step.KEEP_ALIVE, Step.OPTIONS);
    return needs;
  }

  /**
   * Examines the way of a user agent.
   *
   * @param ua started or not
   * @param listener hears of each step
   * @return never fails
   */
  public static CompletableFuture<Diagnosis> examine(
      UA ua, DoctorOptions options, DoctorListener listener) {
    return examine(ua, options, listener, Deadlines.DEFAULT, null);
  }

  /**
   * Examines with other times and name servers.
   *
   * @param nameServers null for those of the operating system
   */
  static CompletableFuture<Diagnosis> examine(
      UA ua,
      DoctorOptions options,
      DoctorListener listener,
      Deadlines deadlines,
      @Nullable DnsServerAddressStreamProvider nameServers) {
    return new Consultation(new Doctor(ua, options, listener, deadlines, nameServers)).begun();
  }

  /** Ends with its thread, also when it is cancelled: the test call is hung up by then. */
  private static final class Consultation extends CompletableFuture<Diagnosis> {

    private final Thread thread;
    private volatile boolean cancelled;

    Consultation(Doctor doctor) {
      thread = new Thread(() -> run(doctor), "jasip-doctor");
      thread.setDaemon(true);
    }

    Consultation begun() {
      thread.start();
      return this;
    }

    private void run(Doctor doctor) {
      try {
        Diagnosis diagnosis = doctor.run();
        if (cancelled) {
          super.cancel(false);
        } else {
          complete(diagnosis);
        }
      } catch (CancelledDiagnosisException e) {
        super.cancel(false);
      } catch (Throwable e) { // the application waits for an end of some kind
        completeExceptionally(e);
      }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      if (isDone()) {
        return isCancelled();
      }
      cancelled = true;
      thread.interrupt();
      return true;
    }
  }

  private Diagnosis run() {
    NettyLoop loop = LoopGroup.acquire();
    Deadline end = Deadline.in(deadlines.whole());
    try (Examination examination = new Examination(ua, options, loop, server(ua.config()))) {
      for (Map.Entry<Step, Check> each : checks.entrySet()) {
        if (isBlocked(each.getKey(), examination)) {
          log.skip(each.getKey());
        } else {
          Deadline deadline = end.orIn(deadlines.of(each.getKey()));
          log.take(each.getKey(), notes -> run(each.getValue(), examination, notes, deadline));
        }
      }
      call(examination, end);
      return diagnosis(examination);
    } finally {
      LoopGroup.release();
      registerAgain();
    }
  }

  /** Some servers drop all bindings of an address when they see a WebSocket from there close. */
  private void registerAgain() {
    if (!isRegistered()) {
      return;
    }
    new CompletableFuture<Void>()
        .completeOnTimeout(null, A_MOMENT.toMillis(), TimeUnit.MILLISECONDS)
        .join();
    if (isRegistered()) {
      ua.register();
    }
  }

  private boolean isRegistered() {
    return ua.registration().state() == RegistrationState.REGISTERED;
  }

  /** The one that is tried first; any, if the DNS names them. */
  private static WebSocketServer server(UAConfig config) {
    return config.servers().stream()
        .max(Comparator.comparingInt(WebSocketServer::weight))
        .orElseGet(
            () ->
                new WebSocketServer(
                    true, Objects.requireNonNull(config.serverDomain()), 443, "/ws"));
  }

  private boolean isBlocked(Step step, Examination examination) {
    Step needed = NEEDS.get(step);
    Verdict before = needed == null ? Verdict.OK : log.verdict(needed);
    boolean inSpiteOfTls =
        needed == Step.TLS && options.credentialsInSpiteOfTls() && !examination.tls().isVerified();
    boolean plain = needed == Step.TLS && !examination.server().secure();
    return !inSpiteOfTls && !plain && (before == Verdict.FAILED || before == Verdict.SKIPPED);
  }

  private static void run(Check check, Examination examination, Notes notes, Deadline deadline) {
    try {
      check.run(examination, notes, deadline);
    } catch (TimeoutException e) {
      notes.fails(Fault.NOT_IN_TIME);
    } catch (CancelledDiagnosisException e) {
      throw e;
    } catch (Exception e) {
      Fault shut = shut(e.getCause());
      if (shut == null) {
        LOG.warn("A step of a diagnosis failed in a way that it does not know", e);
        notes.saw("unexplained", e);
      } else {
        notes.saw("tcp.now", e.getCause());
      }
      notes.fails(shut == null ? Fault.UNEXPLAINED : shut);
    }
  }

  /** What a server did that has taken connections before; null if it takes them. */
  private static @Nullable Fault shut(@Nullable Throwable cause) {
    if (cause instanceof ConnectTimeoutException) {
      return Fault.ADDRESS_BANNED;
    }
    return cause instanceof ConnectException ? Fault.TCP_REFUSED : null;
  }

  /** The test call, by a user agent of its own with the media of the application's. */
  private void call(Examination examination, Deadline end) {
    UAConfig config = ua.config();
    MediaEngine media = config.media();
    Verdict registered = log.verdict(Step.REGISTER);
    boolean reached = registered == Verdict.OK || registered == Verdict.WARNING;
    boolean library =
        log.results().stream()
            .flatMap(each -> each.findings().stream())
            .noneMatch(each -> each.fault() == Fault.NATIVE_LIBRARY_MISSING);
    if (!options.withCall() || media == null || !reached || !library) {
      log.skip(CALL);
      return;
    }
    Route route = examination.route();
    CallExamination.examine(
        config
            .withServers(List.of(examination.server()))
            .forTestCalls(TestCallMedia.of(media), examination.tls(), examination.ladder()),
        options,
        route.isDirect() ? route.addresses().get(examination.address()) : null,
        log,
        samples::add,
        end);
  }

  private Diagnosis diagnosis(Examination examination) {
    return new Diagnosis(
        URI.create(
            Shown.text(
                ua.config().serverDomain() == null
                    ? examination.server().url()
                    : ua.config().serverName())),
        startedAt,
        Duration.ofNanos(System.nanoTime() - begun),
        log.results(),
        examination.ladder().drawn(),
        samples);
  }
}
