package io.jasip.internal.doctor;

import io.jasip.fault.Fault;
import io.jasip.media.IceServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Each STUN and TURN server of the configuration, all at once. A STUN server that is gone makes
 * calls slow, which is a warning; who configures a TURN server needs it.
 */
final class IceServersCheck implements Check {

  /** What became of one URL. */
  private record Outcome(
      @Nullable Fault fault, @Nullable String problem, @Nullable StunMessage answer) {}

  @Override
  public void run(Examination examination, Notes notes, Deadline deadline) throws Exception {
    Map<String, CompletableFuture<Outcome>> asked = new LinkedHashMap<>();
    Deadline each = Deadline.in(deadline.left().multipliedBy(9).dividedBy(10));
    for (IceServer server : examination.config().iceServers()) {
      for (String url : server.urls()) {
        asked.put(
            url,
            CompletableFuture.supplyAsync(
                () -> ask(server, StunClient.Address.parse(url), each), examination.background()));
      }
    }
    if (asked.isEmpty()) {
      notes.saw("ice-servers", "none configured").skip();
      return;
    }
    for (Map.Entry<String, CompletableFuture<Outcome>> entry : asked.entrySet()) {
      String url = entry.getKey();
      boolean turn = StunClient.Address.parse(url).turn();
      try {
        judge(notes, url, turn, deadline.await(entry.getValue()));
      } catch (TimeoutException | ExecutionException e) {
        judge(notes, url, turn, new Outcome(unreachable(turn), "no answer in time", null));
      }
    }
  }

  private static Fault unreachable(boolean turn) {
    return turn ? Fault.TURN_UNREACHABLE : Fault.STUN_UNREACHABLE;
  }

  private static Outcome ask(IceServer server, StunClient.Address to, Deadline deadline) {
    InetAddress address;
    try {
      address = InetAddress.getByName(to.host());
    } catch (UnknownHostException e) {
      return new Outcome(Fault.STUN_NAME_UNKNOWN, "no address of " + to.host(), null);
    }
    try {
      StunMessage answer =
          StunClient.ask(to, address, server.username(), server.credential(), deadline);
      if (answer.isSuccess()) {
        return new Outcome(null, null, answer);
      }
      String refusal = answer.errorCode() + " " + answer.errorPhrase();
      boolean unauthorized = answer.errorCode() == 401 || answer.errorCode() == 441;
      return new Outcome(
          !to.turn()
              ? Fault.STUN_UNREACHABLE
              : unauthorized ? Fault.TURN_CREDENTIALS_REFUSED : Fault.TURN_REFUSED,
          refusal,
          answer);
    } catch (IOException e) {
      return new Outcome(
          unreachable(to.turn()), e.getMessage() == null ? e.toString() : e.getMessage(), null);
    }
  }

  private static void judge(Notes notes, String url, boolean turn, Outcome outcome) {
    String name = "ice-server." + url;
    StunMessage answer = outcome.answer();
    if (answer != null && outcome.fault() == null) {
      notes.saw(name, "answers");
      answer
          .address(StunMessage.XOR_MAPPED_ADDRESS)
          .ifPresent(at -> notes.saw(name + ".mapped", text(at)));
      answer
          .address(StunMessage.XOR_RELAYED_ADDRESS)
          .ifPresent(at -> notes.saw(name + ".relayed", text(at)));
      return;
    }
    notes.saw(name, outcome.problem());
    Fault fault = outcome.fault() == null ? Fault.UNEXPLAINED : outcome.fault();
    if (turn) {
      notes.fails(fault, name);
    } else {
      notes.warns(fault, name);
    }
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }
}
