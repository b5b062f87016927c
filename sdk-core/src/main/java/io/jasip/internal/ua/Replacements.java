package io.jasip.internal.ua;

import io.jasip.internal.call.RealCall;
import io.jasip.internal.dialog.DialogId;
import io.jasip.internal.loop.SipLoop;
import io.jasip.internal.transfer.Replaces;
import io.jasip.internal.transfer.ReplacesRule;
import io.jasip.internal.transfer.ReplacesRule.Match;
import io.jasip.sip.SipRequest;
import io.jasip.sip.StatusCode;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the call that an INVITE wants to replace (RFC 3891 section 3). Call-ID and both tags must
 * be those of a call of this user agent, in the order that it has them: they are random and were
 * told to nobody but its parties, so who knows them was told by one of these. On the loop.
 */
final class Replacements {

  /** How long a dialog that is over is still known as such. */
  private static final Duration MEMORY = Duration.ofSeconds(32);

  private static final int MAX_REMEMBERED = 64;

  private final SipLoop loop;
  private final Map<DialogId, Long> over = new LinkedHashMap<>();

  /**
   * What the INVITE gets.
   *
   * @param status 200 if it may go ahead
   * @param replaced the call that it replaces; null if it replaces none or is refused
   */
  record Verdict(int status, @Nullable RealCall replaced) {}

  Replacements(SipLoop loop) {
    this.loop = loop;
  }

  Verdict judge(SipRequest invite, Collection<RealCall> calls) {
    List<String> values = invite.headers().all("Replaces");
    if (values.isEmpty()) {
      return new Verdict(StatusCode.OK, null);
    }
    Replaces replaces;
    try {
      replaces = Replaces.parse(String.join(",", values));
    } catch (IllegalArgumentException e) {
      return new Verdict(StatusCode.BAD_REQUEST, null);
    }
    for (RealCall call : calls) {
      Match match = call.match(replaces);
      if (match != Match.NONE) {
        int status = ReplacesRule.decide(match, replaces.earlyOnly());
        return new Verdict(status, status == StatusCode.OK ? call : null);
      }
    }
    forgetOld();
    Match match = over.containsKey(replaces.dialog()) ? Match.ENDED : Match.NONE;
    return new Verdict(ReplacesRule.decide(match, replaces.earlyOnly()), null);
  }

  void ended(RealCall call) {
    DialogId id = call.dialogId();
    if (id != null) {
      forgetOld();
      over.put(id, loop.nanoTime());
    }
  }

  private void forgetOld() {
    long now = loop.nanoTime();
    over.values().removeIf(since -> now - since > MEMORY.toNanos());
    while (over.size() >= MAX_REMEMBERED) {
      over.remove(over.keySet().iterator().next());
    }
  }
}
