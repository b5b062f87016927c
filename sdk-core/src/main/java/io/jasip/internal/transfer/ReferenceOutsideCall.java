package io.jasip.internal.transfer;

import io.jasip.Cause;
import io.jasip.TransferOptions;
import io.jasip.TransferProgress;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.dialog.Dialog;
import io.jasip.internal.dialog.DialogId;
import io.jasip.internal.dialog.DialogTable;
import io.jasip.internal.message.Identifiers;
import io.jasip.internal.message.MalformedMessageException;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import io.jasip.sip.StatusCode;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A REFER that makes a dialog of its own, and that dialog. Until somebody has agreed, it is known
 * by our tag alone, since a report may overtake the 202. On the loop.
 */
final class ReferenceOutsideCall implements DialogTable.Owner {

  private final Transfers transfers;
  private final UserAgentCore core;
  private final SipUri target;
  private final String callId = Identifiers.callId();
  private final NameAddr from;
  private final DialogId half;
  private final ReferClient client;
  private @Nullable ReferUsages usages;
  private long sequence;

  ReferenceOutsideCall(
      Transfers transfers,
      SipUri target,
      TransferOptions options,
      CompletableFuture<TransferProgress> done) {
    this.transfers = transfers;
    this.core = transfers.core();
    this.target = target;
    String tag = Identifiers.tag();
    this.from = core.identity().addressOfRecord().withTag(tag);
    this.half = new DialogId(callId, tag, "");
    this.client =
        transfers.client(null, target, options, progress -> {}, done, this::accepted, this::over);
  }

  void send(ReferTo referTo) {
    core.dialogs().add(half, this);
    transfers.begin(this);
    client.send(
        referTo,
        () -> core.request(SipMethod.REFER, target, from, NameAddr.of(target), callId, ++sequence),
        () -> ++sequence,
        () -> false);
  }

  void abandon(Cause cause) {
    client.abandon(cause);
  }

  private void accepted(SipRequest refer, SipResponse response) {
    if (usages == null) {
      try {
        adopt(Dialog.ofClient(refer, response, core.identity()::via));
      } catch (MalformedMessageException e) {
        // Reports find us by our tag all the same.
      }
    }
  }

  private ReferUsages adopt(Dialog dialog) {
    ReferUsages made = transfers.usagesOf(dialog);
    made.add(client);
    made.standAlone();
    usages = made;
    return made;
  }

  private void over() {
    core.dialogs().remove(half);
    transfers.end(this);
    if (usages != null) {
      usages.release();
    }
  }

  /** A report that has overtaken the 202, or that comes from another fork of the REFER. */
  @Override
  public void onRequest(ServerTransaction transaction) {
    SipRequest request = transaction.request();
    if (usages != null || !request.is(SipMethod.NOTIFY)) {
      core.refuse(transaction, StatusCode.CALL_DOES_NOT_EXIST);
      return;
    }
    try {
      adopt(Dialog.ofSubscriber(request, sequence, core.identity()::via)).receive(transaction);
    } catch (MalformedMessageException e) {
      core.refuse(transaction, StatusCode.BAD_REQUEST);
    }
  }

  @Override
  public void onAck(SipRequest ack) {}
}
