package io.jasip.internal.core;

import io.jasip.internal.transaction.ServerTransaction;

/** Handles the requests of one method that come outside of any dialog. On the loop. */
@FunctionalInterface
public interface RequestHandler {

  /** A request, to be answered now or later. */
  void onRequest(ServerTransaction transaction);
}
