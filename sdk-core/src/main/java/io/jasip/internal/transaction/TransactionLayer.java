package io.jasip.internal.transaction;

import io.jasip.internal.loop.SipLoop;
import io.jasip.internal.message.ResponseBuilder;
import io.jasip.sip.CSeq;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.StatusCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The transactions of one user agent (RFC 3261 section 17). On the loop. */
public final class TransactionLayer {

  private final SipLoop loop;
  private final SipTimers timers;
  private final Predicate<SipMessage> transport;
  private final TransactionUser user;
  private final Map<TransactionKey, ClientTransaction> clients = new HashMap<>();
  private final Map<TransactionKey, ServerTransaction> servers = new HashMap<>();
  private final TransactionFlights flights = new TransactionFlights();

  /** By how many ways each request has come; a look at all would be slow while we are flooded. */
  private final Map<Way, Integer> ways = new HashMap<>();

  private record Way(String callId, CSeq cSeq, String fromTag) {
    static Way of(SipRequest request) {
      return new Way(request.callId(), request.cSeq(), request.from().tag().orElse(""));
    }
  }

  /**
   * Makes an empty layer.
   *
   * @param transport sends a message; false if there is no connection
   */
  public TransactionLayer(
      SipLoop loop, SipTimers timers, Predicate<SipMessage> transport, TransactionUser user) {
    this.loop = loop;
    this.timers = timers;
    this.transport = transport;
    this.user = user;
  }

  /**
   * Sends a request in a client transaction of its own. Not for ACK, which has none: see {@link
   * #send}.
   */
  public ClientTransaction request(SipRequest request, ClientTransactionUser requester) {
    TransactionKey key = TransactionKey.ofClient(request);
    flights.begin(key, request);
    if (request.is(SipMethod.INVITE)) {
      InviteClientTransaction transaction =
          new InviteClientTransaction(this, key, request, requester);
      clients.put(key, transaction);
      transaction.start();
      return transaction;
    }
    NonInviteClientTransaction transaction =
        new NonInviteClientTransaction(this, key, request, requester);
    clients.put(key, transaction);
    transaction.start();
    return transaction;
  }

  /** Takes a message that has come in. */
  public void receive(SipMessage message) {
    if (message instanceof SipRequest request) {
      receive(request);
    } else if (message instanceof SipResponse response) {
      TransactionKey key = TransactionKey.ofClient(response);
      ClientTransaction client = clients.get(key);
      if (client != null && answers(client.request(), response)) {
        flights.response(key, response.status());
        client.receive(response);
      } else {
        user.onStrayResponse(response);
      }
    }
  }

  /**
   * Whether a response repeats what its request says of the dialog (RFC 3261 section 8.2.6.2). One
   * that has the branch and not these would make a dialog that is nobody's.
   */
  private static boolean answers(SipRequest request, SipResponse response) {
    return request.callId().equals(response.callId())
        && request.cSeq().equals(response.cSeq())
        && request.from().tag().equals(response.from().tag());
  }

  private void receive(SipRequest request) {
    TransactionKey key = TransactionKey.ofServer(request);
    ServerTransaction known = servers.get(key);
    if (request.is(SipMethod.ACK)) {
      if (known instanceof InviteServerTransaction invite) {
        invite.receiveAck(request);
      } else {
        user.onStrayAck(request);
      }
    } else if (known instanceof InviteServerTransaction invite) {
      invite.receiveAgain();
    } else if (known instanceof NonInviteServerTransaction other) {
      other.receiveAgain();
    } else {
      receiveNew(key, request);
    }
  }

