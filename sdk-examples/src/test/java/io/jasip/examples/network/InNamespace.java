package io.jasip.examples.network;

import io.jasip.examples.asterisk.NetworkNamespace;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/**
 * The test method runs in a network namespace made for it, in a JVM of its own: the class's
 * no-argument constructor, the method, and nothing else of the class's life cycle.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(InNamespace.Elsewhere.class)
@interface InNamespace {

  /**
   * The addresses of the network's interface, such as {@code 10.77.0.1/24}; without any there is
   * nothing but loopback.
   */
  String[] value() default {};

  /** Runs the method there. */
  final class Elsewhere implements InvocationInterceptor {

    @Override
    public void interceptTestMethod(
        Invocation<Void> invocation,
        ReflectiveInvocationContext<Method> method,
        ExtensionContext context) {
      invocation.skip();
      Method test = method.getExecutable();
      try (NetworkNamespace network =
          new NetworkNamespace(test.getAnnotation(InNamespace.class).value())) {
        network.run(
            Program.class, network.name(), test.getDeclaringClass().getName(), test.getName());
      }
    }
  }

  /** What runs in the JVM there. */
  final class Program {

    private static String namespace = "";

    private Program() {}

    public static void main(String[] arguments) throws Exception {
      namespace = arguments[0];
      Class<?> tests = Class.forName(arguments[1]);
      Constructor<?> constructor = tests.getDeclaredConstructor();
      constructor.setAccessible(true);
      Method test = tests.getDeclaredMethod(arguments[2]);
      test.setAccessible(true);
      int exitCode = 0;
      try {
        test.invoke(constructor.newInstance());
      } catch (InvocationTargetException e) {
        e.getCause().printStackTrace();
        exitCode = e.getCause() instanceof TestAbortedException ? NetworkNamespace.SKIPPED : 1;
      }
      System.exit(exitCode);
    }

    /** Makes the network lose UDP packets from now on, in percent. */
    static void lose(int percent) {
      NetworkNamespace.lose(namespace, percent);
    }
  }
}
