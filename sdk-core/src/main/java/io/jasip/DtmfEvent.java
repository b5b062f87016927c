package io.jasip;

/**
 * The peer pressed a key.
 *
 * @param call that it is about
 * @param digit one of {@code 0-9 A-D * #}, or {@code R} for a hook flash, which comes by INFO only
 * @param source how it came
 */
public record DtmfEvent(Call call, char digit, Source source) {

  /** How a digit can come. */
  public enum Source {
    /** By a SIP INFO request. */
    INFO,
    /** In the media: as an RTP event or as a tone. */
    MEDIA
  }
}
