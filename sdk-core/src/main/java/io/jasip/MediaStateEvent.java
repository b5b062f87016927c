package io.jasip;

import io.jasip.media.MediaState;

/**
 * The media of a call has changed its state.
 *
 * @param call that it is about
 * @param state the state now; {@link MediaState#CONNECTED} when ICE and DTLS are up
 */
public record MediaStateEvent(Call call, MediaState state) {}
