package io.jasip.internal.ua;

import io.jasip.internal.transport.SipConnection;
import io.jasip.sip.SipMessage;
import io.jasip.transport.ConnectionFailedException;

/** Hears nothing of a connection that nobody wants any more. */
enum Deaf implements SipConnection.Listener {
  LISTENER;

  @Override
  public void onMessage(SipMessage message) {}

  @Override
  public void onClosed(ConnectionFailedException why) {}
}
