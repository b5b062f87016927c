/** Pictures in Java: sources, files and the way to the application. Nothing native. */
@NullMarked
package io.jasip.webrtc.internal.video;

import org.jspecify.annotations.NullMarked;
