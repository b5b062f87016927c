package io.jasip.testkit;

import io.jasip.internal.transport.SipConnection;
import io.jasip.sip.SipMessage;
import io.jasip.transport.ConnectionFailedException;

/** Hears of a connection before its user does. */
enum Nobody implements SipConnection.Listener {
  LISTENER;

  @Override
  public void onMessage(SipMessage message) {}

  @Override
  public void onClosed(ConnectionFailedException why) {}
}
