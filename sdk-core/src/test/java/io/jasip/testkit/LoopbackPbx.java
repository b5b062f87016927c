package io.jasip.testkit;

import io.jasip.internal.loop.NettyLoop;
import io.jasip.internal.message.Identifiers;
import io.jasip.internal.message.RequestBuilder;
import io.jasip.internal.message.ResponseBuilder;
import io.jasip.internal.transport.SipConnection;
import io.jasip.internal.transport.WebSocketSipServer;
import io.jasip.sip.CSeq;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipParameters;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipUri;
import io.jasip.sip.Via;
import io.jasip.transport.ConnectionFailedException;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A small PBX on a real socket of the loopback address, for tests of what happens to connections:
 * it challenges every REGISTER and INVITE once, rings, answers, and hangs up when it is asked to.
 * It answers at once, except for what the test has told it to leave out.
 */
public final class LoopbackPbx implements AutoCloseable {

  /** What the PBX can leave out. */
  public enum Step {
    /** The final response to REGISTER. */
    REGISTERED,
    /** 100 Trying and everything that follows it. */
    TRYING,
    /** 180 to INVITE. */
    RINGING,
    /** 200 to INVITE. */
    ANSWER,
    /** The final response to BYE. */
    BYE_CONFIRMED
  }

  /** The nonce of every challenge. */
  public static final String NONCE = "abc123";

  /** A key as SDES has it (RFC 4568), in every answer. */
  public static final String SRTP_KEY = "d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj";

