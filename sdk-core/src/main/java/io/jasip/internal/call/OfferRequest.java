package io.jasip.internal.call;

import io.jasip.internal.core.ClientRequest;
import io.jasip.internal.core.ResponseListener;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.dialog.Dialog;
import io.jasip.internal.loop.SipLoop.Timer;
import io.jasip.internal.message.MalformedMessageException;
import io.jasip.internal.message.RequestBuilder;
import io.jasip.internal.transaction.ClientTransactionUser;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.StatusCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A re-INVITE or UPDATE of ours, with an offer or as a sign of life (RFC 3261 section 14.1, RFC
 * 3311 section 5.1). It lives on after its call, until the server has answered it. On the loop.
 */
final class OfferRequest implements ResponseListener {

  private static final Logger LOG = LoggerFactory.getLogger(OfferRequest.class);

  private final UserAgentCore core;
  private final Dialog dialog;
  private final SipMethod method;
  private final Outcome outcome;
  private @Nullable ClientRequest request;
  private @Nullable SipRequest ack;
  private Timer limit = Timer.NONE;
  private boolean over;

  /** Told once what becomes of the request. */
  interface Outcome {
    void onSuccess(SipResponse response);

    void onRefusal(SipResponse response);

    /** No response. */
    void onTimeout();

    void onTransportError();
  }

  OfferRequest(UserAgentCore core, Dialog dialog, SipMethod method, Outcome outcome) {
    this.core = core;
    this.dialog = dialog;
    this.method = method;
    this.outcome = outcome;
  }

  SipMethod method() {
    return method;
  }

  /**
   * Sends it.
   *
   * @param offer {@code ""} for an UPDATE that is only a sign of life
   */
  void send(String offer, SipHeaders more) {
    SipRequest built =
        dialog
            .request(method)
            .header("Contact", core.contact().toString())
            .header("Allow", core.allow())
            .headers(more)
            .body(SessionDescription.body(offer, List.of()))
            .build();
    request = core.send(built, dialog::nextSequence, this);
    if (method.equals(SipMethod.INVITE)) {
      limit = core.loop().schedule(core.timers().timeout(), this::cancel);
    }
  }

  /** A provisional response ends timer B; a peer that then never answers would block all offers. */
  private void cancel() {
    ClientRequest pending = request;
    if (pending != null && !pending.hasResponse()) {
      // It was challenged and sent again: timer B of that attempt runs, and CANCEL is not allowed.
      limit = core.loop().schedule(core.timers().timeout(), this::cancel);
    } else if (pending != null) {
      pending.stopRepeating();
      core.transactions()
          .request(RequestBuilder.cancel(pending.request()), ClientTransactionUser.NOBODY);
      limit =
          core.loop()
              .schedule(
                  core.timers().timeout(),
                  () -> {
                    pending.abandon();
                    onTimeout();
                  });
    }
  }

  @Override
  public void onResponse(SipRequest sent, SipResponse response) {
    if (response.isProvisional()) {
      return;
    }
    limit.cancel();
    if (response.isSuccess()) {
      if (!over) {
        refreshTarget(response);
      }
      if (method.equals(SipMethod.INVITE)) {
        acknowledge(sent);
      }
    }
    if (over) {
      return; // a 2xx that was repeated
    }
    over = true;
    if (response.isSuccess()) {
      outcome.onSuccess(response);
    } else {
      outcome.onRefusal(response);
    }
  }

  private void acknowledge(SipRequest invite) {
    SipRequest made = ack;
    if (made == null) {
      made = dialog.ack(invite);
      ack = made;
    }
    core.transactions().send(made);
  }

  /** The 2xx names where the peer is now, and its ACK goes there (RFC 3261 section 12.2.1.2). */
  private void refreshTarget(SipResponse response) {
    try {
      dialog.refreshTarget(response);
    } catch (MalformedMessageException e) {
      LOG.warn("Kept the old target of call {}: {}", response.callId(), e.getMessage());
    }
  }

  @Override
  public void onTimeout() {
    limit.cancel();
    if (!over) {
      over = true;
      outcome.onTimeout();
    }
  }

  @Override
  public void onTransportError() {
    limit.cancel();
    if (!over) {
      over = true;
      outcome.onTransportError();
    }
  }

  /** Whether a refusal means that the peer has no such dialog (RFC 3261 section 12.2.1.2). */
  static boolean endsDialog(SipResponse refusal) {
    return refusal.status() == StatusCode.REQUEST_TIMEOUT
        || refusal.status() == StatusCode.CALL_DOES_NOT_EXIST;
  }
}
