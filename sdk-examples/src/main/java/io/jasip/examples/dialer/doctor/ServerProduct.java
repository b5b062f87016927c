package io.jasip.examples.dialer.doctor;

import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.Evidence;
import io.jasip.fault.AsteriskVersion;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the server says that it is, in the Server header field of HTTP or SIP.
 *
 * @param name such as {@code Asterisk PBX 22.10.1}; empty if it says nothing
 */
record ServerProduct(String name) {

  /** FreePBX says {@code FPBX-16.0.40(18.14.0)}: its own version, then that of its Asterisk. */
  private static final Pattern ASTERISK =
      Pattern.compile("(?:Asterisk(?: PBX)?[ /]|FPBX-[0-9.]+\\()(?:certified/)?([0-9]{1,3})");

  static ServerProduct of(Diagnosis diagnosis) {
    Stream<Evidence> evidence =
        diagnosis.steps().stream()
            .flatMap(
                step ->
                    Stream.concat(
                        step.evidence().stream(),
                        step.findings().stream().flatMap(finding -> finding.evidence().stream())));
    return new ServerProduct(
        evidence
            .map(Evidence::value)
            .filter(value -> ASTERISK.matcher(value).find())
            .findFirst()
            .orElse(""));
  }

  Optional<AsteriskVersion> asterisk() {
    Matcher matcher = ASTERISK.matcher(name);
    return matcher.find()
        ? Optional.of(version(Integer.parseInt(matcher.group(1))))
        : Optional.empty();
  }

  /** The generation of a release. */
  static AsteriskVersion version(int release) {
    if (release < 18) {
      return AsteriskVersion.V16;
    }
    return release < 21 ? AsteriskVersion.V18 : AsteriskVersion.V22;
  }
}
