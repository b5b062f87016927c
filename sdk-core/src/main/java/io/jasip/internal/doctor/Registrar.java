package io.jasip.internal.doctor;

import io.jasip.auth.Credentials;
import io.jasip.auth.CredentialsProvider;
import io.jasip.auth.CredentialsRequest;
import io.jasip.internal.auth.Challenge;
import io.jasip.internal.auth.CredentialsSource;
import io.jasip.internal.auth.DigestAuthenticator;
import io.jasip.internal.fault.RegistrationFaults;
import io.jasip.internal.message.Identifiers;
import io.jasip.internal.message.RequestBuilder;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registrar as the account sees it over a {@link SipLine}, with an answer to its challenges. On
 * the thread of the diagnosis.
 */
final class Registrar implements CredentialsSource {

  /** A challenge, one of a proxy, and one for a stale nonce. */
  private static final int MOST_TRIES = 4;

  private static final Logger LOG = LoggerFactory.getLogger(Registrar.class);

  private static final String NOBODY = "jasip-doctor-nobody";

  private final Examination examination;
  private final SipLine line;
  private final DigestAuthenticator authenticator;
  private final String callId = Identifiers.callId();
  private final List<String> challenges = new ArrayList<>();
  private boolean answered;
  private volatile boolean asksTheApplication;
  private volatile boolean given;
  private @Nullable SipRequest last;
  private long sequence;

  Registrar(Examination examination) {
    this.examination = examination;
    this.line = examination.line();
    this.authenticator =
        new DigestAuthenticator(
            this, examination.config().weakestDigest(), examination.config().secure());
  }

  /** Asks for the bindings that there are (RFC 3261 section 10.2.3). */
  SipResponse query(Deadline deadline) throws TimeoutException, ExecutionException {
    return ask(plain().build(), deadline);
  }

  /** Binds the line's Contact; removes that alone if the time is zero. */
  SipResponse bind(Duration expires, Deadline deadline)
      throws TimeoutException, ExecutionException {
    String seconds = Long.toString(expires.toSeconds());
    NameAddr contact =
        NameAddr.of(line.identity().contact())
            .withParameter("+sip.instance", "\"<" + line.identity().instanceId() + ">\"")
            .withParameter("expires", seconds);
    return ask(
        plain().header("Contact", contact.toString()).header("Expires", seconds).build(), deadline);
  }

  /** Asks, without any proof, for the bindings of a user that does not exist. */
  SipResponse ofStranger(Deadline deadline) throws TimeoutException, ExecutionException {
    SipUri own = line.identity().addressOfRecord().uri();
    NameAddr stranger = NameAddr.of(SipUri.parse(own.scheme() + ":" + NOBODY + "@" + own.host()));
    return deadline.await(
        line.ask(
            line.request(
                    SipMethod.REGISTER, registrar(), stranger, stranger, Identifiers.callId(), 1)
                .build()));
  }

  private RequestBuilder plain() {
    NameAddr account = line.identity().addressOfRecord().withoutParameters();
    return line.request(SipMethod.REGISTER, registrar(), account, callId, ++sequence)
        .headers(examination.config().registration().headers());
  }

  private SipUri registrar() {
    SipUri set = examination.config().registration().registrar();
    SipUri uri = line.identity().addressOfRecord().uri();
    return set == null
        ? SipUri.parse(uri.scheme() + ":" + uri.host() + (uri.port() > 0 ? ":" + uri.port() : ""))
        : set;
  }

  private SipResponse ask(SipRequest first, Deadline deadline)
      throws TimeoutException, ExecutionException {
    SipRequest request = RequestBuilder.again(first, sequence, authenticator.answers(first));
    for (int tries = 1; ; tries++) {
      last = request;
      SipResponse response = deadline.await(line.ask(request));
      boolean challenge = response.status() == 401 || response.status() == 407;
      if (!challenge) {
        authenticator.learn(request, response);
        return response;
      }
      challenges.addAll(response.headers().all("WWW-Authenticate"));
      challenges.addAll(response.headers().all("Proxy-Authenticate"));
      if (tries == MOST_TRIES || !deadline.await(authenticator.accept(request, response))) {
        return response;
      }
      request = RequestBuilder.again(request, ++sequence, authenticator.answers(request));
      answered = true;
    }
  }

  /** What the server has asked by, in the order in which it has. */
  List<Challenge> challenges() {
    return challenges.stream().flatMap(each -> Challenge.parse(each).stream()).toList();
  }

  /** Whether the old chan_sip asks. */
  boolean isOfChanSip() {
    return !challenges.isEmpty() && challenges.stream().allMatch(RegistrationFaults::isOfChanSip);
  }

  /** What was sent last. */
  SipRequest lastRequest() {
    return Objects.requireNonNull(last, "nothing was sent yet");
  }

  /** Whether it has asked at all. */
  boolean challenged() {
    return !challenges.isEmpty();
  }

  /** Whether the application has been asked for credentials, and has not answered so far. */
  boolean asksTheApplication() {
    return asksTheApplication;
  }

  /** Whether the application has given credentials when it was asked. */
  boolean given() {
    return given;
  }

  /** Whether an answer to a challenge was sent. */
  boolean answered() {
    return answered;
  }

  @Override
  public Optional<Credentials> fixed() {
    return Optional.ofNullable(examination.config().credentials());
  }

  @Override
  public CompletableFuture<Optional<Credentials>> find(CredentialsRequest request) {
    CredentialsProvider provider = examination.config().credentialsProvider();
    Optional<Credentials> fixed = fixed();
    if (provider == null || (fixed.isPresent() && fixed.get() != request.rejected())) {
      return CompletableFuture.completedFuture(fixed);
    }
    asksTheApplication = true;
    return CompletableFuture.supplyAsync(
            () -> Optional.ofNullable(provider.credentials(request)), examination.background())
        .handle(
            (found, failure) -> {
              if (failure != null) {
                LOG.warn("The application's credentials provider threw an exception", failure);
              }
              given |= failure == null && found.isPresent();
              asksTheApplication = false;
              return failure == null ? found : Optional.empty();
            });
  }
}
