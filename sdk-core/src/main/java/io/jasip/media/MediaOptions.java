package io.jasip.media;

/**
 * Marks the options that a {@link MediaEngine} takes for one call, such as where its audio comes
 * from. A user agent hands them through unread.
 */
public interface MediaOptions {}
