package io.jasip.internal.core;

import io.jasip.Limits;
import io.jasip.internal.auth.DigestAuthenticator;
import io.jasip.internal.dialog.DialogTable;
import io.jasip.internal.loop.SipLoop;
import io.jasip.internal.message.Identifiers;
import io.jasip.internal.message.RequestBuilder;
import io.jasip.internal.message.ResponseBuilder;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.internal.transaction.SipTimers;
import io.jasip.internal.transaction.TransactionLayer;
import io.jasip.internal.transaction.TransactionUser;
import io.jasip.sip.CSeq;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import io.jasip.sip.StatusCode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The user agent core (RFC 3261 section 8) of one user agent. On the loop. */
public final class UserAgentCore implements TransactionUser {

  private static final Logger LOG = LoggerFactory.getLogger(UserAgentCore.class);

  private static final String RETRY_AFTER_S = "10";

  /** The extensions that a peer may demand by Require (RFC 3261 section 8.2.2.3). */
  private static final Set<String> SUPPORTED =
      Set.of("outbound", "path", "gruu", "100rel", "timer", "replaces", "norefersub");

  /** More tags than that are no honest demand, and their list would be larger than the request. */
  private static final int MAX_UNSUPPORTED = 20;

  /** Bodies of session descriptions and digits, and of messages, whose types are unlimited. */
  private static final String ACCEPT =
      "application/sdp, application/dtmf, application/dtmf-relay, text/plain, */*";

  private final SipLoop loop;
  private final SipTimers timers;
  private Identity identity;
  private final DigestAuthenticator authenticator;
  private final String userAgent;
  private final TransactionLayer transactions;
  private final DialogTable dialogs = new DialogTable();
  private final HeldRequests held;
  private final Limits limits;
  private final Admission admission;
  private final Map<SipMethod, RequestHandler> handlers = new HashMap<>();
  private final Set<SipMethod> inDialog =
      new LinkedHashSet<>(List.of(SipMethod.ACK, SipMethod.BYE, SipMethod.CANCEL));
  private Predicate<SipUri> ours;
  private OwnHeaders ownHeaders;
  private Reach reach = Reach.UNREGISTERED;
  private Supplier<String> allowEvents = () -> "";
  private RequestHandler unknownDialogs =
      transaction -> refuse(transaction, StatusCode.CALL_DOES_NOT_EXIST);

  /**
   * Makes the core of a user agent.
   *
   * @param userAgent for the header fields User-Agent and Server
   * @param limits of what others may make us hold
   * @param applicationIsBusy whether it has not taken its events, so that requests are refused
   * @param transport sends a message on the connection of the moment; false if there is none
   */
  public UserAgentCore(
      SipLoop loop,
      SipTimers timers,
      Identity identity,
      DigestAuthenticator authenticator,
      String userAgent,
      Limits limits,
      BooleanSupplier applicationIsBusy,
      Predicate<SipMessage> transport) {
    this.loop = loop;
    this.timers = timers;
    this.identity = identity;
    this.ours = identity::isFor;
    this.authenticator = authenticator;
    this.userAgent = userAgent;
    this.ownHeaders = new OwnHeaders(userAgent, SipHeaders.NONE);
    this.held = new HeldRequests(loop, timers.timeout());
    this.transactions =
        new TransactionLayer(loop, timers, message -> transport.test(ownHeaders.on(message)), this);
    this.limits = limits;
    this.admission = new Admission(loop, limits, transactions, dialogs, applicationIsBusy);
    handlers.put(SipMethod.OPTIONS, this::answerOptions);
  }

  /** The loop that owns everything here. */
  public SipLoop loop() {
    return loop;
  }

  /** The timers of this user agent. */
  public SipTimers timers() {
    return timers;
  }

  /** Who we are. */
  public Identity identity() {
    return identity;
  }

  /**
   * The transactions, for messages that come in and for what has none, such as the ACK of a 2xx.
   */
  public TransactionLayer transactions() {
    return transactions;
  }

  /** What others may make us hold. */
  public Limits limits() {
    return limits;
  }

  /** The dialogs. */
  public DialogTable dialogs() {
    return dialogs;
  }

