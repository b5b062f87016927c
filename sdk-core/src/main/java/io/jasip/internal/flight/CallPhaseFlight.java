package io.jasip.internal.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** {@code io.jasip.CallPhase}: A call was in a state for this time. */
@Name("io.jasip.CallPhase")
@Label("Call Phase")
@Description("A call was in a state for this time.")
@Category({"JaSIP"})
@StackTrace(false)
final class CallPhaseFlight extends Event {
  @Label("Call-ID")
  @Nullable String callId;

  @Label("State")
  @Nullable String state;

  @Label("Next State")
  @Nullable String next;

  @Label("Cause")
  @Description("Why the call has ended; only of the last phase.")
  @Nullable String cause;
}
