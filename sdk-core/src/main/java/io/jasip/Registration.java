package io.jasip;

import io.jasip.sip.NameAddr;
import io.jasip.sip.SipUri;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The binding of the user agent's address to its connection (RFC 3261 section 10): what the server
 * said last. It is made by {@link UA#register()}, removed by {@link UA#unregister()}, and refreshed
 * without being asked; what happens to it is told to {@link UAListener#onRegistration}. All
 * methods: any thread; none blocks or fails.
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

  /**
   * All bindings of the address of record, as the server listed them in its last answer: this user
   * agent's and those of other devices.
   *
   * @return empty unless registered, and if the server lists none
   */
  List<Binding> bindings();

  /**
   * The address by which the server reaches this user agent alone, from anywhere and as long as it
   * is registered (RFC 5627). Calls carry it as their Contact.
   *
   * @return empty if the server gave none
   */
  Optional<SipUri> publicGruu();

  /**
   * An address like {@link #publicGruu()} that does not tell who is behind it.
   *
   * @return empty if the server gave none; another one after each refresh
   */
  Optional<SipUri> temporaryGruu();

  /**
   * The proxies that requests outside of dialogs pass through, as the server wants it (RFC 3608).
   *
   * @return in order, possibly empty
   */
  List<NameAddr> serviceRoute();

  /**
   * The proxies between the server and this user agent that stay on the path of its requests (RFC
   * 3327).
   *
   * @return in order, possibly empty
   */
  List<NameAddr> path();
}
