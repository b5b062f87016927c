package io.jasip.internal.ua;

import io.jasip.UAConfig;
import io.jasip.internal.location.ServerLocator;
import io.jasip.internal.location.ServerOrder;
import io.jasip.internal.loop.SipLoop;
import io.jasip.internal.transport.SipConnection;
import io.jasip.internal.transport.SipConnector;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionFailedException.Layer;
import io.jasip.transport.WebSocketServer;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Tries the servers of a configuration one after the other until one takes the connection (RFC 3263
 * section 4.3). On the loop.
 */
final class ServerHunt {

  private final SipLoop loop;
  private final UAConfig config;
  private final Platform.Place place;
  private final SipConnector.Attempt attempt;
  private final ServerAvailability availability;
  private Runnable giveUp = () -> {};
  private boolean over;
  private WebSocketServer server;
  private @Nullable ConnectionFailedException earlier;

  /**
   * Prepares.
   *
   * @param availability which servers to leave out, and told which have failed
   * @param attempt told exactly once how it went
   */
  ServerHunt(
      UAConfig config,
      Platform.Place place,
      ServerAvailability availability,
      SipConnector.Attempt attempt) {
    this.availability = availability;
    this.loop = place.loop();
    this.config = config;
    this.place = place;
    this.attempt = attempt;
    this.server = first(config);
  }

  /** The server of a configuration before anything was tried. */
  static WebSocketServer first(UAConfig config) {
    String domain = config.serverDomain();
    return domain == null
        ? config.servers().get(0)
        : new WebSocketServer(true, domain, 443, WebSocketServer.DEFAULT_PATH);
  }

  /** The server that was tried last, or took the connection. */
  WebSocketServer server() {
    return server;
  }

  void start() {
    String domain = config.serverDomain();
    if (domain == null) {
      begin(ServerOrder.byWeight(config.servers(), new SecureRandom()));
      return;
    }
    ServerLocator locator = place.locator();
    CompletableFuture<List<WebSocketServer>> found;
    try {
      found = locator.locate(domain);
    } catch (RuntimeException e) { // no socket can be opened
      found = CompletableFuture.failedFuture(e);
    }
    found.whenComplete((servers, failure) -> loop.run(() -> located(domain, servers, failure)));
  }

  private void located(
      String domain, @Nullable List<WebSocketServer> servers, @Nullable Throwable failure) {
    if (over) {
      return;
    }
    if (servers == null || servers.isEmpty()) {
      over = true;
      ConnectionFailedException why =
          new ConnectionFailedException(
              Layer.DNS,
              "the servers of \"" + domain + "\" cannot be looked up; give a wss:// address",
              0,
              failure);
      availability.of(List.of(server)); // no other is known any more
      availability.failed(server, why);
      attempt.onFailed(why);
    } else {
      begin(servers);
    }
  }

  /** Those that have failed a moment ago are left out, unless there are no others. */
  private void begin(List<WebSocketServer> servers) {
    List<WebSocketServer> available = availability.of(servers);
    next(available.isEmpty() ? servers : available, 0);
  }

  private void next(List<WebSocketServer> servers, int index) {
    server = servers.get(index);
    giveUp =
        place
            .connector()
            .connect(
                server,
                new SipConnector.Attempt() {
                  @Override
                  public SipConnection.Listener onOpen(SipConnection connection) {
                    over = true;
                    return attempt.onOpen(connection);
                  }

                  @Override
                  public void onFailed(ConnectionFailedException why) {
                    failed(why, servers, index);
                  }
                });
  }

  private void failed(ConnectionFailedException why, List<WebSocketServer> servers, int index) {
    if (over) {
      return;
    }
    availability.failed(server, why);
    if (earlier != null) {
      why.addSuppressed(earlier);
    }
    if (index + 1 < servers.size()) {
      earlier = why;
      next(servers, index + 1);
    } else {
      over = true;
      attempt.onFailed(why);
    }
  }

  /** Gives up; nobody is told. */
  void stop() {
    over = true;
    giveUp.run();
  }
}
