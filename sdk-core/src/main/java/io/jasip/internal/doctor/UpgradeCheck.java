package io.jasip.internal.doctor;

import io.jasip.fault.Fault;
import io.jasip.internal.transport.ServiceUnavailable;
import io.jasip.internal.transport.TlsFailure;
import io.jasip.transport.WebSocketServer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * The upgrade to a WebSocket. Where it is refused, other paths, another try and the status page of
 * Asterisk tell what the refusal means.
 */
final class UpgradeCheck implements Check {

  private static final List<String> USUAL_PATHS = List.of("/ws", "/asterisk/ws", "/wss", "/");
  private static final Pattern PREFIX =
      Pattern.compile("Prefix</i></td><td><b>/?([^<]*?)/?</b>", Pattern.CASE_INSENSITIVE);

  /** A server that boots is asked again after this time. */
  private static final Duration A_MOMENT = Duration.ofMillis(600);

  @Override
  public void run(Examination examination, Notes notes, Deadline deadline) throws Exception {
    WebSocketServer server = examination.server();
    Map<String, String> headers = examination.config().connect().headers();
    // What comes after a refusal needs time too.
    Upgrade upgrade = Upgrade.ask(examination, server.path(), headers, deadline.part(2));
    HttpAnswer answer = upgrade.answer();
    notes.saw("http.path", server.path()).saw("http.status", answer);
    for (String name : List.of("server", "via", "location", "sec-websocket-protocol")) {
      notes.saw("http." + name, answer.header(name).orElse(null));
    }
    if (upgrade.isForSip()) {
      examination.upgraded(answer);
      return;
    }
    if (!answer.body().isBlank()) {
      notes.saw("http.body", answer.body().replaceAll("<[^>]*>", " ").replaceAll("\\s+", " "));
    }
    if (upgrade.status() == 101) {
      notes.saw("http.websocket-accept", upgrade.proven() ? "right" : "wrong");
      notes.fails(
          upgrade.proven() ? Fault.WS_SUBPROTOCOL_NOT_CONFIRMED : Fault.HTTP_NOT_A_WEBSOCKET);
    } else if (upgrade.status() == 0) {
      explainSilence(examination, notes, upgrade, deadline);
    } else if (!headers.isEmpty() && ourHeadersAreTooMuch(examination, notes, deadline)) {
      notes.fails(Fault.HTTP_HEADERS_TOO_LARGE);
    } else {
      explain(examination, notes, upgrade, deadline);
    }
  }

  private static boolean ourHeadersAreTooMuch(
      Examination examination, Notes notes, Deadline deadline) {
    Upgrade bare =
        Upgrade.ask(examination, examination.server().path(), Map.of(), deadline.part(2));
    notes.saw("http.status.without-headers", bare.answer());
    return bare.isForSip();
  }

  private static void explainSilence(
      Examination examination, Notes notes, Upgrade upgrade, Deadline deadline) {
    WebSocketServer server = examination.server();
    if (upgrade.tlsFailure() != null) {
      notes.saw("tls.failure", upgrade.tlsFailure());
      notes.fails(TlsFailure.explain(server, upgrade.tlsFailure()).fault());
      return;
    }
    if (upgrade.refused()) {
      notes.saw("tcp.refused", "the next connection").fails(Fault.TCP_REFUSED);
      return;
    }
    notes.saw("http.closed", upgrade.closed());
    if (!server.secure() && speaksTls(examination, notes, deadline.part(2))) {
      notes.fails(Fault.PLAIN_ON_TLS_PORT);
    } else if (!upgrade.answer().body().isEmpty()) {
      notes.fails(Fault.PORT_OF_OTHER_SERVICE);
    } else if (upgrade.closed() && examination.asksForClientCertificate()) {
      notes.saw("tls.client-certificate", "asked for");
      notes.fails(Fault.TLS_CLIENT_CERTIFICATE_REFUSED);
    } else if (upgrade.closed()) {
      notes.fails(Fault.CONNECTION_SHUT);
    } else if (examination.isShutOut(deadline)) {
      notes.saw("tcp.now", "takes no more connections, as it did before");
      notes.fails(Fault.ADDRESS_BANNED);
    } else {
      notes.fails(Fault.HTTP_SILENT);
    }
  }

  private static boolean speaksTls(Examination examination, Notes notes, Deadline deadline) {
    TlsLook look = new TlsLook();
    try (Probe probe = examination.connect(deadline)) {
      deadline.await(
          probe.tls(
              look.context(),
              examination.route().bareHost(),
              examination.server().port(),
              deadline));
      notes.saw("tls.on-this-port", look.chain().get(0).getSubjectX500Principal().getName());
      return true;
    } catch (TimeoutException | ExecutionException | SSLException e) {
      return false;
    }
  }

