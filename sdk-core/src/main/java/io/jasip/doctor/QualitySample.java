package io.jasip.doctor;

import java.time.Duration;

/**
 * The media of the test call at one moment. Unknown figures are {@link Double#NaN}.
 *
 * @param at since the media was connected
 * @param roundTripMillis between both ends, in milliseconds
 * @param jitterMillis of the packets that come in, in milliseconds
 * @param lossPercent of the packets that should have come in since the sample before, 0 to 100
 * @param sentLevelDb of the sound that goes out, in dB below full scale (0 is the loudest)
 * @param receivedLevelDb of the sound that comes in, likewise
 */
public record QualitySample(
    Duration at,
    double roundTripMillis,
    double jitterMillis,
    double lossPercent,
    double sentLevelDb,
    double receivedLevelDb) {}
