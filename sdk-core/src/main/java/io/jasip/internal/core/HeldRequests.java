package io.jasip.internal.core;

import io.jasip.internal.loop.SipLoop;
import io.jasip.internal.loop.SipLoop.Timer;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Requests within calls that are made while the connection is gone. A call outlives its connection,
 * and so does what its user wants of it meanwhile: it goes out on the next connection, or fails
 * after a while. On the loop.
 */
final class HeldRequests {

  private static final Set<SipMethod> OF_CALLS =
      Set.of(
          SipMethod.BYE,
          SipMethod.INVITE,
          SipMethod.UPDATE,
          SipMethod.INFO,
          SipMethod.REFER,
          SipMethod.MESSAGE);

  private final SipLoop loop;
  private final Duration patience;
  private final Map<ClientRequest, Timer> held = new LinkedHashMap<>();
  private boolean holding;

  /**
   * Holds nothing yet.
   *
   * @param patience how long a request is held before it fails
   */
  HeldRequests(SipLoop loop, Duration patience) {
    this.loop = loop;
    this.patience = patience;
  }

  boolean isHolding() {
    return holding;
  }

  /** From now on requests within calls are held. */
  void hold() {
    holding = true;
  }

  /** Whether a request is held from now on, rather than sent. */
  boolean takes(ClientRequest client) {
    SipRequest request = client.request();
    if (!holding || request.to().tag().isEmpty() || !OF_CALLS.contains(request.method())) {
      return false;
    }
    held.put(client, loop.schedule(patience, () -> fail(client)));
    return true;
  }

  private void fail(ClientRequest client) {
    if (held.remove(client) != null) {
      client.onTransportError();
    }
  }

  /** Sends all that is held, in the order in which it was made. */
  void release() {
    holding = false;
    Map<ClientRequest, Timer> released = new LinkedHashMap<>(held);
    held.clear();
    released.values().forEach(Timer::cancel);
    released.keySet().forEach(ClientRequest::send);
  }

  /** There will be no connection: all that is held fails. */
  void abandon() {
    holding = false;
    List<ClientRequest> abandoned = new ArrayList<>(held.keySet());
    held.values().forEach(Timer::cancel);
    held.clear();
    abandoned.forEach(ClientRequest::onTransportError);
  }
}