  private static void explain(
      Examination examination, Notes notes, Upgrade upgrade, Deadline deadline) throws Exception {
    HttpAnswer answer = upgrade.answer();
    switch (upgrade.status()) {
      case 404 -> explainNotFound(examination, notes, answer, deadline);
      case 426 -> notes.fails(Fault.REVERSE_PROXY_STRIPS_UPGRADE);
      case 502 -> notes.fails(Fault.REVERSE_PROXY_UPSTREAM_DEAD);
      case 504, 408 -> notes.fails(Fault.REVERSE_PROXY_UPSTREAM_SILENT);
      case 413, 414, 431 -> notes.fails(Fault.HTTP_HEADERS_TOO_LARGE);
      case 401, 407, 511 -> notes.fails(Fault.HTTP_ACCESS_DENIED);
      case 403 ->
          notes.fails(
              lacksClientCertificate(examination)
                  ? Fault.TLS_CLIENT_CERTIFICATE_REFUSED
                  : Fault.HTTP_ACCESS_DENIED);
      case 301, 302, 303, 307, 308 -> notes.fails(Fault.HTTP_REDIRECT);
      case 429 -> notes.fails(Fault.HTTP_OVERLOADED);
      case 503 ->
          notes.fails(
              ServiceUnavailable.isLimit(
                      answer.header("server").orElse(""), answer.header("retry-after").isPresent())
                  ? Fault.HTTP_OVERLOADED
                  : Fault.REVERSE_PROXY_UPSTREAM_DEAD);
      case 400 -> explainBadRequest(examination, notes, upgrade, deadline);
      default -> notes.fails(Fault.HTTP_NOT_A_WEBSOCKET);
    }
  }

  /** Some servers finish the handshake without it and complain by HTTP. */
  private static boolean lacksClientCertificate(Examination examination) {
    return examination.asksForClientCertificate()
        && examination.config().tls().clientCertificate().isEmpty();
  }

  private static void explainBadRequest(
      Examination examination, Notes notes, Upgrade upgrade, Deadline deadline) {
    if (upgrade.answer().body().contains("too long")) {
      notes.fails(Fault.HTTP_HEADERS_TOO_LARGE);
    } else if (lacksClientCertificate(examination)) {
      notes.fails(Fault.TLS_CLIENT_CERTIFICATE_REFUSED);
    } else if (!upgrade.answer().isOfAsterisk()
        && !examination.server().secure()
        && speaksTls(examination, notes, deadline)) {
      notes.fails(Fault.PLAIN_ON_TLS_PORT); // that says so by HTTP
    } else if (!upgrade.isUnhandledProtocol()) {
      boolean elsewhere = otherPath(examination, notes, deadline);
      notes.fails(elsewhere ? Fault.WS_PATH_NOT_FOUND : Fault.HTTP_NOT_A_WEBSOCKET);
    } else if (comesLater(examination, notes, deadline)) {
      notes.warns(Fault.SERVER_BOOTING);
    } else {
      notes.saw(
          "http.sec-websocket-version",
          upgrade.answer().header("sec-websocket-version").orElse(null));
      notes.fails(Fault.WS_SUBPROTOCOL_UNHANDLED);
    }
  }

  private static void explainNotFound(
      Examination examination, Notes notes, HttpAnswer answer, Deadline deadline) {
    if (otherPath(examination, notes, deadline)) {
      notes.fails(Fault.WS_PATH_NOT_FOUND);
    } else if (answer.isOfAsterisk() && comesLater(examination, notes, deadline)) {
      notes.warns(Fault.SERVER_BOOTING);
    } else if (answer.isOfAsterisk()) {
      // Behind a reverse proxy, the paths that were tried may all lead to the same wrong one.
      notes.fails(answer.isOfReverseProxy() ? Fault.WS_PATH_NOT_FOUND : Fault.WS_MODULE_MISSING);
    } else if (answer.isOfReverseProxy()) {
      notes.fails(Fault.REVERSE_PROXY_NO_LOCATION);
    } else {
      notes.fails(Fault.HTTP_NOT_A_WEBSOCKET);
    }
  }

  /** Whether there is a WebSocket at another path than that of the URL. */
  private static boolean otherPath(Examination examination, Notes notes, Deadline deadline) {
    Set<String> paths = new LinkedHashSet<>();
    HttpAnswer status = get(examination, "/httpstatus", deadline);
    notes.saw("http.status-page", status);
    Matcher prefix = PREFIX.matcher(status.body());
    if (status.status() == 200 && prefix.find() && !prefix.group(1).isBlank()) {
      notes.saw("http.status-page.prefix", prefix.group(1));
      paths.add("/" + prefix.group(1) + "/ws");
    }
    paths.addAll(USUAL_PATHS);
    paths.remove(examination.server().path());
    for (String path : paths) {
      Upgrade other = Upgrade.ask(examination, path, Map.of(), deadline.part(3));
      notes.saw("http.path-tried", path + ": " + other.answer());
      if (other.isForSip() || other.isUnhandledProtocol()) {
        notes.saw("http.websocket-at", path);
        return true;
      }
    }
    return false;
  }

  private static HttpAnswer get(Examination examination, String path, Deadline deadline) {
    try (Probe probe = examination.connectForHttp(deadline.part(3))) {
      return probe.ask(
          "GET "
              + path
              + " HTTP/1.1\r\nHost: "
              + examination.server().host()
              + "\r\nConnection: close\r\n\r\n",
          deadline.part(3));
    } catch (TimeoutException | ExecutionException | SSLException e) {
      return HttpAnswer.of(new byte[0]);
    }
  }

  /** Asterisk opens its ports before its modules are there. */
  private static boolean comesLater(Examination examination, Notes notes, Deadline deadline) {
    while (pause(deadline)) {
      Upgrade again =
          Upgrade.ask(examination, examination.server().path(), Map.of(), deadline.part(2));
      notes.saw("http.status.a-moment-later", again.answer());
      if (again.isForSip()) {
        examination.upgraded(again.answer());
        examination.sawBooting();
        return true;
      }
    }
    return false;
  }

  /** False if there is no time for it. */
  private static boolean pause(Deadline deadline) {
    CompletableFuture<Void> moment = new CompletableFuture<>();
    moment.completeOnTimeout(null, A_MOMENT.toMillis(), TimeUnit.MILLISECONDS);
    try {
      deadline.await(moment);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    }
  }
}