  private static final String ANSWER =
      Sdp.audio("pbx", 1, 1, "sendrecv")
          + "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:"
          + SRTP_KEY
          + "\r\n";

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("loopback-pbx", true), NioIoHandler.newFactory());
  private final WebSocketSipServer server;
  private final List<SipMessage> received = new CopyOnWriteArrayList<>();
  private final Set<Step> omitted = EnumSet.noneOf(Step.class);
  private volatile @Nullable Runnable ringing;
  private volatile @Nullable Runnable farewell;
  private volatile List<String> byeHeaders = List.of();
  private volatile Function<SipRequest, List<String>> decision = invite -> List.of();
  private volatile UnaryOperator<String> description = offer -> ANSWER;

  private LoopbackPbx(@Nullable PrivateKey key, List<X509Certificate> chain) {
    NettyLoop loop = new NettyLoop(group.next());
    server =
        key == null
            ? WebSocketSipServer.listen(loop.eventLoop(), null, 0, "/ws", Line::new).join()
            : WebSocketSipServer.listen(loop, key, chain, 0, "/ws", Line::new).join();
  }

  /**
   * Begins to listen without TLS.
   *
   * @return a PBX that is ready
   */
  public static LoopbackPbx plain() {
    return new LoopbackPbx(null, List.of());
  }

  /**
   * Begins to listen with TLS.
   *
   * @param key of the server
   * @param chain its certificate, then those that lead to an authority
   * @return a PBX that is ready
   */
  public static LoopbackPbx secure(PrivateKey key, List<X509Certificate> chain) {
    return new LoopbackPbx(key, chain);
  }

  /**
   * Tells what not to do from now on.
   *
   * @param step of the call or registration
   * @return this
   */
  public LoopbackPbx omit(Step step) {
    synchronized (omitted) {
      omitted.add(step);
    }
    return this;
  }

  /**
   * Sets how calls are refused from now on.
   *
   * @param refusal for each INVITE the status and, after it, header fields as {@code name: value};
   *     empty to take the call
   * @return this
   */
  public LoopbackPbx refuse(Function<SipRequest, List<String>> refusal) {
    decision = refusal;
    return this;
  }

  /**
   * Sets how calls are answered from now on.
   *
   * @param answer makes the session description of the answer out of that of the offer
   * @return this
   */
  public LoopbackPbx describe(UnaryOperator<String> answer) {
    description = answer;
    return this;
  }

  /**
   * Hangs up the newest call. Any thread.
   *
   * @param headers of the BYE, as {@code name: value}
   */
  public void hangUp(String... headers) {
    byeHeaders = List.of(headers);
    Runnable bye = farewell;
    if (bye == null) {
      throw new AssertionError("there is no call");
    }
    server.eventLoop().execute(bye);
  }

  private boolean does(Step step) {
    synchronized (omitted) {
      return !omitted.contains(step);
    }
  }

  /**
   * Where it listens.
   *
   * @return a port of the loopback address
   */
  public int port() {
    return server.port();
  }

  /**
   * What has come in, in order.
   *
   * @return a live view; any thread
   */
  public List<SipMessage> received() {
    return received;
  }

  /** Answers the INVITE that rings since {@link Step#ANSWER} was omitted. Any thread. */
  public void answer() {
    Runnable answer = ringing;
    if (answer == null) {
      throw new AssertionError("nobody has called; wait until it rings");
    }
    server.eventLoop().execute(answer);
  }

  /** Stops listening, closes all connections, and ends its thread; does nothing twice. */
  @Override
  public void close() {
    if (group.isShuttingDown()) {
      return;
    }
    server.close().join();
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /** One connection. */
  private final class Line implements SipConnection.Listener {
    private final SipConnection connection;

    Line(SipConnection connection) {
      this.connection = connection;
    }

    @Override
    public void onMessage(SipMessage message) {
      received.add(message);
      if (message instanceof SipRequest request) {
        answer(request);
      }
    }

    @Override
    public void onClosed(ConnectionFailedException why) {}

    private void answer(SipRequest request) {
      boolean proven = request.header("Authorization").isPresent();
      if (request.is(SipMethod.ACK)) {
        return;
      }
      if (request.is(SipMethod.INVITE)) {
        if (proven) {
          ring(request);
        } else {
          challenge(request);
        }
      } else if (request.is(SipMethod.REGISTER)) {
        if (!proven) {
          challenge(request);
        } else if (does(Step.REGISTERED)) {
          connection.send(
              response(request, 200)
                  .header("Contact", request.header("Contact").orElse(""))
                  .header("Expires", request.header("Expires").orElse("600"))
                  .build());
        }
      } else if (!request.is(SipMethod.BYE) || does(Step.BYE_CONFIRMED)) {
        connection.send(response(request, 200).build());
      }
    }

    private void challenge(SipRequest request) {
      String digest = "Digest realm=\"pbx\", nonce=\"" + NONCE + "\", algorithm=MD5, qop=\"auth\"";
      connection.send(response(request, 401).header("WWW-Authenticate", digest).build());
    }

    private void ring(SipRequest invite) {
      ringing = () -> accept(invite); // before the caller can know that it rings
      if (!does(Step.TRYING)) {
        return;
      }
      connection.send(response(invite, 100).build());
      List<String> refusal = decision.apply(invite);
      if (!refusal.isEmpty()) {
        ResponseBuilder response = response(invite, Integer.parseInt(refusal.get(0)));
        refusal.stream().skip(1).forEach(line -> response.header(name(line), value(line)));
        connection.send(response.build());
        return;
      }
      if (does(Step.RINGING)) {
        connection.send(response(invite, 180).header("Contact", contact()).build());
      }
      if (does(Step.ANSWER)) {
        accept(invite);
      }
    }

    private void accept(SipRequest invite) {
      farewell = () -> bye(invite);
      String sdp = description.apply(SipBody.of(invite).text());
      connection.send(
          response(invite, 200).header("Contact", contact()).body("application/sdp", sdp).build());
    }

    private void bye(SipRequest invite) {
      RequestBuilder bye =
          new RequestBuilder(
              SipUri.parse(invite.header("Contact").orElse("").replaceAll(".*<(.*)>.*", "$1")),
              new Via(
                  "WS", "pbx.example", SipParameters.of(Map.of("branch", Identifiers.branch()))),
              invite.to().withoutParameters().withTag("pbx"),
              invite.from(),
              invite.callId(),
              new CSeq(1, SipMethod.BYE));
      byeHeaders.forEach(line -> bye.header(name(line), value(line)));
      connection.send(bye.build());
    }

    private static String name(String line) {
      return line.substring(0, line.indexOf(':'));
    }

    private static String value(String line) {
      return line.substring(line.indexOf(':') + 1).strip();
    }

    private ResponseBuilder response(SipRequest request, int status) {
      return new ResponseBuilder(request, status, "pbx");
    }

    private String contact() {
      return "<sip:9999@pbx.example;transport=ws>";
    }
  }
}
