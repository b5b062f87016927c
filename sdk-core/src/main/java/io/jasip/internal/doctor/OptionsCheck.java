package io.jasip.internal.doctor;

import io.jasip.fault.Fault;
import io.jasip.internal.message.Identifiers;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import io.jasip.transport.ConnectionFailedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Whether the server answers SIP at all: an OPTIONS request without credentials, to which any
 * status is an answer. Without one, a ping and a second WebSocket tell a dead connection from a
 * server that has lost its first requests while it was starting.
 */
final class OptionsCheck implements Check {

  @Override
  public void run(Examination examination, Notes notes, Deadline deadline) throws Exception {
    SipResponse answer = ask(examination.line(), notes, deadline.part(2));
    if (answer != null) {
      describe(examination, notes, answer);
      return;
    }
    if (notes.failed()) {
      return;
    }
    boolean alive = pings(examination.line(), deadline.part(4));
    notes.saw("options.ping", alive ? "answered" : "unanswered");
    SipLine second;
    try {
      second = deadline.await(SipLine.open(examination));
    } catch (TimeoutException | ExecutionException e) {
      notes.saw("options.second-websocket", "does not open");
      notes.fails(alive ? Fault.SIP_SILENT : Fault.WS_DEAD);
      return;
    }
    examination.line(second);
    CompletableFuture<SipResponse> other = second.ask(registerQuery(second));
    SipResponse again = ask(second, notes, deadline.part(2));
    notes.saw("options.second-websocket", again == null ? "no answer either" : again.startLine());
    if (again != null) {
      notes.warns(Fault.SERVER_BOOTING);
      describe(examination, notes, again);
    } else if (other.isDone() && !other.isCompletedExceptionally()) {
      // It answers what it cares for, and no OPTIONS.
      notes.saw("options.register-instead", other.join().startLine());
    } else if (!notes.failed()) {
      notes.fails(alive ? Fault.SIP_SILENT : Fault.WS_DEAD);
    }
  }

  /** A REGISTER that changes nothing and proves nothing (RFC 3261 section 10.2.3). */
  private static SipRequest registerQuery(SipLine line) {
    NameAddr account = line.identity().addressOfRecord().withoutParameters();
    return line.request(SipMethod.REGISTER, domain(account), account, Identifiers.callId(), 1)
        .build();
  }

  private static SipUri domain(NameAddr account) {
    SipUri uri = account.uri();
    return SipUri.parse(uri.scheme() + ":" + uri.host() + (uri.port() > 0 ? ":" + uri.port() : ""));
  }

  /** Null if no answer came, or the WebSocket was closed, which is a failure. */
  private static @Nullable SipResponse ask(SipLine line, Notes notes, Deadline deadline) {
    SipUri domain = domain(line.identity().addressOfRecord());
    try {
      return deadline.await(
          line.ask(
              line.request(SipMethod.OPTIONS, domain, NameAddr.of(domain), Identifiers.callId(), 1)
                  .header("Contact", NameAddr.of(line.identity().contact()).toString())
                  .header("Accept", "application/sdp")
                  .build()));
    } catch (TimeoutException e) {
      return null;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ConnectionFailedException why) {
        notes.saw("websocket.close-code", why.code()).saw("websocket.closed", why.getMessage());
        notes.fails(why.fault());
      }
      return null;
    }
  }

  private static boolean pings(SipLine line, Deadline deadline) {
    try {
      deadline.await(line.ping(false));
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    }
  }

  private static void describe(Examination examination, Notes notes, SipResponse answer) {
    @Nullable String server =
        answer.header("Server").orElse(answer.header("User-Agent").orElse(null));
    examination.asterisk(server != null && server.contains("Asterisk"));
    notes
        .saw("options.answer", answer.startLine())
        .saw("sip.server", server)
        .saw("options.allow", answer.header("Allow").orElse(null));
  }
}
