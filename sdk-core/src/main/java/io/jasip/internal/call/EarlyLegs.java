package io.jasip.internal.call;

import io.jasip.internal.core.ResponseListener;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.dialog.Dialog;
import io.jasip.internal.dialog.DialogId;
import io.jasip.internal.dialog.DialogTable;
import io.jasip.internal.message.MalformedMessageException;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.StatusCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The early dialogs of an INVITE of ours. On the loop. */
final class EarlyLegs {

  private static final Logger LOG = LoggerFactory.getLogger(EarlyLegs.class);

  private final UserAgentCore core;
  private final Function<Dialog, DialogTable.Owner> owners;
  private final Map<DialogId, EarlyLeg> legs = new LinkedHashMap<>();
  private boolean closed;

  /**
   * Makes an empty set.
   *
   * @param owners gives who handles the requests that come in a dialog
   */
  EarlyLegs(UserAgentCore core, Function<Dialog, DialogTable.Owner> owners) {
    this.core = core;
    this.owners = owners;
  }

  /**
   * Takes a provisional response; acknowledges a reliable one.
   *
   * @return false if it is to be dropped, since it is repeated or out of order
   */
  boolean receive(SipRequest invite, SipResponse response) {
    if (closed || response.status() == StatusCode.TRYING || response.to().tag().isEmpty()) {
      return true;
    }
    EarlyLeg leg = leg(invite, response);
    if (leg == null) {
      return true;
    }
    long number = reliableNumber(response);
    if (number < 0) {
      leg.describe(response, false);
      return true;
    }
    if (!leg.acceptReliable(number)) {
      return false;
    }
    leg.describe(response, true);
    acknowledge(leg.dialog(), number, response);
    return true;
  }

  private @Nullable EarlyLeg leg(SipRequest invite, SipResponse response) {
    EarlyLeg known = legs.get(DialogId.ofResponse(response));
    if (known != null
        || legs.size() >= core.limits().earlyDialogs()
        || response.header("Contact").isEmpty()) {
      return known;
    }
    try {
      EarlyLeg made = new EarlyLeg(Dialog.ofClient(invite, response, core.identity()::via));
      legs.put(made.dialog().id(), made);
      core.dialogs().add(made.dialog().id(), owners.apply(made.dialog()));
      return made;
    } catch (MalformedMessageException e) {
      LOG.debug("A provisional response makes no dialog: {}", e.getMessage());
      return null;
    }
  }

  /** RSeq, or -1 if the response is not reliable. */
  private static long reliableNumber(SipResponse response) {
    if (!response.headers().lists("Require", "100rel")) {
      return -1;
    }
    try {
      return Long.parseLong(response.header("RSeq").orElse("").strip());
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private void acknowledge(Dialog dialog, long number, SipResponse response) {
    SipRequest prack =
        dialog
            .request(SipMethod.PRACK)
            .header("RAck", number + " " + response.cSeq().number() + " INVITE")
            .build();
    core.send(prack, dialog::nextSequence, ResponseListener.NOBODY);
  }

  /** The leg that a response belongs to; null if it is the first of its leg. */
  @Nullable EarlyLeg find(SipResponse response) {
    return legs.get(DialogId.ofResponse(response));
  }

  /** The leg with the dialog; null if there is none. */
  @Nullable EarlyLeg find(Dialog dialog) {
    return legs.get(dialog.id());
  }

  /** Whether there is an open leg with the dialog. */
  boolean has(DialogId id) {
    return !closed && legs.containsKey(id);
  }

  /** The dialog that was made first; null if there is none. */
  @Nullable Dialog first() {
    return closed || legs.isEmpty() ? null : legs.values().iterator().next().dialog();
  }

  /** The INVITE was refused, and another is sent: who has rung does not ring for that one. */
  void forget() {
    legs.keySet().forEach(core.dialogs()::remove);
    legs.clear();
  }

  /** The INVITE has got a final response: nothing more comes in early dialogs. */
  void close() {
    if (!closed) {
      closed = true;
      legs.keySet().forEach(core.dialogs()::remove);
    }
  }
}
