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

  /**
   * Whether a call has come in by another connection of the same account (RFC 3261 section
   * 8.2.2.2).
   */
  boolean isMerged(SipRequest invite, Endpoint endpoint) {
    String tag = invite.from().tag().orElse("");
    return open.entrySet().stream()
        .filter(each -> each.getValue() != endpoint)
        .filter(each -> each.getValue().account() == endpoint.account())
        .map(each -> each.getKey().dialogId())
        .anyMatch(
            id -> id != null && id.callId().equals(invite.callId()) && id.remoteTag().equals(tag));
  }

  /** What becomes of an INVITE that may want to replace a call. */
  Replacements.Verdict judge(SipRequest invite) {
    return replacements.judge(invite, open.keySet());
  }
}
