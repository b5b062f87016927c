package io.jasip.trace;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows messages to several traces. */
record SeveralTraces(List<SipTrace> traces) implements SipTrace {

  private static final Logger LOG = LoggerFactory.getLogger(SeveralTraces.class);

  @Override
  public void onMessage(TracedMessage message) {
    for (SipTrace each : traces) {
      try {
        each.onMessage(message);
      } catch (RuntimeException e) {
        LOG.error("The application's SIP trace threw an exception; JaSIP goes on", e);
      }
    }
  }
}
