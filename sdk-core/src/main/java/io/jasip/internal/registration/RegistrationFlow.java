package io.jasip.internal.registration;

/** The connection that a registration is about. On the loop. */
public interface RegistrationFlow {

  /** Shows the server that the connection is in use. */
  void ping();

  /** Makes the connection anew, since it does not do what it is for. */
  void replace(String why);

  /** A REGISTER was answered, well or badly. */
  void settled();

  /** Its number among those of the user agent, from 1 on: the reg-id (RFC 5626 section 4.2). */
  int number();

  /** Whether the user agent has several connections. */
  boolean isOneOfSeveral();

  /** Whether calls come in over another one. */
  boolean anotherWorks();
}
