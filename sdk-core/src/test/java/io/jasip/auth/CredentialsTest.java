package io.jasip.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

  @Test
  void doNotShowThePassword() {
    assertThat(Credentials.of("alice", "wonderland"))
        .hasToString("Credentials[alice]")
        .extracting(Credentials::username)
        .isEqualTo("alice");
  }

  @Test
  void keepTheirOwnCopyOfThePassword() {
    char[] password = "wonderland".toCharArray();
    Credentials alice = Credentials.of("alice", password);
    password[0] = 'x';
    alice.secret()[0] = 'y';

    assertThat(alice.secret()).isEqualTo("wonderland".toCharArray());
  }

  @Test
  void canBeWiped() {
    Credentials alice = Credentials.of("alice", "wonderland");
    Credentials inRealm = alice.forRealm("pbx");
    assertThat(alice.isDestroyed()).isFalse();
    alice.destroy();
    assertThat(alice.isDestroyed()).isTrue();
    assertThat(alice.secret()).containsOnly('\0');
    assertThat(alice.answers("pbx", DigestAlgorithm.MD5)).isFalse();
    assertThat(inRealm.answers("pbx", DigestAlgorithm.MD5)).isTrue();
  }

  @Test
  void needAUserName() {
    assertThat(Credentials.of("alice", "").secret()).isEmpty();
    assertThatThrownBy(() -> Credentials.of("", "secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("credentials need a user name")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource({"MD5,MD5", "md5,MD5", "SHA-256,SHA_256", "sha-512-256,SHA_512_256"})
  void algorithmsAreFoundInAnyCase(String token, DigestAlgorithm algorithm) {
    assertThat(DigestAlgorithm.of(token)).contains(algorithm);
    assertThat(algorithm.token()).isEqualToIgnoringCase(token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "SHA-1", "SHA256", "SHA_256", "MD5-sess", " MD5"})
  void otherAlgorithmsAreUnknown(String token) {
    assertThat(DigestAlgorithm.of(token)).isEmpty();
  }
}
