package io.jasip.internal.call;

import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a caller asks that its call be answered at once, as intercoms do. */
final class AutoAnswer {

  private static final Pattern ANSWER_AFTER =
      Pattern.compile(";\\s*answer-after\\s*=\\s*\"?([0-9]{1,4})");

  private AutoAnswer() {}

  /** After how long to answer; empty if the caller does not ask for it. */
  static Optional<Duration> delay(SipRequest invite) {
    SipHeaders headers = invite.headers();
    for (String value : headers.all("Call-Info")) {
      Matcher after = ANSWER_AFTER.matcher(value.toLowerCase(Locale.ROOT));
      if (after.find()) {
        return Optional.of(Duration.ofSeconds(Integer.parseInt(after.group(1))));
      }
    }
    for (String value : headers.all("Alert-Info")) {
      String alert = value.toLowerCase(Locale.ROOT);
      if (alert.contains("auto-answer") || alert.contains("autoanswer")) {
        return Optional.of(Duration.ZERO);
      }
    }
    for (String name : new String[] {"Answer-Mode", "Priv-Answer-Mode"}) { // RFC 5373
      if (headers.first(name).orElse("").strip().toLowerCase(Locale.ROOT).startsWith("auto")) {
        return Optional.of(Duration.ZERO);
      }
    }
    return Optional.empty();
  }
}
