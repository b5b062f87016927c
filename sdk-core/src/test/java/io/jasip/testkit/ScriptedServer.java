package io.jasip.testkit;

import io.jasip.UA;
import io.jasip.UABuilder;
import io.jasip.UAConfig;
import io.jasip.internal.location.ServerLocator;
import io.jasip.internal.transport.SipConnection;
import io.jasip.internal.transport.SipConnector;
import io.jasip.internal.ua.Platform;
import io.jasip.internal.ua.RealUA;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionFailedException.Layer;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A SIP server that does what the test says. It has one user agent, to which it is joined without
 * sockets; messages cross the joint as bytes, like on a WebSocket.
 *
 * <p>A user agent that starts again has a new connection, over which the server sends from then on.
 *
 * <p>What the user agent sends waits here until the test receives it, in order: a message that the
 * test did not expect makes the next {@code receive} fail.
 */
public final class ScriptedServer {

  private final VirtualLoop loop;
  private final Deque<SipMessage> inbox = new ArrayDeque<>();
  private final List<SipMessage> all = new ArrayList<>();
  private @Nullable UAConfig config;
  private @Nullable Line line;
  private final FrontDoor door;
  private boolean silent;
  private @Nullable Consumer<SipMessage> forwarding;
  private int platformUses;
  private int branches;
  private int pings;
  private int crlfPings;

  /**
   * Makes a server that takes connections.
   *
   * @param loop of the user agent
   */
  public ScriptedServer(VirtualLoop loop) {
    this.loop = loop;
    this.door = new FrontDoor(loop, this::accept);
  }

  /**
   * Makes the user agent of this server.
   *
   * @param builder with whatever the test needs; its server is not looked up, and its executor is
   *     replaced by {@link VirtualLoop#callbacks()}
   * @return a user agent that is not started
   */
  public UA userAgent(UABuilder builder) {
    UAConfig made = builder.executor(loop.callbacks()).build().config();
    config = made;
    return new RealUA(made, new Joint());
  }

  /**
   * A phone that is known to this server.
   *
   * @param name the user part of its address
   * @return a phone without a call
   */
  public ScriptedPhone phone(String name) {
    return new ScriptedPhone(this, name);
  }

  /** From now on what the user agent sends goes on to there, and does not wait to be received. */
  void forward(Consumer<SipMessage> to) {
    forwarding = to;
  }

  /**
   * Where connections are taken.
   *
   * @return what decides about them
   */
  public FrontDoor door() {
    return door;
  }

  /** From now on an attempt to connect stays pending until {@link #open()}. */
  public void holdConnections() {
    door.hold();
  }

  /** Opens the connection that is pending. */
  public void open() {
    door.open();
  }

  /** From now on every attempt to connect fails at the layer of TCP. */
  public void refuseConnections() {
    door.refuse();
  }

  /** From now on every attempt to connect succeeds. */
  public void acceptConnections() {
    door.accept();
  }

  /** Cuts the connection, like a broken network. */
  public void drop() {
    Line cut = line;
    if (cut == null) {
      throw new AssertionError("there is no connection to cut");
    }
    cut.end(1006);
  }

  /**
   * From now on nothing comes through, though the connection looks open: what the user agent sends
   * is lost, its pings are not answered. The next connection is a good one.
   */
  public void fallSilent() {
    silent = true;
  }

  /**
   * Whether the user agent is connected.
   *
   * @return whether it is
   */
  public boolean isConnected() {
    return line != null;
  }

  /**
   * How many runs of user agents have begun and not ended.
   *
   * @return starts without their stop
   */
  public int runs() {
    return platformUses;
  }

  /**
   * How often the user agent has shown that its connection is in use.
   *
   * @return since the beginning
   */
  public int pings() {
    return pings;
  }

  /**
   * How often it has done so by a double CRLF.
   *
   * @return since the beginning
   */
  public int crlfPings() {
    return crlfPings;
  }

  /**
   * Receives a request, which must be the next message.
   *
   * @param method that it must have
   * @return the request
   * @throws AssertionError if the next message is another, or there is none
   */
  public SipRequest receive(SipMethod method) {
    if (inbox.peek() instanceof SipRequest request && request.is(method)) {
      inbox.remove();
      return request;
    }
    throw unexpected(method.toString());
  }

  /**
   * Receives a response, which must be the next message.
   *
   * @param status that it must have
   * @return the response
   * @throws AssertionError if the next message is another, or there is none
   */
  public SipResponse receive(int status) {
    if (inbox.peek() instanceof SipResponse response && response.status() == status) {
      inbox.remove();
      return response;
    }
    throw unexpected("a response " + status);
  }

  /**
   * What was not received yet, a line each, such as {@code INVITE} and {@code 200 INVITE}.
   *
   * @return a copy, in order
   */
  public List<String> unread() {
    return inbox.stream().map(ScriptedServer::inShort).toList();
  }

