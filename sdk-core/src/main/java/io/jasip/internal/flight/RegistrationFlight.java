package io.jasip.internal.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** {@code io.jasip.Registration}: A registration has changed its state or was refreshed. */
@Name("io.jasip.Registration")
@Label("Registration")
@Description("A registration has changed its state or was refreshed.")
@Category({"JaSIP"})
@StackTrace(false)
final class RegistrationFlight extends Event {
  @Label("Before")
  @Nullable String before;

  @Label("State")
  @Nullable String state;

  @Label("Cause")
  @Nullable String cause;

  @Label("Status")
  @Description("Of the response of the server; 0 if there was none.")
  int status;
}
