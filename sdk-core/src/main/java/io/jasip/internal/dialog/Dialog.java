package io.jasip.internal.dialog;

import io.jasip.internal.message.HeaderReader;
import io.jasip.internal.message.MalformedMessageException;
import io.jasip.internal.message.RequestBuilder;
import io.jasip.sip.CSeq;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import io.jasip.sip.Via;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/** One side of a dialog (RFC 3261 section 12). On the loop. */
public final class Dialog {

  private final DialogId id;
  private final NameAddr local;
  private final NameAddr remote;
  private final Supplier<Via> vias;
  private DialogState state;
  private SipUri remoteTarget;
  private List<NameAddr> routeSet;
  private long localSequence;
  private long remoteSequence;

  private Dialog(
      DialogId id,
      DialogState state,
      NameAddr local,
      NameAddr remote,
      SipUri remoteTarget,
      List<NameAddr> routeSet,
      long localSequence,
      long remoteSequence,
      Supplier<Via> vias) {
    this.id = id;
    this.state = state;
    this.local = local;
    this.remote = remote;
    this.remoteTarget = remoteTarget;
    this.routeSet = routeSet;
    this.localSequence = localSequence;
    this.remoteSequence = remoteSequence;
    this.vias = vias;
  }

  /**
   * The dialog of the side that sent the request (RFC 3261 section 12.1.2).
   *
   * @param vias makes the Via, with a new branch, of every request sent in it
   * @throws MalformedMessageException if the response has no tag, no Contact or a bad Record-Route
   */
  public static Dialog ofClient(SipRequest request, SipResponse response, Supplier<Via> vias)
      throws MalformedMessageException {
    List<NameAddr> routes = recordRoutes(response);
    Collections.reverse(routes);
    return new Dialog(
        DialogId.ofResponse(response),
        response.isSuccess() ? DialogState.CONFIRMED : DialogState.EARLY,
        request.from(),
        response.to(),
        contact(response),
        routes,
        request.cSeq().number(),
        -1,
        vias);
  }

  /**
   * The dialog of the side that answers the request (RFC 3261 section 12.1.1).
   *
   * @param localTag that our responses carry in To
   * @throws MalformedMessageException if the request has no Contact or a bad Record-Route
   */
  public static Dialog ofServer(SipRequest request, String localTag, Supplier<Via> vias)
      throws MalformedMessageException {
    DialogId id = new DialogId(request.callId(), localTag, request.from().tag().orElse(""));
    return new Dialog(
        id,
        DialogState.EARLY,
        request.to().withTag(localTag),
        request.from(),
        contact(request),
        recordRoutes(request),
        -1,
        request.cSeq().number(),
        vias);
  }

  /**
   * The dialog of a subscriber, which the first NOTIFY makes (RFC 6665 section 4.4.1), not the 2xx
   * to its SUBSCRIBE.
   *
   * @param sequence the number of the SUBSCRIBE
   * @throws MalformedMessageException if the NOTIFY has a bad Contact or Record-Route
   */
  public static Dialog ofSubscriber(SipRequest notify, long sequence, Supplier<Via> vias)
      throws MalformedMessageException {
    return new Dialog(
        DialogId.ofIncoming(notify),
        DialogState.CONFIRMED,
        notify.to(),
        notify.from(),
        contact(notify),
        recordRoutes(notify),
        sequence,
        notify.cSeq().number(),
        vias);
  }

  private static List<NameAddr> recordRoutes(SipMessage message) throws MalformedMessageException {
    return new ArrayList<>(
        HeaderReader.addresses("Record-Route", message.headers().all("Record-Route")));
  }

  private static SipUri contact(SipMessage message) throws MalformedMessageException {
    List<NameAddr> contacts = HeaderReader.addresses("Contact", message.headers().all("Contact"));
    if (contacts.isEmpty()) {
      // A 2xx without Contact breaks the RFC; its sender can still be reached by the address it
      // calls itself.
      return message instanceof SipResponse ? message.to().uri() : message.from().uri();
    }
    return contacts.get(0).uri();
  }

  /** What it is known by. */
  public DialogId id() {
    return id;
  }

  /** Its state. */
  public DialogState state() {
    return state;
  }

