package io.jasip.webrtc;

/** Listens to the last 200 ms of a call. */
final class Ear implements AudioSink {

  private static final int SAMPLES = 20 * PcmFrame.SAMPLES;

  private short[] heard = new short[SAMPLES];
  private long frames;

  @Override
  public synchronized void write(PcmFrame frame) {
    short[] next = new short[SAMPLES];
    System.arraycopy(heard, PcmFrame.SAMPLES, next, 0, SAMPLES - PcmFrame.SAMPLES);
    System.arraycopy(frame.samples(), 0, next, SAMPLES - PcmFrame.SAMPLES, PcmFrame.SAMPLES);
    heard = next;
    frames++;
  }

  synchronized long frames() {
    return frames;
  }

  synchronized void forget() {
    heard = new short[SAMPLES];
  }

  boolean hears(double frequency) {
    return Goertzel.amplitude(sound(), frequency) > 0.1;
  }

  boolean hearsNothing() {
    return Goertzel.level(sound()) < 0.003;
  }

  synchronized short[] sound() {
    return heard;
  }
}
