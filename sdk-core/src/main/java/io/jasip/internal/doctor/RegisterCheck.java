package io.jasip.internal.doctor;

import io.jasip.Binding;
import io.jasip.Registration;
import io.jasip.RegistrationState;
import io.jasip.UAConfig;
import io.jasip.auth.Credentials;
import io.jasip.fault.Fault;
import io.jasip.internal.auth.Challenge;
import io.jasip.internal.fault.RegistrationFaults;
import io.jasip.internal.registration.RegisterAnswer;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import io.jasip.transport.ConnectionFailedException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * The registration: first a question for the bindings, which changes nothing; then a binding of the
 * diagnosis's own, whether it is still there a moment later, and what became of the others. A user
 * agent that is registered is left as it is: the question alone tells whether it still is.
 */
final class RegisterCheck implements Check {

  private static final Duration A_MOMENT = Duration.ofMillis(200);
  private static final Duration SHORT = Duration.ofSeconds(30);
  private static final Duration FAREWELL = Duration.ofMillis(500);

  @Override
  public void run(Examination examination, Notes notes, Deadline deadline) throws Exception {
    UAConfig config = examination.config();
    Credentials credentials = config.credentials();
    notes
        .saw("register.account", config.account().uri())
        .saw(
            "register.credentials",
            credentials == null
                ? (config.credentialsProvider() == null ? "none" : "the application is asked")
                : "of user \"" + credentials.username() + "\"");
    Registrar registrar = new Registrar(examination);
    try {
      examine(examination, registrar, notes, deadline);
    } catch (TimeoutException e) {
      if (registrar.asksTheApplication()) {
        notes
            .saw("register.answer", "401 or 407, and the application is asked for credentials")
            .saw("register.credentials.given", "not so far")
            .fails(Fault.CREDENTIALS_MISSING);
        return;
      }
      notes.saw("register.answer", "none");
      notes.fails(Fault.SIP_SILENT);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof ConnectionFailedException why)) {
        throw e;
      }
      notes.saw("websocket.close-code", why.code()).saw("websocket.closed", why.getMessage());
      notes.fails(why.fault());
    }
  }

  private static void examine(
      Examination examination, Registrar registrar, Notes notes, Deadline deadline)
      throws TimeoutException, ExecutionException {
    SipResponse before = registrar.query(deadline);
    describe(notes, registrar, before);
    if (!before.isSuccess()) {
      if (before.status() == 500
          && !registrar.challenged()
          && asksStrangers(registrar, notes, deadline)) {
        notes.fails(Fault.AUTH_NOT_LOADED);
        return;
      }
      refused(examination, registrar, notes, before, false);
      return;
    }
    Set<SipUri> there = bindings(examination, before);
    there.forEach(each -> notes.saw("register.binding-before", each));
    Registration running = examination.ua().registration();
    if (running.state() == RegistrationState.REGISTERED) {
      compare(running, there, notes);
    } else {
      bind(examination, registrar, there, notes, deadline);
    }
    if (!registrar.challenged()) {
      notes.warns(Fault.REGISTRATION_UNCHALLENGED);
    } else if (registrar.isOfChanSip()) {
      notes.warns(Fault.CHAN_SIP_OWNS_WEBSOCKET, "register.challenge", "sip.");
    }
  }

  /** Whether the server asks a user for a password that cannot exist, and so works otherwise. */
  private static boolean asksStrangers(Registrar registrar, Notes notes, Deadline deadline)
      throws ExecutionException {
    try {
      int status = registrar.ofStranger(deadline.part(2)).status();
      notes.saw("register.of-a-stranger", status);
      return status == 401 || status == 407;
    } catch (TimeoutException e) {
      return false;
    }
  }

  /** Does the server still have the binding that the application believes in? */
  private static void compare(Registration running, Set<SipUri> there, Notes notes) {
    Set<String> own =
        running.bindings().stream()
            .filter(Binding::own)
            .map(binding -> String.valueOf(binding.contact().uri().user()))
            .collect(Collectors.toSet());
    boolean listed = there.stream().anyMatch(each -> own.contains(String.valueOf(each.user())));
    notes.saw("register.running", listed ? "registered, and the server agrees" : "forgotten");
    if (!own.isEmpty() && !listed) {
      notes.fails(there.isEmpty() ? Fault.BINDING_LOST : Fault.BINDING_EVICTED);
    }
  }

  private static void bind(
      Examination examination,
      Registrar registrar,
      Set<SipUri> before,
      Notes notes,
      Deadline deadline)
      throws TimeoutException, ExecutionException {
    Duration asked = examination.config().registration().expires();
    SipResponse bound;
    try {
      bound = registrar.bind(asked, deadline);
    } catch (TimeoutException | CancelledDiagnosisException e) {
      leave(registrar); // the server may have taken it all the same
      throw e;
    }
    notes.saw("register.answer", bound.startLine());
    if (bound.status() == 401 || bound.status() == 407) {
      // The same password was right a moment ago: it is the Contact that the server does not take.
      notes.fails(Fault.CONTACT_ACL);
      return;
    }
    if (!bound.isSuccess()) {
      refused(examination, registrar, notes, bound, !before.isEmpty());
      return;
    }
    try {
      RegisterAnswer granted = RegisterAnswer.read(bound, examination.line().identity(), asked);
      notes.saw("register.expires", granted.expires().toSeconds() + " s");
      if (granted.expires().compareTo(SHORT) < 0 && granted.expires().compareTo(asked) < 0) {
        notes.warns(Fault.REGISTRATION_SHORT, "register.answer", "register.expires");
      }
      pause(deadline);
      SipResponse later = registrar.query(deadline);
      if (!later.isSuccess()) {
        notes.saw("register.query-after", later.startLine()); // it lists nothing to compare with
        return;
      }
      Set<SipUri> after = bindings(examination, later);
      after.forEach(each -> notes.saw("register.binding-after", each));
      RegisterAnswer list =
          RegisterAnswer.read(later, examination.line().identity(), Duration.ZERO);
      Set<String> users = after.stream().map(each -> each.user() + "@").collect(Collectors.toSet());
      List<SipUri> removed =
          before.stream().filter(each -> !users.contains(each.user() + "@")).toList();
      removed.forEach(each -> notes.saw("register.binding-removed", each));
      if (!list.listsUs()) {
        notes.fails(after.isEmpty() ? Fault.BINDING_LOST : Fault.BINDING_EVICTED);
      } else if (!removed.isEmpty()) {
        notes.warns(Fault.BINDING_EVICTED, "register.binding");
      }
    } finally {
      leave(registrar);
    }
  }

  /** Removes our binding, and ours alone; also when the diagnosis was cancelled. */
  private static void leave(Registrar registrar) {
    boolean cancelled = Thread.interrupted();
    try {
      registrar.bind(Duration.ZERO, Deadline.in(FAREWELL));
    } catch (TimeoutException | ExecutionException e) {
      // It ends with the WebSocket or with its time.
    } finally {
      if (cancelled) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void pause(Deadline deadline) throws ExecutionException {
    CompletableFuture<Void> moment = new CompletableFuture<>();
    moment.completeOnTimeout(null, A_MOMENT.toMillis(), TimeUnit.MILLISECONDS);
    try {
      deadline.await(moment);
    } catch (TimeoutException e) {
      // The question that follows is the judge.
    }
  }

  private static Set<SipUri> bindings(Examination examination, SipResponse response) {
    return RegisterAnswer.read(response, examination.line().identity(), Duration.ZERO)
        .bindings()
        .stream()
        .map(each -> each.contact().uri())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static void describe(Notes notes, Registrar registrar, SipResponse response) {
    for (Challenge each : registrar.challenges()) {
      notes.saw(
          "register.challenge",
          "realm \""
              + each.realm()
              + "\", "
              + each.algorithm()
              + ", "
              + (each.qop().isEmpty() ? "no qop" : "qop " + String.join(",", each.qop()))
              + (each.opaque() == null ? ", no opaque" : "")
              + (each.stale() ? ", stale" : "")
              + ", a nonce of "
              + each.nonce().length()
              + " characters");
    }
    notes
        .saw("register.query", response.startLine())
        .saw("sip.server", response.header("Server").orElse(null))
        .saw("register.warning", response.header("Warning").orElse(null))
        .saw("register.reason", response.header("Reason").orElse(null));
  }

  private static void refused(
      Examination examination,
      Registrar registrar,
      Notes notes,
      SipResponse response,
      boolean othersAreBound) {
    Fault fault = RegistrationFaults.ofRefusal(registrar.lastRequest(), response);
    if (fault == Fault.CREDENTIALS_REFUSED) {
      unauthorized(examination, registrar, notes);
    } else if (response.status() == 403 && othersAreBound) {
      notes.fails(Fault.MAX_CONTACTS_REACHED);
    } else {
      notes.fails(fault);
    }
  }

  private static void unauthorized(Examination examination, Registrar registrar, Notes notes) {
    UAConfig config = examination.config();
    List<Challenge> all = registrar.challenges();
    boolean tooWeak =
        !all.isEmpty()
            && all.stream()
                .allMatch(each -> each.algorithm().compareTo(config.weakestDigest()) < 0);
    if (config.credentials() == null && config.credentialsProvider() == null) {
      notes.fails(Fault.CREDENTIALS_MISSING);
    } else if (registrar.answered()) {
      notes.fails(Fault.CREDENTIALS_REFUSED);
    } else if (tooWeak) {
      notes.saw("register.weakest-digest", config.weakestDigest());
      notes.fails(Fault.DIGEST_TOO_WEAK);
    } else if (config.credentials() == null && !registrar.given()) {
      notes.saw("register.credentials.given", "none").fails(Fault.CREDENTIALS_MISSING);
    } else {
      notes.fails(Fault.REALM_UNEXPECTED);
    }
  }
}