  /**
   * Sets who handles the requests of a method outside of dialogs; the method is from then on in
   * Allow.
   */
  public void handle(SipMethod method, RequestHandler handler) {
    handlers.put(method, handler);
  }

  /**
   * Sets which addresses requests outside of dialogs may be for; others get 404. Unless set, only
   * those of our {@link #identity()}.
   */
  public void serve(Predicate<SipUri> addresses) {
    ours = addresses;
  }

  /** Says that calls take a method within their dialog; it is from then on in Allow. */
  public void handleInDialog(SipMethod method) {
    inDialog.add(method);
  }

  /**
   * Sets who handles requests of dialogs that are not known, such as the first NOTIFY of a
   * subscription. Unless set, they get 481.
   */
  public void onUnknownDialogs(RequestHandler handler) {
    unknownDialogs = handler;
  }

  /** Sets who names the event packages that others can subscribe to here, for Allow-Events. */
  public void allowEvents(Supplier<String> packages) {
    allowEvents = packages;
  }

  /** Sets what others see as our name. */
  public void account(NameAddr account) {
    identity = identity.with(account);
  }

  /** Sets the header fields that every message carries. */
  public void headers(SipHeaders ofEveryMessage) {
    ownHeaders = new OwnHeaders(userAgent, ofEveryMessage);
  }

  /** Takes what the registrar has told of the way to us and from us. */
  public void reach(Reach newReach) {
    reach = newReach;
  }

  /**
   * A request outside of any dialog (RFC 3261 section 8.1.1), by the route that the registrar wants
   * (RFC 3608 section 5).
   */
  public RequestBuilder request(
      SipMethod method, SipUri uri, NameAddr from, NameAddr to, String callId, long sequence) {
    RequestBuilder request =
        new RequestBuilder(uri, identity.via(), from, to, callId, new CSeq(sequence, method));
    if (!method.equals(SipMethod.REGISTER)) {
      request.routes(reach.serviceRoute());
    }
    return request.header("User-Agent", userAgent);
  }

  /** What a Contact of ours looks like outside of REGISTER. */
  public NameAddr contact() {
    return NameAddr.of(reach.contact(identity));
  }

  /** The methods that we take, for Allow. */
  public String allow() {
    Set<String> methods = new TreeSet<>();
    handlers.keySet().forEach(method -> methods.add(method.name()));
    inDialog.forEach(method -> methods.add(method.name()));
    return String.join(", ", methods);
  }

  /** The extensions that calls support, for Supported. */
  public String supported() {
    return "100rel, norefersub, outbound, replaces";
  }

  /**
   * Sends a request, with the credentials that are known to be asked for.
   *
   * @param nextSequence gives the CSeq number of a repetition with credentials
   */
  public ClientRequest send(
      SipRequest request, LongSupplier nextSequence, ResponseListener listener) {
    List<SipHeaders.Field> answers = authenticator.answers(request);
    SipRequest complete =
        answers.isEmpty()
            ? request
            : RequestBuilder.again(request, request.cSeq().number(), answers);
    ClientRequest client =
        new ClientRequest(
            loop,
            held,
            timers.timeout(),
            transactions,
            authenticator,
            complete,
            nextSequence,
            listener);
    client.send();
    return client;
  }

  /** The connection is gone and will come back: requests within calls wait for it. */
  public void holdRequests() {
    held.hold();
  }

  /** Whether requests within calls wait for a connection. */
  public boolean holdsRequests() {
    return held.isHolding();
  }

  /** There is a connection again, and what has waited for it goes out. */
  public void releaseRequests() {
    held.release();
  }

  /** There will be no connection any more, and what has waited for it fails. */
  public void abandonRequests() {
    held.abandon();
  }

  /** A response to a request, with Server and, where RFC 3261 wants it, our tag. */
  public ResponseBuilder response(ServerTransaction transaction, int status) {
    return new ResponseBuilder(transaction.request(), status, transaction.localTag())
        .header("Server", userAgent);
  }

  /** Answers a request with a status and nothing else. */
  public void refuse(ServerTransaction transaction, int status) {
    transaction.respond(response(transaction, status).build());
  }

