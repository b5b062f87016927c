package io.jasip;

import io.jasip.auth.Credentials;
import io.jasip.auth.CredentialsProvider;
import io.jasip.auth.DigestAlgorithm;
import io.jasip.media.IceServer;
import io.jasip.media.MediaEngine;
import io.jasip.sip.SipHeaders;
import io.jasip.trace.SipTrace;
import io.jasip.transport.ConnectOptions;
import io.jasip.transport.KeepAlive;
import io.jasip.transport.ReconnectPolicy;
import io.jasip.transport.TlsConfig;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The values that a {@link UABuilder} collects and a {@link UAConfig} shows, with their defaults. A
 * new one is a field here, a setter there and a getter there. All values are immutable, so that a
 * copy is one of the references.
 */
final class UASettings implements Cloneable {

  @Nullable ServerChoice server;
  @Nullable String user;
  @Nullable String domain;
  @Nullable String displayName;
  @Nullable Credentials credentials;
  @Nullable String password;
  @Nullable CredentialsProvider credentialsProvider;
  DigestAlgorithm weakestDigest = DigestAlgorithm.MD5;
  TlsConfig tls = TlsConfig.system();
  ConnectOptions connect = ConnectOptions.DEFAULT;
  KeepAlive keepAlive = KeepAlive.DEFAULT;
  ReconnectPolicy reconnect = ReconnectPolicy.DEFAULT;
  @Nullable MediaEngine media;
  List<IceServer> iceServers = List.of();
  RegistrationOptions registration = RegistrationOptions.DEFAULT;
  CallPolicy calls = CallPolicy.DEFAULT;
  TransferPolicy transfers = TransferPolicy.DEFAULT;
  @Nullable String viaTransport;
  boolean rport;
  String userAgent = UAConfig.DEFAULT_USER_AGENT;
  SipHeaders headers = SipHeaders.NONE;
  Limits limits = Limits.DEFAULT;
  @Nullable Executor executor;
  @Nullable SipTrace trace;

  UASettings copy() {
    try {
      return (UASettings) clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }
}
