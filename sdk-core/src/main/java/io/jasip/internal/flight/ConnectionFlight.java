package io.jasip.internal.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** {@code io.jasip.Connection}: An open WebSocket, until it is closed or lost. */
@Name("io.jasip.Connection")
@Label("Connection")
@Description("An open WebSocket, until it is closed or lost.")
@Category({"JaSIP"})
@StackTrace(false)
final class ConnectionFlight extends Event {
  @Label("Server")
  @Nullable String server;

  @Label("Close Code")
  @Description("RFC 6455 section 7.4; 1006 if the connection was lost.")
  int code;
}
