/**
 * The bodies of event notifications, understood: waiting messages (RFC 3842), dialogs (RFC 4235)
 * and presence (RFC 3863). All types are immutable. Bodies come from anybody: their XML is read
 * without document types and entities and within limits, and what is malformed is reported as
 * {@link io.jasip.event.MalformedBodyException}.
 */
@NullMarked
package io.jasip.event;

import org.jspecify.annotations.NullMarked;
