package io.jasip.examples.dialer;

import io.jasip.UA;
import io.jasip.UABuilder;
import io.jasip.trace.SipTrace;
import io.jasip.transport.TlsConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where to connect to and as whom: from options, or else from the environment. */
final class AccountOptions {

  static final int DEFAULT_PORT = 8089;
  static final String DEFAULT_PATH = "/ws";
  static final String UNREADABLE =
      "the password holds characters that the locale of this process lacks; set LC_ALL=C.UTF-8 in"
          + " the environment";

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = {
        "WebSocket of the SIP server, such as wss://pbx.example.com:8089/ws.",
        "Default: $$JASIP_SERVER, or wss:// made of $$ASTERISK_HOST, $$WEBSOCKET_PORT (8089) and"
            + " $$WEBSOCKET_PATH (/ws)."
      })
  @Nullable String server;

  @Option(
      names = "--user",
      paramLabel = "USER",
      description =
          "Extension, such as 250, or address, such as 250@example.com. Default: $$JASIP_USER.")
  @Nullable String user;

  @ArgGroup @Nullable Password password;

  @Option(
      names = "--domain",
      paramLabel = "DOMAIN",
      description = "Domain of the extension. Default: the host of the server.")
  @Nullable String domain;

  @ArgGroup @Nullable Trust trust;

  /** One of two ways to say the password. */
  static final class Password {
    @Option(
        names = "--password",
        paramLabel = "PASSWORD",
        description =
            "Others on this machine can read it in the list of processes. Default: $$JASIP_PASSWORD.")
    @Nullable String value;

    @Option(
        names = "--password-stdin",
        description = "Read the password from the first line of standard input.")
    boolean stdin;
  }

  /** One of two ways to say whom to trust. */
  static final class Trust {
    @Option(
        names = "--ca",
        paramLabel = "FILE",
        description =
            "Trust the certificates of this PEM file instead of those of the Java runtime.")
    @Nullable Path ca;

    @Option(
        names = "--insecure",
        description = "Trust any certificate. Whoever sits between can listen in.")
    boolean insecure;
  }

  /** The password, once {@link #builder} has found it; null if there is none. */
  private @Nullable String secret;

  /**
   * Begins a user agent.
   *
   * @throws IllegalArgumentException if something is missing or malformed; the message names it
   */
  UABuilder builder(Map<String, String> environment, boolean verbose) {
    UABuilder builder = UA.builder().server(serverUrl(environment)).tls(tls());
    String name = userName(environment);
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("the user is missing; give --user 250, or set JASIP_USER");
    }
    if (domain != null) {
      builder.domain(domain);
    }
    builder.user(name).userAgent("JaSIP dialer");
    secret = password(environment);
    if (secret != null) {
      if (!isReadable(secret)) {
        throw new IllegalArgumentException(UNREADABLE);
      }
      builder.password(secret);
    }
    if (verbose) {
      builder.trace(SipTrace.slf4j());
    }
    return builder;
  }

  /** The extension or address; null if there is none. */
  @Nullable String userName(Map<String, String> environment) {
    return user == null ? environment.get("JASIP_USER") : user;
  }

  /** The password that {@link #builder} has found, so that it can be masked; null if none. */
  @Nullable String secret() {
    return secret;
  }

  boolean readsStandardInput() {
    return password != null && password.stdin;
  }

  /**
   * The URL of the server.
   *
   * @throws IllegalArgumentException if it is missing
   */
  String serverUrl(Map<String, String> environment) {
    if (server != null) {
      return server;
    }
    String url = environment.getOrDefault("JASIP_SERVER", "");
    if (!url.isBlank()) {
      return url;
    }
    String host = environment.getOrDefault("ASTERISK_HOST", "");
    if (host.isBlank()) {
      throw new IllegalArgumentException(
          "the server is missing; give --server wss://host:8089/ws, or set JASIP_SERVER or"
              + " ASTERISK_HOST");
    }
    String port = environment.getOrDefault("WEBSOCKET_PORT", String.valueOf(DEFAULT_PORT));
    if (!port.matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException("WEBSOCKET_PORT \"" + port + "\" is not a port number");
    }
    String path = environment.getOrDefault("WEBSOCKET_PATH", DEFAULT_PATH);
    return "wss://" + host + ":" + port + (path.startsWith("/") ? "" : "/") + path;
  }

  /** Whether neither an option nor the environment says where to connect to. */
  boolean namesNoServer(Map<String, String> environment) {
    return server == null
        && environment.getOrDefault("JASIP_SERVER", "").isBlank()
        && environment.getOrDefault("ASTERISK_HOST", "").isBlank();
  }

  /** Whether a password was not changed by a locale that lacks its letters, as in containers. */
  static boolean isReadable(String password) {
    return password.indexOf('\uFFFD') < 0;
  }

  private TlsConfig tls() {
    if (trust != null && trust.ca != null) {
      return TlsConfig.trusting(trust.ca);
    }
    return trust != null && trust.insecure ? TlsConfig.insecure() : TlsConfig.system();
  }

  private @Nullable String password(Map<String, String> environment) {
    if (password == null) {
      return environment.get("JASIP_PASSWORD");
    }
    if (!password.stdin) {
      return password.value;
    }
    return secret == null ? passwordFromStdin() : secret; // one line, for however many user agents
  }

  private static String passwordFromStdin() {
    try {
      String line = StandardInput.readLine();
      if (line == null || line.isEmpty()) {
        throw new IllegalArgumentException(
            "--password-stdin: standard input is empty; write the password into it");
      }
      return line;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--password-stdin: standard input cannot be read: " + e.getMessage(), e);
    }
  }
}
