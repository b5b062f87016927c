package io.jasip.internal.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** {@code io.jasip.Transaction}: A request and its final response (RFC 3261 section 17). */
@Name("io.jasip.Transaction")
@Label("SIP Transaction")
@Description("A request and its final response (RFC 3261 section 17).")
@Category({"JaSIP"})
@StackTrace(false)
final class TransactionFlight extends Event {
  @Label("Method")
  @Nullable String method;

  @Label("Sent by Us")
  boolean client;

  @Label("Call-ID")
  @Nullable String callId;

  @Label("CSeq Number")
  long sequence;

  @Label("Status")
  @Description("Of the last response; 0 if there was none.")
  int status;
}
