package io.jasip.internal.transaction;

import io.jasip.internal.flight.FlightRecording;
import io.jasip.sip.SipRequest;
import java.util.HashMap;
import java.util.Map;

/** The transactions that Java Flight Recorder is to be told of; none while it does not record. */
final class TransactionFlights {

  private final Map<TransactionKey, Object> begun = new HashMap<>(0);

  void begin(TransactionKey key, SipRequest request) {
    Object event =
        FlightRecording.transaction(
            !key.server(), request.method().name(), request.callId(), request.cSeq().number());
    if (event != null) {
      begun.put(key, event);
    }
  }

  boolean isEmpty() {
    return begun.isEmpty();
  }

  void response(TransactionKey key, int status) {
    Object event = begun.get(key);
    if (event != null) {
      FlightRecording.response(event, status);
    }
  }

  void end(TransactionKey key) {
    if (!begun.isEmpty()) {
      FlightRecording.end(begun.remove(key));
    }
  }
}
