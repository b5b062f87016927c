package io.jasip.examples.dialer;

import io.jasip.examples.pbx.EchoPbx;
import io.jasip.webrtc.WebRtcMedia;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The demo's PBX for one test class: account 250 with the password "secret". */
abstract class EchoPbxTest {

  @TempDir static Path folder;
  static EchoPbx pbx;
  static Path ca;

  @BeforeAll
  static void startThePbx() throws IOException {
    pbx = EchoPbx.start(WebRtcMedia.headless(), Map.of("250", "secret")).join();
    ca = folder.resolve("ca.pem");
    try (JcaPEMWriter pem = new JcaPEMWriter(Files.newBufferedWriter(ca))) {
      pem.writeObject(pbx.certificate());
    }
  }

  @AfterAll
  static void stopThePbx() {
    pbx.stop().join();
  }
}
