package io.jasip.internal.transfer;

import io.jasip.Cause;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.sip.SipMethod;

/** One REFER and its reports, as a usage of a dialog (RFC 5057). On the loop. */
interface ReferUsage {

  /** Whether reports are still to come or to be sent. */
  boolean isOpen();

  /** Which requests of the peer belong to it: NOTIFY or SUBSCRIBE. */
  SipMethod method();

  /** The sequence number of the REFER, which is the id of its reports (RFC 3515 section 2.4.6). */
  long id();

  /** A request of the peer. */
  void receive(ServerTransaction transaction);

  /** The connection is lost or the user agent stops: nothing more will come. */
  void abandon(Cause cause);
}
