package io.jasip.snippets;

import io.jasip.Call;
import io.jasip.Registration;
import io.jasip.UA;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * The variables that an example in the documentation may use without declaring them. An example
 * that declares one of the same name hides it.
 */
public abstract class ExampleNames {
  protected static UA ua;
  protected static Call call;
  protected static Registration registration;
  protected static MeterRegistry registry;
}
