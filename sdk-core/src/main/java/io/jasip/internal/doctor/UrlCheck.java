package io.jasip.internal.doctor;

import io.jasip.UAConfig;
import io.jasip.doctor.Evidence;
import io.jasip.doctor.ServerUrl;
import io.jasip.transport.WebSocketServer;

/** Scheme, host, port and path, as far as they tell something without a question to anybody. */
final class UrlCheck implements Check {

  @Override
  public void run(Examination examination, Notes notes, Deadline deadline) {
    UAConfig config = examination.config();
    if (config.serverDomain() != null) {
      notes.saw("url", config.serverName());
      return;
    }
    WebSocketServer server = examination.server();
    notes
        .saw("url", server.url())
        .saw("url.scheme", server.secure() ? "wss" : "ws")
        .saw("url.host", server.host())
        .saw("url.port", server.port())
        .saw("url.path", server.path());
    if (config.servers().size() > 1) {
      notes.saw("url.others", config.servers().size() - 1);
    }
    boolean credentials = config.credentials() != null || config.credentialsProvider() != null;
    ServerUrl.check(server, credentials)
        .forEach(
            finding ->
                notes.warns(
                    finding.fault(),
                    finding.evidence().stream().map(Evidence::name).toArray(String[]::new)));
  }
}
