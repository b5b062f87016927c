package io.jasip.webrtc.internal.rtc;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Whether a packet of the peer has come, by the counters. With sound devices the list of
 * synchronisation sources does not tell: it fills when the sound is played, and a device may begin
 * to play two seconds late. On the media thread.
 */
final class PacketArrival {

  private final MediaThread media;
  private final Supplier<CompletableFuture<Long>> packets;
  private boolean asking;
  private boolean seen;

  /**
   * Begins with none.
   *
   * @param packets asks how many have come
   */
  PacketArrival(MediaThread media, Supplier<CompletableFuture<Long>> packets) {
    this.media = media;
    this.packets = packets;
  }

  /** What the last answer said; asks again if it was no. */
  boolean isSeen() {
    if (!seen && !asking) {
      asking = true;
      packets
          .get()
          .whenComplete(
              (count, failure) ->
                  media.post(
                      () -> {
                        asking = false;
                        seen = failure == null && count > 0;
                      }));
    }
    return seen;
  }
}
