package io.jasip.internal.doctor;

import io.jasip.fault.Fault;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.WebSocketServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * The servers that the user agent would turn to if the examined one failed: a WebSocket to each of
 * them, all at once, as the user agent opens its. Nothing is sent on them, no user name and no
 * password.
 */
final class OtherServersCheck implements Check {

  @Override
  public void run(Examination examination, Notes notes, Deadline deadline) throws Exception {
    List<WebSocketServer> others = examination.others();
    if (others.isEmpty()) {
      notes.saw("servers", "one").skip();
      return;
    }
    Map<WebSocketServer, CompletableFuture<SipLine>> opening = new LinkedHashMap<>();
    others.forEach(each -> opening.put(each, SipLine.open(examination.of(each))));
    for (Map.Entry<WebSocketServer, CompletableFuture<SipLine>> each : opening.entrySet()) {
      String name = Shown.text("server." + each.getKey().url());
      try {
        deadline.await(each.getValue());
        notes.saw(name, "takes WebSockets");
      } catch (TimeoutException e) {
        notes.saw(name, "no answer in time").warns(Fault.OTHER_SERVER_DOWN, name);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof ConnectionFailedException why)) {
          throw e;
        }
        notes.saw(name, why.fault() + ": " + why.getMessage());
        notes.warns(Fault.OTHER_SERVER_DOWN, name);
      }
    }
  }
}
