package io.jasip.media;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What can be observed of the media of a test call at one moment. Only figures that hold also when
 * there is no path are part of it: what the sender of RTP counts, for one, grows regardless.
 *
 * @param path the way of the packets
 * @param keys the DTLS handshake
 * @param sent the direction to the peer
 * @param received the direction from the peer
 * @param roundTripTime by RTCP, or by ICE checks before the first report; null when not yet
 *     measured
 * @param mos the worse mean opinion score of the two directions by the E-model (ITU-T G.107), from
 *     the begin until now, 1 to 4.41; empty while unknown
 * @param echo what came back of the tones that are sent
 */
public record MediaEvidence(
    Path path,
    Keys keys,
    Sent sent,
    Received received,
    @Nullable Duration roundTripTime,
    OptionalDouble mos,
    Echo echo) {

  /** Before anything happened. */
  public static final MediaEvidence NONE =
      new MediaEvidence(
          new Path("new", null, null, List.of(), List.of(), new Checks(0, 0, 0), 0, 0),
          new Keys("new", null, null),
          new Sent(null, OptionalDouble.empty(), -127),
          new Received(null, 0, 0, 0, Duration.ZERO, -127),
          null,
          OptionalDouble.empty(),
          new Echo(0, null));

  /**
   * Checks the parts.
   *
   * @param path the way of the packets
   * @param keys the DTLS handshake
   * @param sent the direction to the peer
   * @param received the direction from the peer
   * @param roundTripTime by RTCP, or by ICE checks before the first report; null when not yet
   *     measured
   * @param mos the worse mean opinion score of the two directions by the E-model (ITU-T G.107),
   *     from the begin until now, 1 to 4.41; empty while unknown
   * @param echo what came back of the tones that are sent
   */
  public MediaEvidence {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(keys, "keys");
    Objects.requireNonNull(sent, "sent");
    Objects.requireNonNull(received, "received");
    Objects.requireNonNull(mos, "mos");
    Objects.requireNonNull(echo, "echo");
  }

  /**
   * The way of the packets (RFC 8445).
   *
   * @param iceState as in W3C webrtc, such as {@code checking} or {@code connected}
   * @param local our address of the pair that works, with protocol and type; null before there is
   *     one
   * @param remote the peer's address of that pair, likewise
   * @param localTypes the types of our candidates, such as {@code host} and {@code srflx}
   * @param remoteTypes the types of the peer's
   * @param checks the connectivity checks of all pairs
   * @param packetsSent of the transport, without ICE checks
   * @param bytesReceived of the transport
   */
  public record Path(
      String iceState,
      @Nullable String local,
      @Nullable String remote,
      List<String> localTypes,
      List<String> remoteTypes,
      Checks checks,
      long packetsSent,
      long bytesReceived) {

    /**
     * Copies the lists.
     *
     * @param iceState as in W3C webrtc, such as {@code checking} or {@code connected}
     * @param local our address of the pair that works, with protocol and type; null before there is
     *     one
     * @param remote the peer's address of that pair, likewise
     * @param localTypes the types of our candidates, such as {@code host} and {@code srflx}
     * @param remoteTypes the types of the peer's
     * @param checks the connectivity checks of all pairs
     * @param packetsSent of the transport, without ICE checks
     * @param bytesReceived of the transport
     */
    public Path {
      Objects.requireNonNull(iceState, "iceState");
      Objects.requireNonNull(checks, "checks");
      localTypes = List.copyOf(localTypes);
      remoteTypes = List.copyOf(remoteTypes);
    }

    /**
     * Whether ICE has a pair of addresses that works. An address that only the checks found
     * (peer-reflexive) may work and not be named.
     *
     * @return whether it has
     */
    public boolean works() {
      return (local != null && remote != null)
          || iceState.equals("connected")
          || iceState.equals("completed");
    }
  }

  /**
   * Connectivity checks (RFC 8445 section 7).
   *
   * @param sent ours
   * @param answered ours that the peer answered
   * @param received the peer's
   */
  public record Checks(long sent, long answered, long received) {}

  /**
   * The DTLS handshake (RFC 5764).
   *
   * @param state as in W3C webrtc: {@code new}, {@code connecting}, {@code connected}, {@code
   *     failed}, {@code closed}
   * @param version such as {@code DTLS 1.2}; null before it is connected
   * @param srtpCipher such as {@code AES_CM_128_HMAC_SHA1_80}; null before it is connected
   */
  public record Keys(String state, @Nullable String version, @Nullable String srtpCipher) {}

  /**
   * The direction to the peer.
   *
   * @param codec such as {@code opus}; null before the first packet
   * @param lossRatio packets that did not reach the peer, 0 to 1, as it told last by RTCP; empty if
   *     it has not told
   * @param level root mean square in dB below full scale
   */
  public record Sent(@Nullable String codec, OptionalDouble lossRatio, double level) {}

  /**
   * The direction from the peer.
   *
   * @param codec such as {@code opus}; null before the first packet
   * @param packets of RTP, from the begin
   * @param lost packets of RTP, from the begin; may be negative when duplicates came
   * @param lossRatio since the reading before, 0 to 1
   * @param jitter RFC 3550 section 6.4.1
   * @param level root mean square in dB below full scale
   */
  public record Received(
      @Nullable String codec,
      long packets,
      long lost,
      double lossRatio,
      Duration jitter,
      double level) {}

  /**
   * The tones that came back.
   *
   * @param tones how many were recognized, each following the one that it should follow
   * @param delay from mouth to ear; null before it is known
   */
  public record Echo(int tones, @Nullable Duration delay) {

    /**
     * Whether what is heard is what was sent, and not a tone of the peer's own.
     *
     * @return whether three tones in a row came back
     */
    public boolean isHeard() {
      return tones >= 3;
    }
  }
}
