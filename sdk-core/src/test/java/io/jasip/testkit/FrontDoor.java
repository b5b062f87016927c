package io.jasip.testkit;

import io.jasip.internal.transport.SipConnector;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionFailedException.Layer;
import io.jasip.transport.WebSocketServer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a {@link ScriptedServer} takes connections or refuses them. It stands for all servers of
 * its user agent that do not have one of their own.
 */
public final class FrontDoor {

  private final VirtualLoop loop;
  private final Consumer<SipConnector.Attempt> accept;
  private final Map<String, ConnectionFailedException> refusals = new HashMap<>();
  private final Map<String, FrontDoor> others = new HashMap<>();
  private final List<Attempt> attempts = new ArrayList<>();
  private @Nullable ConnectionFailedException refusal;
  private SipConnector.@Nullable Attempt waiting;
  private boolean holding;
  private @Nullable InetAddress address;

  FrontDoor(VirtualLoop loop, Consumer<SipConnector.Attempt> accept) {
    this.loop = loop;
    this.accept = accept;
  }

  /**
   * An attempt to connect.
   *
   * @param host that was tried
   * @param at since the beginning of the loop's time
   */
  public record Attempt(String host, Duration at) {}

  /**
   * The attempts to connect, whatever became of them.
   *
   * @return a copy, in order
   */
  public List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  /**
   * From now on the machine of the user agent has another address.
   *
   * @param now its address on connections that are made
   */
  public void callersAddress(InetAddress now) {
    address = now;
  }

  @Nullable InetAddress callersAddress() {
    return address;
  }

  /** From now on an attempt to connect stays pending until {@link #open()}. */
  public void hold() {
    holding = true;
  }

  /** Opens the connection that is pending. */
  public void open() {
    holding = false;
    SipConnector.Attempt attempt = waiting;
    waiting = null;
    if (attempt == null) {
      throw new AssertionError("nobody is connecting");
    }
    loop.execute(() -> accept.accept(attempt));
  }

  /** From now on every attempt to connect fails at the layer of TCP. */
  public void refuse() {
    refuse(new ConnectionFailedException(Layer.TCP, "refused, as the test wants it", 0, null));
  }

  /**
   * From now on every attempt to connect fails.
   *
   * @param why it does
   */
  public void refuse(ConnectionFailedException why) {
    refusal = why;
  }

  /**
   * From now on every attempt to connect to one host fails.
   *
   * @param host as in the address of a server
   * @param why it fails
   */
  public void refuse(String host, ConnectionFailedException why) {
    refusals.put(host, why);
  }

  /** From now on every attempt to connect succeeds. */
  public void accept() {
    refusal = null;
    refusals.clear();
    holding = false;
  }

  /**
   * From now on who wants to connect to one host is taken to another server.
   *
   * @param host as in the address of a server
   * @param other where that server takes connections
   */
  public void lead(String host, FrontDoor other) {
    others.put(host, other);
  }

  Runnable knock(WebSocketServer server, SipConnector.Attempt attempt) {
    FrontDoor other = others.get(server.host());
    if (other != null) {
      return other.knock(server, attempt);
    }
    attempts.add(new Attempt(server.host(), Duration.ofNanos(loop.nanoTime())));
    waiting = attempt;
    if (!holding) {
      loop.execute(() -> decide(server, attempt));
    }
    return () -> {
      if (waiting == attempt) {
        waiting = null;
      }
    };
  }

  private void decide(WebSocketServer server, SipConnector.Attempt attempt) {
    if (waiting != attempt) {
      return;
    }
    waiting = null;
    ConnectionFailedException why = refusals.getOrDefault(server.host(), refusal);
    if (why == null) {
      accept.accept(attempt);
    } else {
      attempt.onFailed(why);
    }
  }
}
