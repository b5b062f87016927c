package io.jasip.internal.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/**
 * {@code io.jasip.ConnectionAttempt}: From the look-up of the host name to the open WebSocket, or
 * to the failure.
 */
@Name("io.jasip.ConnectionAttempt")
@Label("Connection Attempt")
@Description("From the look-up of the host name to the open WebSocket, or to the failure.")
@Category({"JaSIP"})
@StackTrace(false)
final class ConnectionAttemptFlight extends Event {
  @Label("Server")
  @Nullable String server;

  @Label("Open")
  boolean open;

  @Label("Failed Layer")
  @Nullable String layer;
}