  /** Whether a 2xx has confirmed it, and it is not over. */
  public boolean isConfirmed() {
    return state == DialogState.CONFIRMED;
  }

  /** The peer as the dialog was made with: display name, URI and tag. */
  public NameAddr remote() {
    return remote;
  }

  /** Ourselves as the dialog was made with. */
  public NameAddr local() {
    return local;
  }

  /** Where requests go: the peer's Contact. */
  public SipUri remoteTarget() {
    return remoteTarget;
  }

  /**
   * A 2xx has confirmed it. As UAC, target and route set are those of the 2xx (RFC 3261 section
   * 13.2.2.4).
   */
  public void confirm(SipResponse success) throws MalformedMessageException {
    remoteTarget = contact(success);
    routeSet = recordRoutes(success);
    Collections.reverse(routeSet);
    confirm();
  }

  /** A 2xx of ours has confirmed it. */
  public void confirm() {
    state = DialogState.step(state, DialogState.Input.CONFIRM);
  }

  /** It is over. */
  public void terminate() {
    state = DialogState.step(state, DialogState.Input.TERMINATE);
  }

  /**
   * A target refresh request, or the 2xx to one of ours, names where the peer is now (RFC 3261
   * section 12.2).
   */
  public void refreshTarget(SipMessage message) throws MalformedMessageException {
    if (message.header("Contact").isPresent()) {
      remoteTarget = contact(message);
    }
  }

  /**
   * Where the peer will be once a target refresh request of it is accepted.
   *
   * @return the present target if the request has no Contact
   * @throws MalformedMessageException if the Contact is not readable
   */
  public SipUri targetAfter(SipRequest request) throws MalformedMessageException {
    return request.header("Contact").isPresent() ? contact(request) : remoteTarget;
  }

  /** A target refresh request of the peer was accepted (RFC 3261 section 12.2.2). */
  public void moveTo(SipUri target) {
    remoteTarget = target;
  }

  /**
   * Takes the sequence number of a request of the peer (RFC 3261 section 12.2.2).
   *
   * @return false if it is out of order: to be answered with 500
   */
  public boolean acceptSequence(SipRequest request) {
    long number = request.cSeq().number();
    if (number <= remoteSequence) {
      return false;
    }
    remoteSequence = number;
    return true;
  }

  /** The next sequence number of ours. */
  public long nextSequence() {
    if (localSequence < 0) {
      localSequence = 0;
    }
    return ++localSequence;
  }

  /** A request in this dialog, not for ACK (RFC 3261 section 12.2.1.1). */
  public RequestBuilder request(SipMethod method) {
    return request(new CSeq(nextSequence(), method));
  }

  /** The ACK of a 2xx that needs no answer. */
  public SipRequest ack(SipRequest invite) {
    return ack(invite, SipBody.NONE);
  }

  /**
   * The ACK of a 2xx: the sequence number and credentials of its INVITE (RFC 3261 section
   * 13.2.2.4).
   *
   * @param body the answer to an offer in the 2xx, or nothing
   */
  public SipRequest ack(SipRequest invite, SipBody body) {
    SipHeaders.Builder credentials = SipHeaders.builder();
    for (String name : List.of("Authorization", "Proxy-Authorization")) {
      invite.headers().all(name).forEach(value -> credentials.add(name, value));
    }
    return request(new CSeq(invite.cSeq().number(), SipMethod.ACK))
        .headers(credentials.build())
        .body(body)
        .build();
  }

  private RequestBuilder request(CSeq cSeq) {
    boolean strict = !routeSet.isEmpty() && !routeSet.get(0).uri().parameters().has("lr");
    if (strict) {
      // A strict router of RFC 2543 wants itself in the Request-URI and the target last in Route.
      List<NameAddr> routes = new ArrayList<>(routeSet.subList(1, routeSet.size()));
      routes.add(NameAddr.of(remoteTarget));
      return new RequestBuilder(routeSet.get(0).uri(), vias.get(), local, remote, id.callId(), cSeq)
          .routes(routes);
    }
    return new RequestBuilder(remoteTarget, vias.get(), local, remote, id.callId(), cSeq)
        .routes(routeSet);
  }
}
