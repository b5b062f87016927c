package io.jasip;

/** Which globally routable address (RFC 5627) calls carry as their Contact. */
public enum GruuUse {
  /** None: the address of the connection. */
  NONE,
  /** The one that names the account. */
  PUBLIC,
  /** The one that does not tell who is behind it. */
  TEMPORARY
}
