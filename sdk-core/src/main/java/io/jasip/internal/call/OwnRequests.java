package io.jasip.internal.call;

import io.jasip.Cause;
import io.jasip.RequestFailedException;
import io.jasip.internal.core.ResponseListener;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.dialog.Dialog;
import io.jasip.internal.message.RequestBuilder;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests of ours within a call that offer nothing: INFO, MESSAGE and others (RFC 3261 section
 * 12.2.1). On the loop.
 */
final class OwnRequests {

  /** Those that need a Contact (RFC 3261 section 20.10). */
  private static final Set<SipMethod> WITH_CONTACT =
      Set.of(SipMethod.REFER, SipMethod.SUBSCRIBE, SipMethod.NOTIFY);

  private final UserAgentCore core;
  private final Supplier<@Nullable Dialog> dialogs;
  private final Consumer<Ending> gone;
  private final Set<Pending> open = new LinkedHashSet<>();
  private @Nullable Cause over;

  /**
   * Makes an empty set.
   *
   * @param dialogs gives the dialog of the moment
   * @param gone told that the peer knows the call no more
   */
  OwnRequests(UserAgentCore core, Supplier<@Nullable Dialog> dialogs, Consumer<Ending> gone) {
    this.core = core;
    this.dialogs = dialogs;
    this.gone = gone;
  }

  /**
   * Sends a request.
   *
   * @param operation as the application calls it, for error messages
   * @param done completed on the loop with the final response, whatever its status
   */
  void send(
      String operation,
      SipMethod method,
      SipBody body,
      SipHeaders headers,
      CompletableFuture<SipResponse> done) {
    Dialog dialog = dialogs.get();
    if (over != null) {
      done.completeExceptionally(ended(operation, over));
    } else if (dialog == null) {
      done.completeExceptionally(
          new IllegalStateException(operation + ": the call has no dialog with the peer yet"));
    } else {
      RequestBuilder request = dialog.request(method);
      if (WITH_CONTACT.contains(method)) {
        request.header("Contact", core.contact().toString());
      }
      Pending pending = new Pending(operation, done);
      open.add(pending);
      core.send(request.headers(headers).body(body).build(), dialog::nextSequence, pending);
    }
  }

  private static RequestFailedException ended(String operation, Cause cause) {
    return new RequestFailedException(cause, operation + ": the call has ended", null, null);
  }

  /** The call is over, and nobody waits for responses any more. */
  void end(Cause cause) {
    over = cause;
    List<Pending> lost = new ArrayList<>(open);
    open.clear();
    lost.forEach(each -> each.done.completeExceptionally(ended(each.operation, cause)));
  }

  private final class Pending implements ResponseListener {
    private final String operation;
    private final CompletableFuture<SipResponse> done;

    Pending(String operation, CompletableFuture<SipResponse> done) {
      this.operation = operation;
      this.done = done;
    }

    @Override
    public void onResponse(SipRequest request, SipResponse response) {
      if (response.isProvisional() || !open.remove(this)) {
        return;
      }
      done.complete(response);
      if (OfferRequest.endsDialog(response)) {
        String answer = "the peer answered " + response.status() + " " + response.reason();
        gone.accept(Ending.remote(Cause.DIALOG_ERROR, 0, response, answer + " within the call"));
      }
    }

    @Override
    public void onTimeout() {
      if (open.remove(this)) {
        fail(Cause.REQUEST_TIMEOUT, "the peer did not answer");
        gone.accept(
            Ending.system(
                Cause.REQUEST_TIMEOUT,
                0,
                "the peer did not answer a request within the call",
                null));
      }
    }

    @Override
    public void onTransportError() {
      if (open.remove(this)) {
        fail(Cause.CONNECTION_ERROR, "the connection was lost");
      }
    }

    private void fail(Cause cause, String why) {
      done.completeExceptionally(
          new RequestFailedException(cause, operation + ": " + why, null, null));
    }
  }
}
