/** What {@code dialer doctor} shows: a checklist, a verdict, JSON, a page to send to support. */
@NullMarked
package io.jasip.examples.dialer.doctor;

import org.jspecify.annotations.NullMarked;
