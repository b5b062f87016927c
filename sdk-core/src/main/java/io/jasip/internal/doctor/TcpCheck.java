package io.jasip.internal.doctor;

import io.jasip.fault.Fault;
import io.jasip.internal.transport.Route;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.WebSocketServer;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * A connection to each address of the server, all at once. Where none is taken, the neighbouring
 * ports are tried: a server whose plain port answers runs, and lacks its TLS part alone.
 */
final class TcpCheck implements Check {

  /** Beyond that, an answer that there is no way came after a search for the host. */
  private enum Outcome {
    OPEN,
    REFUSED,
    SILENT,
    NO_ROUTE,
    OTHER
  }

  private static final Duration NEIGHBOUR = Duration.ofMillis(700);

  @Override
  public void run(Examination examination, Notes notes, Deadline deadline) throws Exception {
    Route route = examination.route();
    WebSocketServer server = examination.server();
    // What is left over is for the neighbouring ports.
    Deadline tries = Deadline.in(deadline.left().multipliedBy(3).dividedBy(4));
    List<CompletableFuture<Probe>> opened = new ArrayList<>();
    for (int i = 0; i < route.addresses().size(); i++) {
      opened.add(examination.open(i, server.port(), tries.left()));
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < opened.size(); i++) {
      String where = route.addresses().get(i).getHostAddress();
      try (Probe probe = tries.await(opened.get(i))) {
        notes.saw("tcp.open", probe.peer());
        outcomes.add(Outcome.OPEN);
      } catch (TimeoutException e) {
        outcomes.add(silent(notes, where));
      } catch (ExecutionException e) {
        outcomes.add(failed(notes, where, e.getCause() == null ? e : e.getCause()));
      }
    }
    int first = outcomes.indexOf(Outcome.OPEN);
    if (first >= 0) {
      examination.address(first);
      warnOfOthers(notes, route, outcomes);
    } else if (!notes.failed()) {
      explain(examination, notes, outcomes, deadline);
    }
  }

  private static Outcome silent(Notes notes, String where) {
    notes.saw("tcp.silent", where);
    return Outcome.SILENT;
  }

  private static Outcome failed(Notes notes, String where, Throwable cause) {
    if (cause instanceof ConnectionFailedException proxy) {
      notes.saw("proxy.says", proxy.getMessage());
      notes.fails(proxy.fault());
      return Outcome.OTHER;
    }
    if (cause instanceof io.netty.channel.ConnectTimeoutException) {
      return silent(notes, where);
    }
    // Netty's kinds of exceptions are subclasses of the operating system's.
    boolean noRoute =
        cause instanceof NoRouteToHostException
            || String.valueOf(cause.getMessage()).contains("unreachable");
    if (noRoute) {
      notes.saw("tcp.no-route", where + ": " + cause.getMessage());
      return Outcome.NO_ROUTE;
    }
    if (cause instanceof java.net.ConnectException) {
      notes.saw("tcp.refused", where);
      return Outcome.REFUSED;
    }
    notes.saw("tcp.failed", where + ": " + cause);
    return Outcome.OTHER;
  }

  /** Some addresses work, others do not: those who try them in order wait for nothing. */
  private static void warnOfOthers(Notes notes, Route route, List<Outcome> outcomes) {
    boolean familyFails = false;
    boolean familyWorks = false;
    Class<?> family = route.addresses().get(outcomes.indexOf(Outcome.OPEN)).getClass();
    for (int i = 0; i < outcomes.size(); i++) {
      InetAddress address = route.addresses().get(i);
      if (outcomes.get(i) != Outcome.OPEN && address.getClass() != family) {
        // A host name of this machine always has both.
        familyFails |= !address.isLoopbackAddress();
      }
      familyWorks |= outcomes.get(i) == Outcome.OPEN && address.getClass() != family;
    }
    if (familyFails && !familyWorks) {
      notes.warns(Fault.TCP_WRONG_FAMILY);
    }
  }

  private void explain(
      Examination examination, Notes notes, List<Outcome> outcomes, Deadline deadline) {
    if (!examination.route().isDirect()) {
      notes.fails(Fault.PROXY_UNREACHABLE);
    } else if (outcomes.contains(Outcome.REFUSED)) {
      explainRefusal(examination, notes, deadline);
    } else if (outcomes.contains(Outcome.SILENT)) {
      notes.fails(Fault.TCP_FILTERED);
    } else {
      notes.fails(outcomes.contains(Outcome.NO_ROUTE) ? Fault.TCP_NO_ROUTE : Fault.UNEXPLAINED);
    }
  }

  /** Somebody is there and says no: is the server there at another port? */
  private void explainRefusal(Examination examination, Notes notes, Deadline deadline) {
    WebSocketServer server = examination.server();
    boolean foundPlain = false;
    for (int port : neighbours(server)) {
      HttpAnswer answer = http(examination, port, deadline.orIn(NEIGHBOUR));
      if (answer.status() > 0 && answer.isOfAsterisk()) {
        notes.saw("tcp.neighbour", port + " speaks HTTP: " + answer.header("server").orElse("?"));
        foundPlain = true;
      }
    }
    boolean v6Only =
        examination.route().addresses().stream().allMatch(each -> each instanceof Inet6Address)
            && !server.isLoopback()
            && !server.host().startsWith("[");
    if (foundPlain && server.secure()) {
      notes.fails(Fault.HTTPS_NOT_STARTED);
    } else if (v6Only) {
      notes.fails(Fault.TCP_WRONG_FAMILY);
    } else {
      notes.fails(Fault.TCP_REFUSED);
    }
  }

  /** The usual ports of Asterisk's HTTP, and those beside the one that was refused. */
  private static Set<Integer> neighbours(WebSocketServer server) {
    Set<Integer> ports = new LinkedHashSet<>(List.of(8088));
    ports.add(server.port() - 1);
    ports.add(server.port() + 1);
    ports.add(8089);
    ports.removeIf(port -> port < 1 || port > 65_535 || port == server.port());
    return ports;
  }

  private static HttpAnswer http(Examination examination, int port, Deadline deadline) {
    try (Probe probe = examination.connect(port, deadline)) {
      return probe.ask(
          "GET / HTTP/1.1\r\nHost: "
              + examination.server().host()
              + "\r\nConnection: close\r\n\r\n",
          deadline);
    } catch (TimeoutException | ExecutionException e) {
      return HttpAnswer.of("".getBytes(StandardCharsets.ISO_8859_1));
    }
  }
}