  private void receiveNew(TransactionKey key, SipRequest request) {
    ways.merge(Way.of(request), 1, Integer::sum);
    flights.begin(key, request);
    if (request.is(SipMethod.INVITE)) {
      InviteServerTransaction transaction = new InviteServerTransaction(this, key, request);
      servers.put(key, transaction);
      user.onRequest(transaction);
      return;
    }
    NonInviteServerTransaction transaction = new NonInviteServerTransaction(this, key, request);
    servers.put(key, transaction);
    if (!request.is(SipMethod.CANCEL)) {
      user.onRequest(transaction);
    } else if (servers.get(TransactionKey.ofCancelledInvite(request))
        instanceof InviteServerTransaction invite) {
      invite.receiveCancel(transaction);
    } else {
      transaction.respond(
          new ResponseBuilder(request, StatusCode.CALL_DOES_NOT_EXIST, transaction.localTag())
              .build());
    }
  }

  /** Tells every transaction that the connection is gone. */
  public void transportError() {
    List<ClientTransaction> hitClients = new ArrayList<>(clients.values());
    List<ServerTransaction> hitServers = new ArrayList<>(servers.values());
    hitClients.forEach(ClientTransaction::transportError);
    for (ServerTransaction server : hitServers) {
      if (server instanceof InviteServerTransaction invite) {
        invite.transportError();
      } else if (server instanceof NonInviteServerTransaction other) {
        other.transportError();
      }
    }
  }

  /**
   * Whether another request with this key's Call-ID, From tag and CSeq came by another way (RFC
   * 3261 8.2.2.2).
   */
  public boolean isMerged(SipRequest request) {
    if (request.to().tag().isPresent()) {
      return false;
    }
    int itself = servers.containsKey(TransactionKey.ofServer(request)) ? 1 : 0;
    return ways.getOrDefault(Way.of(request), 0) > itself;
  }

  /**
   * Sends a message outside of any transaction: the ACK of a 2xx. False if there is no connection.
   */
  public boolean send(SipMessage message) {
    if (!flights.isEmpty() && message instanceof SipResponse response) {
      flights.response(TransactionKey.ofServer(response), response.status());
    }
    return transport.test(message);
  }

  /**
   * Sends the request of a transaction, which is told soon, and not while it is being made, if that
   * cannot be.
   */
  void send(ClientTransaction transaction) {
    if (!send(transaction.request())) {
      loop.execute(transaction::transportError);
    }
  }

  /**
   * Whether a request that came in is one of ours that has found its way back (RFC 3261 section
   * 16.3). One whose Request-URI has changed is none: it was meant to come to us.
   */
  public boolean isLooped(SipRequest request) {
    return clients.values().stream()
        .map(ClientTransaction::request)
        .anyMatch(
            own ->
                own.callId().equals(request.callId())
                    && own.cSeq().equals(request.cSeq())
                    && own.from().tag().equals(request.from().tag())
                    && own.uri().equals(request.uri()));
  }

  /**
   * Forgets an INVITE that was cancelled and that the server then never answered (RFC 3261 section
   * 9.1).
   */
  public void abandon(ClientTransaction cancelled) {
    forget(TransactionKey.ofClient(cancelled.request()));
  }

  /** Whether a request is a repetition, which the answer to the first one is for too. */
  public boolean knows(SipRequest request) {
    return servers.containsKey(TransactionKey.ofServer(request));
  }

  /** How many requests of others there are whose transaction has not ended. */
  public int received() {
    return servers.size();
  }

  /** How many transactions there are. */
  public int size() {
    return clients.size() + servers.size();
  }

  /** An ACK of a 2xx that a peer of RFC 2543 sends in the transaction of its INVITE. */
  void ackOfSuccess(SipRequest ack) {
    user.onStrayAck(ack);
  }

  void forget(TransactionKey key) {
    flights.end(key);
    if (key.server()) {
      ServerTransaction gone = servers.remove(key);
      if (gone != null) {
        ways.computeIfPresent(Way.of(gone.request()), (way, count) -> count > 1 ? count - 1 : null);
      }
    } else {
      clients.remove(key);
    }
  }

  SipLoop.Timer schedule(Duration delay, Runnable task) {
    return loop.schedule(delay, task);
  }

  SipTimers timers() {
    return timers;
  }
}
