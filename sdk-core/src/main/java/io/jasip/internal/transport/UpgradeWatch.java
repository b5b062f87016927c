package io.jasip.internal.transport;

import io.jasip.fault.Fault;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionFailedException.Layer;
import io.jasip.transport.WebSocketServer;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sits in the pipeline from the upgrade request to its answer (RFC 6455 section 4.1, RFC 7118
 * section 4) and says how it went.
 */
final class UpgradeWatch extends ChannelInboundHandlerAdapter {

  /** What Netty makes of bytes that are not HTTP. */
  private static final int NOT_HTTP = 999;

  private final WebSocketServer server;
  private final Consumer<ConnectionFailedException> failed;
  private final Runnable open;

  UpgradeWatch(WebSocketServer server, Consumer<ConnectionFailedException> failed, Runnable open) {
    this.server = server;
    this.failed = failed;
    this.open = open;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
      context.pipeline().remove(this);
      open.run();
    } else if (event == ClientHandshakeStateEvent.HANDSHAKE_TIMEOUT) {
      fail(
          Fault.HTTP_SILENT,
          Layer.HTTP,
          where()
              + " accepted the connection but did not answer the WebSocket upgrade in time; check the"
              + " port, and that the server is not overloaded",
          0,
          null);
    } else {
      context.fireUserEventTriggered(event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (TlsFailure.isOne(cause)) {
      // In TLS 1.3 a server looks at our certificate when the handshake is over for us.
      failed.accept(TlsFailure.explain(server, cause));
    } else if (cause instanceof WebSocketClientHandshakeException refused
        && refused.response() != null) {
      explain(refused, refused.response());
    } else if (cause instanceof WebSocketHandshakeException) {
      fail(Fault.HTTP_NOT_A_WEBSOCKET, Layer.WEBSOCKET, against6455(cause), 0, cause);
    } else if (cause instanceof IOException) {
      failClosed(cause);
    } else {
      fail(
          Fault.HTTP_NOT_A_WEBSOCKET,
          Layer.HTTP,
          where() + " failed during the WebSocket upgrade: " + cause.getMessage(),
          0,
          cause);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    failClosed(null);
  }

  private void failClosed(@Nullable Throwable cause) {
    fail(
        server.secure() ? Fault.HTTP_NOT_A_WEBSOCKET : Fault.PLAIN_ON_TLS_PORT,
        Layer.HTTP,
        where()
            + " closed the connection without answering the WebSocket upgrade; "
            + (server.secure()
                ? "is this the port of a WebSocket server (8089 on Asterisk)?"
                : "if this port speaks TLS (8089 on Asterisk), write wss://"),
        0,
        cause);
  }

  private void explain(WebSocketClientHandshakeException refused, HttpResponse response) {
    HttpResponseStatus status = response.status();
    if (status.code() == NOT_HTTP) {
      fail(
          server.secure() ? Fault.HTTP_NOT_A_WEBSOCKET : Fault.PLAIN_ON_TLS_PORT,
          Layer.HTTP,
          where()
              + " does not speak HTTP; "
              + (server.secure() ? "check the port" : "if this port speaks TLS, write wss://"),
          0,
          refused);
    } else if (status.code() == 101 && !isAboutSubprotocol(refused)) {
      fail(Fault.HTTP_NOT_A_WEBSOCKET, Layer.WEBSOCKET, against6455(refused), 0, refused);
    } else if (status.code() == 101) {
      String other = response.headers().get(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
      fail(
          Fault.WS_SUBPROTOCOL_NOT_CONFIRMED,
          Layer.WEBSOCKET,
          where()
              + " opened a WebSocket without the subprotocol \"sip\""
              + (other == null ? "" : " but with \"" + other + "\"")
              + "; it is not a SIP server, or its SIP module for WebSockets is not loaded",
          0,
          refused);
    } else {
      failed.accept(
          new ConnectionFailedException(
              fault(response),
              Layer.HTTP,
              where() + " answered " + status + advice(status.code()),
              status.code(),
              refused,
              retryAfter(response)));
    }
  }

  /** What a refusal mostly means; a diagnosis asks the server more than this one question. */
  private static Fault fault(HttpResponse response) {
    String software = response.headers().get(HttpHeaderNames.SERVER, "");
    boolean asterisk = software.isEmpty() || software.startsWith("Asterisk");
    return switch (response.status().code()) {
      case 301, 302, 303, 307, 308 -> Fault.HTTP_REDIRECT;
      case 400 ->
          response.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_VERSION)
              ? Fault.WS_SUBPROTOCOL_UNHANDLED
              : Fault.HTTP_NOT_A_WEBSOCKET;
      case 401, 403, 407 -> Fault.HTTP_ACCESS_DENIED;
      case 404 -> asterisk ? Fault.WS_PATH_NOT_FOUND : Fault.REVERSE_PROXY_NO_LOCATION;
      case 413, 414, 431 -> Fault.HTTP_HEADERS_TOO_LARGE;
      case 426 -> Fault.REVERSE_PROXY_STRIPS_UPGRADE;
      case 429 -> Fault.HTTP_OVERLOADED;
      case 502 -> Fault.REVERSE_PROXY_UPSTREAM_DEAD;
      case 503 ->
          ServiceUnavailable.isLimit(
                  software, response.headers().contains(HttpHeaderNames.RETRY_AFTER))
              ? Fault.HTTP_OVERLOADED
              : Fault.REVERSE_PROXY_UPSTREAM_DEAD;
      case 504 -> Fault.REVERSE_PROXY_UPSTREAM_SILENT;
      default -> Fault.HTTP_NOT_A_WEBSOCKET;
    };
  }

  private static @Nullable Duration retryAfter(HttpResponse response) {
    String value = response.headers().get(HttpHeaderNames.RETRY_AFTER, "").strip();
    return value.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(value)) : null;
  }

  private String advice(int status) {
    String path = " to the WebSocket upgrade of " + server.path().replaceFirst("[?].*", "?***");
    return switch (status) {
      case 404 ->
          path
              + "; correct the path: on Asterisk it is /ws, or /PREFIX/ws where http.conf sets a"
              + " prefix";
      case 401, 403, 407 -> path + "; a proxy or the web server asks for credentials of its own";
      case 301, 302, 303, 307, 308 -> path + "; write the address that it redirects to";
      case 400, 426 -> path + "; this is a web server, but no WebSocket for SIP is at this path";
      case 502, 504 -> path + "; the proxy is up, the SIP server behind it is not";
      case 503 ->
          path
              + "; the server is overloaded or limits its connections, or behind a proxy it is down";
      default -> path;
    };
  }

  /** Netty tells its reasons apart by their text alone. */
  private static boolean isAboutSubprotocol(WebSocketClientHandshakeException refused) {
    return String.valueOf(refused.getMessage()).startsWith("Invalid subprotocol");
  }

  private String against6455(Throwable cause) {
    return where()
        + " answered the upgrade against RFC 6455 ("
        + cause.getMessage()
        + "); check the port, and whether a proxy in between knows WebSockets";
  }

  private String where() {
    return server.host() + ":" + server.port();
  }

  private void fail(Fault fault, Layer layer, String message, int code, @Nullable Throwable cause) {
    failed.accept(new ConnectionFailedException(fault, layer, message, code, cause, null));
  }
}
