package io.jasip.internal.doctor;

import io.jasip.internal.transport.CertificateSpec.Made;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A port of the loopback address with a server behind it that does as it is told. */
final class IllServer implements AutoCloseable {

  /** What is done with a connection, on a thread of its own. */
  interface Behaviour {
    void serve(Socket client) throws IOException;
  }

  private final ServerSocket port;
  private final Thread acceptor;
  private final List<Socket> clients = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private IllServer(ServerSocket port, Behaviour behaviour) {
    this.port = port;
    acceptor =
        daemon(
            () -> {
              while (!port.isClosed()) {
                try {
                  Socket client = port.accept();
                  clients.add(client);
                  daemon(() -> serve(client, behaviour));
                } catch (IOException e) {
                  return; // closed
                }
              }
            });
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "ill-server");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void serve(Socket client, Behaviour behaviour) {
    try {
      behaviour.serve(client);
    } catch (IOException e) {
      // The doctor has seen enough.
    }
  }

  static IllServer plain(Behaviour behaviour) {
    return new IllServer(open(ServerSocketFactory.getDefault()), behaviour);
  }

  private static ServerSocket open(ServerSocketFactory factory) {
    try {
      return factory.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server that says nothing. */
  static IllServer silent() {
    return plain(
        client -> client.getInputStream().transferTo(java.io.OutputStream.nullOutputStream()));
  }

  /** A web server; an answer of null is none, an empty one ends the connection. */
  static IllServer http(Function<String, @Nullable String> answer) {
    IllServer[] self = new IllServer[1];
    self[0] = plain(client -> answer(client, self, answer));
    return self[0];
  }

  /** A web server with TLS. */
  static IllServer https(
      Made certificate, Function<String, @Nullable String> answer, Made... others) {
    IllServer[] self = new IllServer[1];
    self[0] =
        new IllServer(
            open(tls(certificate, others).getServerSocketFactory()),
            client -> answer(client, self, answer));
    return self[0];
  }

  private static SSLContext tls(Made certificate, Made... others) {
    try {
      List<Certificate> chain = new ArrayList<>(List.of(certificate.certificate()));
      for (Made each : others) {
        chain.add(each.certificate());
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "key", certificate.keys().getPrivate(), new char[0], chain.toArray(new Certificate[0]));
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void answer(
      Socket client, IllServer[] self, Function<String, @Nullable String> answer)
      throws IOException {
    InputStream in = client.getInputStream();
    StringBuilder request = new StringBuilder();
    for (int b = in.read(); b >= 0; b = in.read()) {
      request.append((char) b);
      if (request.toString().endsWith("\r\n\r\n")) {
        String asked = request.toString();
        self[0].requests.add(asked);
        request.setLength(0);
        String text = answer.apply(asked);
        if (text == null) {
          continue;
        }
        if (text.isEmpty()) {
          client.close();
          return;
        }
        client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        client.getOutputStream().flush();
      }
    }
  }

  /** An answer with a body. */
  static String page(int status, String reason, String server, String body) {
    return "HTTP/1.1 "
        + status
        + " "
        + reason
        + "\r\nServer: "
        + server
        + "\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  /** The proof that a request to upgrade was understood (RFC 6455 section 4.2.2). */
  static String accept(String request) {
    String key = request.replaceFirst("(?is).*sec-websocket-key: *([^\\r\\n]+).*", "$1");
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-1")
                  .digest(
                      (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                          .getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Carries bytes both ways until one side ends. */
  static void pipe(Socket one, Socket other) throws IOException {
    daemon(
        () -> {
          try {
            other.getInputStream().transferTo(one.getOutputStream());
            one.close();
          } catch (IOException e) {
            // The other direction ends it.
          }
        });
    one.getInputStream().transferTo(other.getOutputStream());
  }

  /** What Asterisk says of a path that it does not have. */
  static String notFoundByAsterisk() {
    return page(
        404,
        "Not Found",
        "Asterisk/22.10.1",
        "<h1>Not Found</h1><p>The requested URL was not found on this server.</p>"
            + "<address>Asterisk/22.10.1</address>");
  }

  int port() {
    return port.getLocalPort();
  }

  String url(boolean secure) {
    return (secure ? "wss" : "ws") + "://localhost:" + port() + "/ws";
  }

  /** What web servers were asked, in order. */
  List<String> requests() {
    return requests;
  }

  /** From now on the port refuses connections; those that there are stay. */
  void stopListening() {
    try {
      port.close();
      acceptor.join(); // a port takes connections as long as somebody waits for one
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stopListening();
    try {
      for (Socket each : clients) {
        each.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
