package io.jasip;

/** Why a subscription has ended (RFC 6665 section 4.1.3). */
public enum SubscriptionEnd {
  /** The application asked for it, or it was to be fetched once. */
  UNSUBSCRIBED,
  /** The notifier gives it up; another may take over: {@code deactivated}. */
  DEACTIVATED,
  /** The notifier wants to be asked again later: {@code probation}. */
  PROBATION,
  /** The owner of the resource does not allow it: {@code rejected}. */
  REJECTED,
  /** It was not refreshed in time: {@code timeout}. */
  TIMEOUT,
  /** The owner of the resource did not decide in time: {@code giveup}. */
  GIVEUP,
  /** The resource does not exist any more: {@code noresource}. */
  NORESOURCE,
  /** The state of the resource will never change: {@code invariant}. */
  INVARIANT,
  /** The notifier gave another reason or none. */
  OTHER,
  /** SUBSCRIBE was refused; the response says why. */
  REFUSED,
  /** SUBSCRIBE was not answered in time (timer F). */
  NO_ANSWER,
  /** SUBSCRIBE was accepted, but no NOTIFY came in time (timer N). */
  NO_NOTIFY,
  /** The connection to the server is gone. */
  CONNECTION_ERROR,
  /** The user agent was stopped. */
  STOPPED
}
