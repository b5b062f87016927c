package io.jasip.webrtc.internal.rtc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is said when the native library cannot be loaded. */
class NativeLibraryTest {

  private static final Throwable FIRST = new UnsatisfiedLinkError("libpulse.so.0: cannot open");

  /** What Java throws at every later attempt. */
  private static final Throwable LATER =
      new NoClassDefFoundError(
          "Could not initialize class dev.onvoid.webrtc.PeerConnectionFactory");

  @Test
  void whatIsMissingIsNamedWithItsPackage() {
    assertThat(NativeLibrary.explain("Linux", FIRST, name -> !name.equals("libpulse.so.0")))
        .contains("libpulse.so.0 is missing")
        .contains("apt-get install libpulse0");
  }

  @Test
  void whatWasInstalledMeanwhileNeedsANewProcess() {
    assertThat(NativeLibrary.explain("Linux", LATER, name -> true))
        .contains("start the program anew")
        .doesNotContain("add webrtc-java's jar");
    assertThat(NativeLibrary.explain("Linux", LATER, name -> !name.equals("libpulse.so.0")))
        .contains("apt-get install libpulse0")
        .contains("start the program anew");
  }
}
