package io.jasip.internal.doctor;

import io.jasip.fault.Fault;
import io.jasip.internal.message.Identifiers;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import io.jasip.transport.ConnectionFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Whether the server answers SIP at all: an OPTIONS request without credentials, to which any
 * status is an answer. Without one, a ping and a second WebSocket tell a dead connection from a
 * server that loses the requests that come while it is starting.
 */
final class OptionsCheck implements Check {

  /** A server that says nothing is asked again after this time. */
  private static final Duration A_MOMENT = Duration.ofMillis(600);

  @Override
  public void run(Examination examination, Notes notes, Deadline deadline) throws Exception {
    SipResponse answer = answer(options(examination.line()), notes, deadline.part(4));
    if (answer != null) {
      describe(notes, answer);
      return;
    }
    if (notes.failed()) {
      return;
    }
    boolean alive = pings(examination.line(), deadline.part(4));
    notes.saw("options.ping", alive ? "answered" : "unanswered");
    Fault silent =
        !alive ? Fault.WS_DEAD : examination.isBooting() ? Fault.SERVER_BOOTING : Fault.SIP_SILENT;
    SipLine second;
    try {
      second = deadline.await(SipLine.open(examination));
    } catch (TimeoutException | ExecutionException e) {
      notes.saw("options.second-websocket", "does not open");
      notes.fails(silent);
      return;
    }
    examination.line(second);
    CompletableFuture<SipResponse> other = second.ask(registerQuery(second));
    SipResponse again = askUntilAnswered(second, other, notes, deadline);
    notes.saw("options.second-websocket", again == null ? "no answer either" : again.startLine());
    if (again != null) {
      notes.warns(Fault.SERVER_BOOTING);
      describe(notes, again);
    } else if (other.isDone() && !other.isCompletedExceptionally()) {
      // It answers what it cares for, and no OPTIONS.
      notes.saw("options.register-instead", other.join().startLine());
    } else if (!notes.failed()) {
      notes.fails(silent);
    }
  }

  /** What a server reads before it has started is lost: each moment it gets a new request. */
  private static @Nullable SipResponse askUntilAnswered(
      SipLine line, CompletableFuture<?> other, Notes notes, Deadline deadline) {
    List<CompletableFuture<SipResponse>> asked = new ArrayList<>();
    SipResponse answer = null;
    while (answer == null && !notes.failed() && !other.isDone() && !deadline.isOver()) {
      asked.add(options(line));
      CompletableFuture<SipResponse> any =
          CompletableFuture.anyOf(asked.toArray(new CompletableFuture<?>[0]))
              .thenApply(SipResponse.class::cast);
      answer = answer(any, notes, deadline.orIn(A_MOMENT));
    }
    return answer;
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

  private static CompletableFuture<SipResponse> options(SipLine line) {
    SipUri domain = domain(line.identity().addressOfRecord());
    return line.ask(
        line.request(SipMethod.OPTIONS, domain, NameAddr.of(domain), Identifiers.callId(), 1)
            .header("Contact", NameAddr.of(line.identity().contact()).toString())
            .header("Accept", "application/sdp")
            .build());
  }

  /** Null if no answer came, or the WebSocket was closed, which is a failure. */
  private static @Nullable SipResponse answer(
      CompletableFuture<SipResponse> asked, Notes notes, Deadline deadline) {
    try {
      return deadline.await(asked);
    } catch (TimeoutException e) {
      return null;
    } catch (ExecutionException e) {
      Throwable cause =
          e.getCause() instanceof CompletionException inner ? inner.getCause() : e.getCause();
      if (cause instanceof ConnectionFailedException why) {
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

  private static void describe(Notes notes, SipResponse answer) {
    notes
        .saw("options.answer", answer.startLine())
        .saw("sip.server", answer.header("Server").orElse(answer.header("User-Agent").orElse(null)))
        .saw("options.allow", answer.header("Allow").orElse(null));
  }
}
