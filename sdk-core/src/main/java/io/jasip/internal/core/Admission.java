package io.jasip.internal.core;

import io.jasip.Limits;
import io.jasip.internal.dialog.DialogTable;
import io.jasip.internal.loop.SipLoop;
import io.jasip.internal.transaction.TransactionLayer;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which requests are refused because there is enough to do already: {@link Limits}. On the
 * loop.
 */
final class Admission {

  private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

  /** A flood is one warning, not one per request. */
  private static final long SILENCE_NS = Duration.ofMinutes(1).toNanos();

  private static final Set<SipMethod> MAKE_DIALOGS =
      Set.of(SipMethod.INVITE, SipMethod.SUBSCRIBE, SipMethod.REFER, SipMethod.NOTIFY);

  private final SipLoop loop;
  private final Limits limits;
  private final TransactionLayer transactions;
  private final DialogTable dialogs;
  private final BooleanSupplier applicationIsBusy;
  private boolean warned;
  private long warnedAt;

  Admission(
      SipLoop loop,
      Limits limits,
      TransactionLayer transactions,
      DialogTable dialogs,
      BooleanSupplier applicationIsBusy) {
    this.loop = loop;
    this.limits = limits;
    this.transactions = transactions;
    this.dialogs = dialogs;
    this.applicationIsBusy = applicationIsBusy;
  }

  /** Whether a request is looked at; else it is to be refused with 503. */
  boolean admits(SipRequest request) {
    String full = endsSomething(request) || transactions.knows(request) ? null : full(request);
    if (full != null) {
      warn(request, full);
    }
    return full == null;
  }

  /** What ends something makes room, and is not to be kept waiting. */
  private boolean endsSomething(SipRequest request) {
    return request.is(SipMethod.ACK)
        || request.is(SipMethod.CANCEL)
        || (request.is(SipMethod.BYE) && dialogs.find(request) != null);
  }

  /** Which limit is reached; null if none. */
  private @Nullable String full(SipRequest request) {
    if (applicationIsBusy.getAsBoolean()) {
      return "callbacks";
    }
    if (transactions.received() >= limits.transactions()) {
      return "transactions";
    }
    boolean another =
        dialogs.size() >= limits.dialogs()
            && MAKE_DIALOGS.contains(request.method())
            && dialogs.find(request) == null;
    return another ? "dialogs" : null;
  }

  private void warn(SipRequest request, String full) {
    long now = loop.nanoTime();
    if (!warned || now - warnedAt > SILENCE_NS) {
      warned = true;
      warnedAt = now;
      LOG.warn(
          "Refused {} with 503: the limit of {} is reached ({}); see io.jasip.Limits",
          request.method(),
          full,
          limits);
    }
  }
}
