package io.jasip.internal.subscription;

import io.jasip.SubscribeOptions;
import io.jasip.Subscription;
import io.jasip.SubscriptionEndedEvent;
import io.jasip.internal.ua.UserAgentFlow;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.testkit.EventRecorder;
import io.jasip.testkit.ScriptedDialog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Alice subscribes to bob; the server notifies. */
abstract class SubscriptionFlow extends UserAgentFlow {

  protected final EventRecorder hears = new EventRecorder();
  protected final ScriptedDialog dialog = new ScriptedDialog(server);
  private long sequence = 100;

  protected static SubscribeOptions.Builder forTenMinutes() {
    return SubscribeOptions.builder().expires(Duration.ofSeconds(600));
  }

  /** {@link #hears} listens. */
  protected final Subscription aliceSubscribes(SubscribeOptions.Builder options) {
    Subscription subscription = alice.subscribe("bob", "presence", options.listener(hears).build());
    promised(subscription.established());
    promised(subscription.ended());
    return subscription;
  }

  /** Subscribes, accepts, and notifies once; what was heard so far is forgotten. */
  protected final SipRequest established(SubscribeOptions.Builder options) {
    aliceSubscribes(options);
    SipRequest subscribe = accepts("Expires: 600");
    notifies(subscribe, "Subscription-State: active;expires=600");
    hears.clear();
    return subscribe;
  }

  protected final SipRequest subscribe() {
    return server.receive(SipMethod.SUBSCRIBE);
  }

  /** The next message is a SUBSCRIBE, and is accepted. */
  protected final SipRequest accepts(String... lines) {
    SipRequest subscribe = subscribe();
    server.answer(subscribe, 200, lines);
    return subscribe;
  }

  /** The server's NOTIFY is answered with 200. */
  protected final void notifies(SipRequest subscribe, String state, String... lines) {
    notifiesAs("server", 200, subscribe, state, lines);
  }

  /** Somebody's NOTIFY is answered. */
  protected final void notifiesAs(
      String tag, int answer, SipRequest subscribe, String state, String... lines) {
    List<String> all = new ArrayList<>(List.of("Event: presence", state));
    all.addAll(List.of(lines));
    dialog.notifies(subscribe, tag, ++sequence, all.toArray(new String[0]));
    server.receive(answer);
  }

  protected final SubscriptionEndedEvent theEnd() {
    return hears.only(SubscriptionEndedEvent.class);
  }
}
