package io.jasip.webrtc;

/** How loud the sound of a device is. Any thread. */
final class Volume {

  private static final double MOST = 4;

  private volatile double factor = 1;
  private volatile boolean muted;

  void set(double wanted) {
    if (!(wanted >= 0 && wanted <= MOST)) { // NaN included
      throw new IllegalArgumentException("volume " + wanted + " is not between 0 and " + MOST);
    }
    factor = wanted;
  }

  void mute(boolean wanted) {
    muted = wanted;
  }

  void apply(PcmFrame frame) {
    double now = muted ? 0 : factor;
    if (now == 1) {
      return;
    }
    short[] samples = frame.samples();
    for (int i = 0; i < samples.length; i++) {
      long louder = Math.round(samples[i] * now);
      samples[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, louder));
    }
  }
}
