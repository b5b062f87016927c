package io.jasip;

import io.jasip.media.MediaException;

/**
 * Something is wrong with the media of a call, and the call goes on.
 *
 * @param call that it is about
 * @param warning what was observed, and the way out; its reason is {@link
 *     MediaException.Reason#NO_AUDIO} when the peer, which should send, sends nothing
 */
public record MediaWarningEvent(Call call, MediaException warning) {}
