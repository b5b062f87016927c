package io.jasip.internal.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.UA;
import io.jasip.auth.Credentials;
import io.jasip.auth.CredentialsProvider;
import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.DoctorOptions;
import io.jasip.doctor.Step;
import io.jasip.fault.Fault;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An application that is asked for credentials")
class AskedForCredentialsTest extends DoctorTest {

  private final IllPbx pbx = open(new IllPbx(GOOD));

  private Diagnosis examine(CredentialsProvider application) {
    return examine(
        UA.builder()
            .server(pbx.url())
            .tls(TRUSTING_ROOT)
            .user("alice")
            .domain("pbx.example")
            .credentialsProvider(application)
            .build(),
        DoctorOptions.DEFAULT,
        Deadlines.DEFAULT);
  }

  @Test
  void hasThem() {
    assertHealthy(examine(asked -> Credentials.of("alice", "wonderland")));
  }

  /** Not CREDENTIALS_REFUSED: nothing was there to refuse. */
  @Test
  void hasNone() {
    assertFirst(examine(asked -> null), Fault.CREDENTIALS_MISSING, Step.REGISTER);
  }

  /** An exception counts as none. */
  @Test
  void fails() {
    Diagnosis diagnosis =
        examine(
            asked -> {
              throw new IllegalStateException("the vault with s3cr3t is locked");
            });

    assertFirst(diagnosis, Fault.CREDENTIALS_MISSING, Step.REGISTER);
    assertThat(show(diagnosis)).doesNotContain("s3cr3t");
  }

  /** Not SIP_SILENT: the server has answered, and the person who types a password has not. */
  @Test
  void takesItsTime() {
    CountDownLatch over = new CountDownLatch(1);
    try {
      Diagnosis diagnosis =
          examine(
              asked -> {
                try {
                  over.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                return null;
              });

      assertFirst(diagnosis, Fault.CREDENTIALS_MISSING, Step.REGISTER);
      assertThat(evidence(diagnosis, Step.REGISTER, "register.answer")).contains("401");
    } finally {
      over.countDown();
    }
  }

  @Test
  void hasThoseOfAnotherUser() {
    pbx.refuses = true;

    assertFirst(
        examine(asked -> asked.rejected() == null ? Credentials.of("bob", "builder") : null),
        Fault.CREDENTIALS_REFUSED,
        Step.REGISTER);
  }
}
