package io.jasip.media;

import java.util.concurrent.CompletableFuture;

/**
 * What a media engine lets a diagnosis do, found by {@link MediaEngine#extension}. All methods: any
 * thread; they return at once.
 */
public interface MediaExaminer {

  /**
   * Looks at what this machine needs: the native library and, if the engine uses devices, the audio
   * system, the devices, and the sound of the microphone for a moment.
   *
   * @return completes within three seconds; never fails
   */
  CompletableFuture<MachineReport> examineMachine();

  /**
   * An engine for test calls with the same codecs and network settings. Whatever the application
   * plays, records, or has for devices, each session sends a pattern of tones and listens for it in
   * what comes back; its {@link MediaSession#extension} of type {@link ToneProbe} tells.
   *
   * @return a new engine, to be retained like any other
   */
  MediaEngine toneEngine();
}
