package io.jasip.internal.core;

import io.jasip.internal.message.Identifiers;
import io.jasip.internal.message.RequestBuilder;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Requests outside of dialogs that are done with their final response: MESSAGE (RFC 3428) and
 * OPTIONS (RFC 3261 section 11). On the loop.
 */
public final class SingleRequests {

  private final UserAgentCore core;
  private final Set<Answer> pending = new LinkedHashSet<>();
  private boolean stopping;

  /** Sends through the given core. */
  public SingleRequests(UserAgentCore core) {
    this.core = core;
  }

  /**
   * Sends a request.
   *
   * @param body possibly empty
   * @param done completes on the loop with the 2xx; fails with {@link
   *     io.jasip.RequestFailedException}
   */
  public void send(
      SipMethod method,
      SipUri target,
      SipHeaders headers,
      SipBody body,
      CompletableFuture<SipResponse> done) {
    if (stopping) {
      done.completeExceptionally(RequestFailure.stopped(method, target));
      return;
    }
    Answer answer = new Answer(method, target, done);
    pending.add(answer);
    NameAddr from = core.identity().addressOfRecord().withTag(Identifiers.tag());
    Sequence sequence = new Sequence();
    RequestBuilder request =
        core.request(
                method, target, from, NameAddr.of(target), Identifiers.callId(), sequence.next())
            .headers(headers)
            .body(body);
    core.send(request.build(), sequence::next, answer);
  }

  /** From now on nothing is sent. The requests that still await an answer. */
  public List<CompletableFuture<SipResponse>> stop() {
    stopping = true;
    return pending.stream().map(answer -> answer.done).toList();
  }

  /** After a stop there is no other connection, not even for what still waits for credentials. */
  public void connectionLost() {
    if (stopping) {
      new ArrayList<>(pending).forEach(Answer::onTransportError);
    }
  }

  private static final class Sequence {
    private long number;

    long next() {
      return ++number;
    }
  }

  private final class Answer implements ResponseListener {
    private final SipMethod method;
    private final SipUri target;
    private final CompletableFuture<SipResponse> done;

    Answer(SipMethod method, SipUri target, CompletableFuture<SipResponse> done) {
      this.method = method;
      this.target = target;
      this.done = done;
    }

    @Override
    public void onResponse(SipRequest request, SipResponse response) {
      if (response.isSuccess()) {
        pending.remove(this);
        done.complete(response);
      } else if (!response.isProvisional()) {
        fail(RequestFailure.refused(method, target, response));
      }
    }

    @Override
    public void onTimeout() {
      fail(RequestFailure.timeout(method, target, core.timers().timeout().toSeconds()));
    }

    @Override
    public void onTransportError() {
      fail(
          stopping
              ? RequestFailure.stopped(method, target)
              : RequestFailure.connectionLost(method, target));
    }

    private void fail(RuntimeException why) {
      pending.remove(this);
      done.completeExceptionally(why);
    }
  }
}
