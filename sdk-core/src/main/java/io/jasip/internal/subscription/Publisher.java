package io.jasip.internal.subscription;

import io.jasip.Publication;
import io.jasip.PublishOptions;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.loop.CallbackDispatcher;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipUri;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The publications of one user agent (RFC 3903). On the loop. */
public final class Publisher {

  private final UserAgentCore core;
  private final CallbackDispatcher dispatcher;
  private final Set<RealPublication> publications = new LinkedHashSet<>();
  private boolean stopping;

  /** Publishes through the given core. */
  public Publisher(UserAgentCore core, CallbackDispatcher dispatcher) {
    this.core = core;
    this.dispatcher = dispatcher;
  }

  /** Publishes a state. */
  public void publish(
      SipUri target,
      String event,
      SipBody state,
      PublishOptions options,
      CompletableFuture<Publication> done) {
    RealPublication publication = new RealPublication(this, target, event, options);
    publications.add(publication);
    publication
        .begin(state)
        .whenComplete(
            (nothing, failure) -> {
              if (failure == null) {
                done.complete(publication);
              } else {
                done.completeExceptionally(failure);
              }
            });
  }

  UserAgentCore core() {
    return core;
  }

  CallbackDispatcher dispatcher() {
    return dispatcher;
  }

  boolean isStopping() {
    return stopping;
  }

  void forget(RealPublication publication) {
    publications.remove(publication);
  }

  /** How many publications there are that have not ended. */
  public int count() {
    return publications.size();
  }

  /** The connection is there again. */
  public void connected() {
    new ArrayList<>(publications).forEach(RealPublication::connected);
  }

  /** The connection is gone. Only a stop makes that an end: the server keeps what it has. */
  public void connectionLost() {
    if (stopping) {
      new ArrayList<>(publications).forEach(RealPublication::stopped);
    }
  }

  /** Removes all publications. What is to be waited for, for a while. */
  public List<CompletableFuture<?>> stop() {
    stopping = true;
    List<CompletableFuture<?>> ends = new ArrayList<>();
    new ArrayList<>(publications).forEach(publication -> ends.add(publication.remove()));
    return ends;
  }
}
