/**
 * What a call needs of its media, and no more: the service-provider interface that {@code
 * jasip-media} implements and that signalling-only applications leave out.
 *
 * <p>A {@link io.jasip.media.MediaEngine} makes one {@link io.jasip.media.MediaSession} per call. A
 * session speaks SDP (RFC 8866) by offer and answer (RFC 3264, RFC 8829) and reports its state to a
 * {@link io.jasip.media.MediaListener}. Nothing here knows SIP.
 */
@NullMarked
package io.jasip.media;

import org.jspecify.annotations.NullMarked;