  /**
   * Receives all that is there.
   *
   * @return what {@link #unread()} said
   */
  public List<String> receiveAll() {
    List<String> received = unread();
    inbox.clear();
    return received;
  }

  /**
   * All that the user agent has sent, received or not.
   *
   * @return a copy, in order
   */
  public List<SipMessage> sent() {
    return List.copyOf(all);
  }

  /**
   * Answers a request.
   *
   * @param request that was received
   * @param status 100 to 699
   * @param lines more header fields, such as {@code Expires: 60}; lines after an empty one are the
   *     body
   * @return the response
   */
  public SipResponse answer(SipRequest request, int status, String... lines) {
    List<String> text = Wire.response(request, status, "server");
    text.addAll(List.of(lines));
    return (SipResponse) send(Wire.message(text));
  }

  /**
   * Sends a request outside of any dialog to the user agent.
   *
   * @param method any
   * @param lines more header fields, such as {@code Require: replaces}; lines after an empty one
   *     are the body
   * @return the request
   */
  public SipRequest request(SipMethod method, String... lines) {
    return requestTo(address(), method, lines);
  }

  /**
   * Sends a request outside of any dialog to the user agent, though it may be meant for another.
   *
   * @param uri the Request-URI
   * @param method any
   * @param lines more of the request
   * @return the request
   */
  public SipRequest requestTo(String uri, SipMethod method, String... lines) {
    String id = nextId();
    List<String> text = new ArrayList<>();
    text.add(method + " " + uri + " SIP/2.0");
    text.add("Via: SIP/2.0/WSS pbx.example;branch=z9hG4bK" + id);
    text.add("Max-Forwards: 70");
    text.add("To: <" + address() + ">");
    text.add("From: <sip:server@pbx.example>;tag=from" + id);
    text.add("Call-ID: call" + id);
    text.add("CSeq: 1 " + method);
    text.addAll(List.of(lines));
    return (SipRequest) send(Wire.message(text));
  }

  /**
   * Sends a message as it is.
   *
   * @param message any
   * @return the message
   */
  public SipMessage send(SipMessage message) {
    Line open = line;
    if (open == null) {
      throw new AssertionError("there is no connection to send " + inShort(message));
    }
    SipMessage arriving = Wire.carry(message);
    loop.execute(() -> open.listener.onMessage(arriving));
    return message;
  }

  /** The user agent's address of record. */
  String address() {
    if (config == null) {
      throw new AssertionError("this server has no user agent; make it by userAgent()");
    }
    return config.account().uri().toString();
  }

  /** An identifier that no other message of this server has. */
  String nextId() {
    return Integer.toString(++branches);
  }

  private AssertionError unexpected(String wanted) {
    return new AssertionError(
        "expected "
            + wanted
            + ", but the user agent has sent "
            + (unread().isEmpty() ? "nothing" : unread()));
  }

  private static String inShort(SipMessage message) {
    return message instanceof SipResponse response
        ? response.status() + " " + response.cSeq().method()
        : ((SipRequest) message).method().name();
  }

  private void accept(SipConnector.Attempt attempt) {
    Line made = new Line();
    silent = false;
    line = made;
    made.listener = attempt.onOpen(made);
  }

  /** One connection. */
  private final class Line implements SipConnection {
    private Listener listener = Nobody.LISTENER;
    private boolean open = true;

    @Override
    public void send(SipMessage message) {
      if (open && !silent) {
        SipMessage arrived = Wire.carry(message);
        all.add(arrived);
        if (forwarding == null) {
          inbox.add(arrived);
        } else {
          forwarding.accept(arrived);
        }
      }
    }

    @Override
    public void ping() {
      pings++;
      if (!silent) {
        loop.execute(() -> listener.onSignOfLife());
      }
    }

    @Override
    public void pingByCrlf() {
      crlfPings++;
      ping();
    }

    @Override
    public @Nullable InetAddress localAddress() {
      return door.callersAddress();
    }

    @Override
    public void close() {
      end(1000);
    }

    void end(int code) {
      if (open) {
        open = false;
        line = line == this ? null : line;
        loop.execute(
            () ->
                listener.onClosed(
                    new ConnectionFailedException(Layer.WEBSOCKET, "closed", code, null)));
      }
    }
  }

  /** Joins a user agent to this server. */
  private final class Joint implements Platform {
    @Override
    public Place acquire(UAConfig given, Executor background) {
      platformUses++;
      return new Place(loop, door::knock, new ServerLocator(new NoDns(), new SplittableRandom(1)));
    }

    @Override
    public CompletableFuture<Void> release() {
      platformUses--;
      return CompletableFuture.completedFuture(null);
    }
  }
}
