package io.jasip;

import java.time.Duration;

/**
 * The binding of the user agent's address to its connection (RFC 3261 section 10). All methods: any
 * thread.
 */
public interface Registration {

  /**
   * Where the registration is.
   *
   * @return the state at this moment
   */
  RegistrationState state();

  /**
   * How long the server keeps the binding without a refresh.
   *
   * @return as granted; zero unless registered
   */
  Duration expires();
}
