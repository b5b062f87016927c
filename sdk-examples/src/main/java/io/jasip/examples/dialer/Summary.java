package io.jasip.examples.dialer;

import io.jasip.CallEndedEvent;
import io.jasip.media.MediaStats;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to.
 *
 * @param command such as {@code call}
 * @param exit what the shell will see
 * @param steps when each step happened, in milliseconds since the start
 * @param end how the call ended; null if there was none
 * @param quality the last counters of the media; null if there were none
 */
record Summary(
    String command,
    ExitCode exit,
    Map<String, Long> steps,
    @Nullable CallEndedEvent end,
    @Nullable MediaStats quality) {}
