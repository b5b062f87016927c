package io.jasip.internal.doctor;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Asks one STUN or TURN server: for our address as it sees it (RFC 8489), or for a relay with
 * long-term credentials (RFC 8656 section 7), which is given back at once. Blocks.
 */
final class StunClient {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int FIRST_WAIT_MS = 250;
  private static final int UDP_PROTOCOL = 17;

  /**
   * A STUN or TURN URL (RFC 7064, RFC 7065).
   *
   * @param turn whether a relay is asked for
   */
  record Address(boolean turn, boolean tls, boolean tcp, String host, int port) {

    static Address parse(String url) {
      String scheme = url.substring(0, url.indexOf(':')).toLowerCase(Locale.ROOT);
      String rest = url.substring(scheme.length() + 1);
      boolean tcp = rest.toLowerCase(Locale.ROOT).endsWith("?transport=tcp");
      String hostPort = rest.replaceFirst("[?].*", "");
      boolean tls = scheme.endsWith("s");
      int colon = hostPort.lastIndexOf(':');
      boolean withPort = colon > hostPort.lastIndexOf(']');
      String host = withPort ? hostPort.substring(0, colon) : hostPort;
      int port = withPort ? Integer.parseInt(hostPort.substring(colon + 1)) : (tls ? 5349 : 3478);
      return new Address(
          scheme.startsWith("turn"), tls, tcp || tls, host.replaceAll("[\\[\\]]", ""), port);
    }
  }

  /** A way to the server that carries whole messages. */
  private interface Way extends AutoCloseable {
    StunMessage ask(StunMessage request, Deadline deadline) throws IOException;

    @Override
    void close() throws IOException;
  }

  private StunClient() {}

  /**
   * Asks.
   *
   * @param username null for STUN
   * @return the answer that counts
   * @throws IOException if none comes
   */
  static StunMessage ask(
      Address to,
      InetAddress address,
      @Nullable String username,
      @Nullable String password,
      Deadline deadline)
      throws IOException {
    try (Way way = to.tcp() ? overTcp(to, address, deadline) : overUdp(to, address)) {
      if (!to.turn() || username == null || password == null) {
        return way.ask(StunMessage.request(StunMessage.BINDING, id()), deadline);
      }
      return allocate(way, username, password, deadline);
    }
  }

  private static StunMessage allocate(Way way, String username, String password, Deadline deadline)
      throws IOException {
    StunMessage answer = way.ask(allocate(), deadline);
    // 401 asks who we are, 438 says that the nonce is old (RFC 8489 section 9.2.4).
    for (int tries = 0; tries < 2 && asksAgain(answer, tries); tries++) {
      String realm = answer.text(StunMessage.REALM).orElse("");
      String nonce = answer.text(StunMessage.NONCE).orElse("");
      answer = way.ask(proven(allocate(), username, realm, nonce, password), deadline);
      if (answer.isSuccess()) {
        StunMessage refresh =
            StunMessage.request(StunMessage.REFRESH, id())
                .with(StunMessage.LIFETIME, new byte[] {0, 0, 0, 0});
        giveBack(way, proven(refresh, username, realm, nonce, password), deadline);
      }
    }
    return answer;
  }

  private static boolean asksAgain(StunMessage answer, int tries) {
    return answer.errorCode() == 438 || (answer.errorCode() == 401 && tries == 0);
  }

  private static StunMessage allocate() {
    return StunMessage.request(StunMessage.ALLOCATE, id())
        .with(StunMessage.REQUESTED_TRANSPORT, new byte[] {UDP_PROTOCOL, 0, 0, 0});
  }

  private static StunMessage proven(
      StunMessage request, String username, String realm, String nonce, String password) {
    return request
        .with(StunMessage.USERNAME, username)
        .with(StunMessage.REALM, realm)
        .with(StunMessage.NONCE, nonce)
        .signed(username, realm, password);
  }

  private static void giveBack(Way way, StunMessage refresh, Deadline deadline) {
    try {
      way.ask(refresh, deadline.part(2));
    } catch (IOException e) {
      // It ends by itself after some minutes.
    }
  }

  private static byte[] id() {
    byte[] id = new byte[12];
    RANDOM.nextBytes(id);
    return id;
  }

  private static Way overUdp(Address to, InetAddress address) throws IOException {
    DatagramSocket socket = new DatagramSocket();
    // A connected socket hears at once when nothing listens on the port.
    try {
      socket.connect(new InetSocketAddress(address, to.port()));
    } catch (IOException | UncheckedIOException e) {
      socket.close();
      throw e;
    }
    return new Way() {
      @Override
      public StunMessage ask(StunMessage request, Deadline deadline) throws IOException {
        byte[] out = request.bytes();
        byte[] in = new byte[2048];
        for (int wait = FIRST_WAIT_MS; !deadline.isOver(); wait *= 2) {
          socket.send(new DatagramPacket(out, out.length));
          Deadline tillNext = deadline.orIn(java.time.Duration.ofMillis(wait));
          while (!tillNext.isOver()) {
            socket.setSoTimeout((int) Math.max(1, tillNext.left().toMillis()));
            DatagramPacket packet = new DatagramPacket(in, in.length);
            try {
              socket.receive(packet);
            } catch (SocketTimeoutException e) {
              break;
            }
            StunMessage answer = StunMessage.read(in, packet.getLength()).orElse(null);
            if (answer != null && answer.answers(request)) {
              return answer;
            }
          }
        }
        throw new SocketTimeoutException("no answer");
      }

      @Override
      public void close() {
        socket.close();
      }
    };
  }

  private static Way overTcp(Address to, InetAddress address, Deadline deadline)
      throws IOException {
    Socket plain = new Socket();
    // A handshake may take any number of reads, each of them in time.
    CompletableFuture.delayedExecutor(deadline.left().toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> close(plain));
    try {
      plain.connect(
          new InetSocketAddress(address, to.port()), (int) Math.max(1, deadline.left().toMillis()));
      plain.setSoTimeout((int) Math.max(1, deadline.left().toMillis()));
      Socket socket = to.tls() ? tls(plain, to) : plain;
      return new StreamWay(socket);
    } catch (IOException e) {
      close(plain);
      throw e;
    }
  }

  private static Socket tls(Socket plain, Address to) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            ((SSLSocketFactory) SSLSocketFactory.getDefault())
                .createSocket(plain, to.host(), to.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // There is nothing left to do with it.
    }
  }

  /** Messages one after the other: the length in the header tells where each ends. */
  private record StreamWay(Socket socket) implements Way {
    @Override
    public StunMessage ask(StunMessage request, Deadline deadline) throws IOException {
      socket.getOutputStream().write(request.bytes());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      while (!deadline.isOver()) {
        socket.setSoTimeout((int) Math.max(1, deadline.left().toMillis()));
        byte[] bytes = new byte[StunMessage.HEADER];
        in.readFully(bytes);
        int length = ((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff);
        byte[] whole = java.util.Arrays.copyOf(bytes, StunMessage.HEADER + length);
        in.readFully(whole, StunMessage.HEADER, length);
        StunMessage answer =
            StunMessage.read(whole, whole.length)
                .orElseThrow(() -> new IOException("the answer is no STUN"));
        if (answer.answers(request)) {
          return answer;
        }
      }
      throw new InterruptedIOException("no answer");
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
