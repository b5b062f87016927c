package io.jasip.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.jasip.Call;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.trace.TracedMessage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** Nothing that logs or traces shows a password, an Authorization value or a media key. */
class SecretsIT {

  /**
   * An ICE password has at least 22 characters (RFC 8839 section 5.4), a masked one three stars.
   */
  private static final Pattern ICE_PASSWORD = Pattern.compile("ice-pwd:[A-Za-z0-9+/]{22}");

  private static final Pattern DIGEST_RESPONSE = Pattern.compile("response=\"?[0-9a-f]{32}");

  @RegisterExtension static final AsteriskServer pbx = AsteriskServer.version(22);

  @Test
  void a_registration_and_a_call_show_no_secret() {
    List<String> shown = new CopyOnWriteArrayList<>();
    Logger root = (Logger) LoggerFactory.getLogger("io.jasip");
    AppenderBase<ILoggingEvent> recorder =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            shown.add(event.getFormattedMessage());
          }
        };
    recorder.start();
    Level before = root.getLevel();
    root.setLevel(Level.TRACE);
    root.addAppender(recorder);
    try (Softphone alice =
        Softphone.of(
            pbx,
            "250",
            "secret250",
            builder -> builder.trace((TracedMessage message) -> shown.add(message.text())))) {
      alice.register();
      shown.add(alice.ua.config().toString());
      Call call = alice.call("9999", 440);
      alice.ears.awaitTone(440);
      Softphone.get(call.hangup());
    } finally {
      root.detachAppender(recorder);
      root.setLevel(before);
    }

    assertThat(shown).anySatisfy(text -> assertThat(text).contains("Authorization: ***"));
    assertThat(shown).anySatisfy(text -> assertThat(text).contains("a=ice-pwd:***"));
    assertThat(shown)
        .allSatisfy(
            text ->
                assertThat(text)
                    .doesNotContain("secret250")
                    .doesNotContainPattern(DIGEST_RESPONSE)
                    .doesNotContainPattern(ICE_PASSWORD));
  }
}
