package io.jasip.examples.dialer.doctor;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The SIP messages as a ladder that is drawn, each with what it means. */
final class HtmlLadder {

  /** A line of {@link io.jasip.trace.LadderTrace}. */
  private static final Pattern RUNG =
      Pattern.compile("\\s*(\\d+\\.\\d{3})  \\|(---|<--) (.*?) -*[->]\\|(?:  #(\\d+))?\\s*");

  private static final Pattern HEAD = Pattern.compile("\\s*seconds  we\\s+.*");

  private final Phrases phrases;

  HtmlLadder(Phrases phrases) {
    this.phrases = phrases;
  }

  /** The ladder; nothing if no message was exchanged. */
  Html section(String ladder) {
    List<Html> rungs =
        ladder
            .lines()
            .filter(line -> !line.isBlank() && !HEAD.matcher(line).matches())
            .map(this::rung)
            .toList();
    if (rungs.isEmpty()) {
      return Html.NOTHING;
    }
    return Html.of(
        """
        <section id="ladder"><h2>%s</h2><p class="lead">%s</p>
        <div class="ladder">
        <div class="head"><span>%s</span><span class="ends"><b>%s</b><b>%s</b></span><span></span></div>
        %s
        </div></section>
        """,
        phrases.say("html.ladder"),
        phrases.say("html.ladder.about"),
        phrases.say("html.ladder.seconds"),
        phrases.say("html.ladder.here"),
        phrases.say("html.ladder.there"),
        Html.join(rungs));
  }

  private Html rung(String line) {
    Matcher matcher = RUNG.matcher(line);
    if (!matcher.matches()) {
      return Html.of("<div class=\"rung\"><span></span><code>%s</code><span></span></div>", line);
    }
    String label = matcher.group(3);
    boolean sent = matcher.group(2).equals("---");
    return Html.of(
        """
        <div class="rung %s %s"><span class="time">%s</span><span class="arrow"><code>%s</code></span>\
        <span class="means">%s</span></div>""",
        sent ? "sent" : "received",
        label.matches("[4-6]\\d\\d .*") && !label.matches("(401|407) .*") ? "bad" : "",
        matcher.group(1),
        label,
        meaning(label));
  }

  private String meaning(String label) {
    String first = label.split(" ", 2)[0];
    String known = phrases.message(first);
    if (known.isEmpty() && first.matches("[1-6]\\d\\d")) {
      return phrases.message(first.charAt(0) + "xx");
    }
    return known;
  }
}
