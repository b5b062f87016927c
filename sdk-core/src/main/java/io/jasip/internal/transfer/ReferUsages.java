package io.jasip.internal.transfer;

import io.jasip.Cause;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.dialog.Dialog;
import io.jasip.internal.dialog.DialogTable;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.StatusCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The REFERs of one dialog, sent and received. While the dialog has a call, requests come by way of
 * the call; when that is over, the reports that are still open go on in the dialog (RFC 5057
 * section 4.1), which then belongs to this object. On the loop.
 */
public final class ReferUsages implements DialogTable.Owner {

  private final UserAgentCore core;
  private final Set<ReferUsages> active;
  private final Dialog dialog;
  private final List<ReferUsage> usages = new ArrayList<>();
  private boolean alone;

  /**
   * Makes an empty set.
   *
   * @param active where it keeps itself while there are open usages
   */
  ReferUsages(UserAgentCore core, Set<ReferUsages> active, Dialog dialog) {
    this.core = core;
    this.active = active;
    this.dialog = dialog;
  }

  /** The dialog. */
  public Dialog dialog() {
    return dialog;
  }

  void add(ReferUsage usage) {
    usages.add(usage);
    active.add(this);
  }

  /** The dialog has no call, or no more. */
  public void standAlone() {
    alone = true;
    if (hasOpen()) {
      core.dialogs().add(dialog.id(), this);
    }
  }

  /** A usage may have come to its end. */
  void release() {
    if (!hasOpen()) {
      active.remove(this);
      if (alone) {
        core.dialogs().remove(dialog.id());
      }
    }
  }

  /** Nothing more will come or arrive: what is open fails. */
  public void abandon(Cause cause) {
    new ArrayList<>(usages).forEach(usage -> usage.abandon(cause));
    release();
  }

  private boolean hasOpen() {
    return usages.stream().anyMatch(ReferUsage::isOpen);
  }

  /** A NOTIFY or SUBSCRIBE of the peer, in order; must be answered. */
  public void receive(ServerTransaction transaction) {
    SipRequest request = transaction.request();
    String[] event = request.header("Event").orElse("").strip().split("\\s*;\\s*", -1);
    if (!event[0].equalsIgnoreCase("refer")) {
      transaction.respond(
          core.response(transaction, StatusCode.BAD_EVENT).header("Allow-Events", "refer").build());
      return;
    }
    ReferUsage usage = find(request, event);
    if (usage == null) {
      core.refuse(transaction, StatusCode.CALL_DOES_NOT_EXIST);
    } else {
      usage.receive(transaction);
      release();
    }
  }

  /**
   * The usage that is meant. Without an id it is the open one, or else the last: a report that
   * comes after the end is no reason to tell the peer that the dialog is gone.
   */
  private @Nullable ReferUsage find(SipRequest request, String[] event) {
    String id = "";
    for (String parameter : event) {
      if (parameter.regionMatches(true, 0, "id=", 0, 3)) {
        id = parameter.substring(3).strip();
      }
    }
    ReferUsage found = null;
    for (ReferUsage usage : usages) {
      boolean named = id.isEmpty() || id.equals(Long.toString(usage.id()));
      if (usage.method().equals(request.method()) && named) {
        found = found != null && found.isOpen() ? found : usage;
      }
    }
    return found;
  }

  @Override
  public void onRequest(ServerTransaction transaction) {
    SipRequest request = transaction.request();
    if (!dialog.acceptSequence(request)) {
      core.refuse(transaction, StatusCode.SERVER_INTERNAL_ERROR);
    } else if (request.is(SipMethod.NOTIFY) || request.is(SipMethod.SUBSCRIBE)) {
      receive(transaction);
    } else {
      core.refuse(transaction, StatusCode.CALL_DOES_NOT_EXIST);
    }
  }

  @Override
  public void onAck(SipRequest ack) {}
}
