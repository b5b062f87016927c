package io.jasip.fault;

/** The generations of Asterisk, as far as their configuration differs. */
public enum AsteriskVersion {
  /** 16 and older: chan_sip beside PJSIP. */
  V16,
  /** 18 and 20. */
  V18,
  /** 21 and newer: PJSIP alone. */
  V22
}
