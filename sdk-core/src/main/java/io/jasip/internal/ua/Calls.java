package io.jasip.internal.ua;

import io.jasip.internal.call.RealCall;
import io.jasip.internal.loop.SipLoop;
import io.jasip.sip.SipRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The calls of all accounts of a user agent that have not ended. On the loop. */
final class Calls {

  private final Map<RealCall, Endpoint> open = new LinkedHashMap<>();
  private final Replacements replacements;

  Calls(SipLoop loop) {
    this.replacements = new Replacements(loop);
  }

  void begin(RealCall call, Endpoint endpoint) {
    open.put(call, endpoint);
  }

  void ended(RealCall call) {
    open.remove(call);
    replacements.ended(call);
  }

  int count() {
    return open.size();
  }

  /** Those of one endpoint, a copy. */
  List<RealCall> of(Endpoint endpoint) {
    return open.keySet().stream().filter(call -> open.get(call) == endpoint).toList();
  }

  /** What becomes of an INVITE that may want to replace a call. */
  Replacements.Verdict judge(SipRequest invite) {
    return replacements.judge(invite, open.keySet());
  }
}
