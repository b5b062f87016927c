package io.jasip.webrtc.internal.rtc;

import dev.onvoid.webrtc.RTCDtmfSender;
import io.jasip.media.MediaException;
import io.jasip.media.MediaException.Reason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** Sends digits as RTP events (RFC 4733). On the media thread. */
final class DtmfSending {

  private static final Pattern TONES = Pattern.compile("[0-9A-Da-d*#,]+");

  /** Digits may be refused for some milliseconds after the media is connected. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private static final Duration POLL = Duration.ofMillis(5);

  private final MediaThread media;
  private final RTCDtmfSender sender;

  DtmfSending(MediaThread media, RTCDtmfSender sender) {
    this.media = media;
    this.sender = sender;
  }

  CompletableFuture<Void> send(String tones, Duration duration, Duration gap) {
    // The engine skips characters that it does not know and refuses bad times without a reason.
    if (!TONES.matcher(tones).matches()) {
      throw new MediaException(
          Reason.BAD_OPTION,
          "DTMF \""
              + tones.replaceAll("\\p{Cntrl}", "?")
              + "\" holds more than 0-9, A-D, *, # and commas");
    }
    if (duration.toMillis() < 40 || duration.toMillis() > 6_000 || gap.toMillis() < 30) {
      throw new MediaException(
          Reason.BAD_OPTION,
          "DTMF tones last 40 to 6000 ms with gaps of at least 30 ms; "
              + duration.toMillis()
              + " and "
              + gap.toMillis()
              + " were given");
    }
    CompletableFuture<Void> sent = new CompletableFuture<>();
    attempt(tones, duration, gap, PATIENCE, sent);
    return sent;
  }

  private void attempt(
      String tones,
      Duration duration,
      Duration gap,
      Duration patience,
      CompletableFuture<Void> sent) {
    try {
      if (sender.canInsertDtmf()) {
        if (sender.insertDtmf(tones, (int) duration.toMillis(), (int) gap.toMillis())) {
          sent.complete(null);
          return;
        }
      } else if (patience.toMillis() > 0) {
        media.schedule(POLL, () -> attempt(tones, duration, gap, patience.minus(POLL), sent));
        return;
      }
      sent.completeExceptionally(notTaken());
    } catch (Throwable e) { // native failures are Errors
      sent.completeExceptionally(MediaThread.explain("cannot send DTMF", e));
    }
  }

  static MediaException notTaken() {
    return new MediaException(
        Reason.DTMF_NOT_NEGOTIATED,
        "the peer takes no DTMF as RTP events (telephone-event), or the call is on hold");
  }

  /** The connection that owns the sender is gone. */
  void forget() {
    NativeHandles.take(sender);
  }
}