  /**
   * Takes a message that has come in. A response whose Via is not ours alone was sent here by
   * mistake and is dropped (RFC 3261 sections 8.1.3.3 and 18.1.2).
   */
  public void receive(SipMessage message) {
    if (message instanceof SipResponse response
        && (response.core().vias().size() > 1
            || !response.via().sentBy().equalsIgnoreCase(identity.sentBy()))) {
      LOG.debug("Dropped response {}: its Via is not ours alone", response.startLine());
      return;
    }
    if (message instanceof SipRequest request && !admission.admits(request)) {
      // Without a transaction, for that is what there are too many of.
      transactions.send(
          new ResponseBuilder(request, StatusCode.SERVICE_UNAVAILABLE, Identifiers.tag())
              .header("Retry-After", RETRY_AFTER_S)
              .build());
      return;
    }
    transactions.receive(message);
  }

  @Override
  public void onRequest(ServerTransaction transaction) {
    SipRequest request = transaction.request();
    if (request.to().tag().isPresent()) {
      DialogTable.Owner owner = dialogs.find(request);
      if (owner == null) {
        unknownDialogs.onRequest(transaction);
      } else if (request.is(SipMethod.BYE) || demandsOnlyWhatWeSupport(transaction)) {
        // Whoever hangs up has hung up, whatever he demands.
        owner.onRequest(transaction);
      }
      return;
    }
    RequestHandler handler = handlers.get(request.method());
    if (handler == null) {
      refuseMethod(transaction);
    } else if (!request.uri().scheme().equals("sip") && !request.uri().scheme().equals("sips")) {
      refuse(transaction, StatusCode.UNSUPPORTED_URI_SCHEME);
    } else if (!isFor(request.uri())) {
      refuse(transaction, StatusCode.NOT_FOUND);
    } else if (transactions.isMerged(request) || transactions.isLooped(request)) {
      refuse(transaction, StatusCode.LOOP_DETECTED);
    } else if (demandsOnlyWhatWeSupport(transaction)) {
      handler.onRequest(transaction);
    }
  }

  /** Whether an address is ours: by our names, or since the registrar has given it to us. */
  public boolean isFor(SipUri uri) {
    return ours.test(uri) || reach.isFor(uri);
  }

  private void refuseMethod(ServerTransaction transaction) {
    boolean known = transaction.request().is(SipMethod.BYE);
    int status = known ? StatusCode.CALL_DOES_NOT_EXIST : StatusCode.METHOD_NOT_ALLOWED;
    transaction.respond(response(transaction, status).header("Allow", allow()).build());
  }

  private boolean demandsOnlyWhatWeSupport(ServerTransaction transaction) {
    List<String> unsupported =
        transaction.request().headers().tokens("Require").stream()
            .filter(tag -> !SUPPORTED.contains(tag))
            .distinct()
            .limit(MAX_UNSUPPORTED)
            .toList();
    if (unsupported.isEmpty()) {
      return true;
    }
    transaction.respond(
        response(transaction, StatusCode.BAD_EXTENSION)
            .header("Unsupported", String.join(", ", unsupported))
            .build());
    return false;
  }

  private void answerOptions(ServerTransaction transaction) {
    transaction.respond(capabilities(transaction).build());
  }

  /** What we can do, as the answer to OPTIONS (RFC 3261 section 11.2). */
  public ResponseBuilder capabilities(ServerTransaction transaction) {
    ResponseBuilder response =
        response(transaction, StatusCode.OK)
            .header("Allow", allow())
            .header("Accept", ACCEPT)
            .header("Accept-Encoding", "identity")
            .header("Accept-Language", "en")
            .header("Supported", supported());
    String events = allowEvents.get();
    return events.isEmpty() ? response : response.header("Allow-Events", events);
  }

  @Override
  public void onStrayAck(SipRequest ack) {
    DialogTable.Owner owner = dialogs.find(ack);
    if (owner != null) {
      owner.onAck(ack);
    }
  }

  @Override
  public void onStrayResponse(SipResponse response) {
    LOG.debug("Response {} belongs to no request of ours", response.startLine());
  }
}
