package io.jasip.internal.ua;

import io.jasip.Binding;
import io.jasip.Registration;
import io.jasip.RegistrationState;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipUri;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The registration of the run of the moment. Any thread. */
record CurrentRegistration(Supplier<Registration> current) implements Registration {

  /** What there is between the runs. */
  static final Registration NONE =
      new Registration() {
        @Override
        public RegistrationState state() {
          return RegistrationState.UNREGISTERED;
        }

        @Override
        public Duration expires() {
          return Duration.ZERO;
        }

        @Override
        public List<Binding> bindings() {
          return List.of();
        }

        @Override
        public Optional<SipUri> publicGruu() {
          return Optional.empty();
        }

        @Override
        public Optional<SipUri> temporaryGruu() {
          return Optional.empty();
        }

        @Override
        public List<NameAddr> serviceRoute() {
          return List.of();
        }

        @Override
        public List<NameAddr> path() {
          return List.of();
        }
      };

  @Override
  public RegistrationState state() {
    return current.get().state();
  }

  @Override
  public Duration expires() {
    return current.get().expires();
  }

  @Override
  public List<Binding> bindings() {
    return current.get().bindings();
  }

  @Override
  public Optional<SipUri> publicGruu() {
    return current.get().publicGruu();
  }

  @Override
  public Optional<SipUri> temporaryGruu() {
    return current.get().temporaryGruu();
  }

  @Override
  public List<NameAddr> serviceRoute() {
    return current.get().serviceRoute();
  }

  @Override
  public List<NameAddr> path() {
    return current.get().path();
  }
}
