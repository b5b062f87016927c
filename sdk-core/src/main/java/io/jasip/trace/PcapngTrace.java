package io.jasip.trace;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes messages into a pcapng file. WebSockets within TLS could be read with the keys of TLS
 * only, and keys are secrets; so each message is written as it was within, as a UDP datagram
 * between the two ends of the connection, where the server's port is 5060: Wireshark (Telephony,
 * SIP Flows), tshark, sngrep and tcpdump know it as SIP without being told. Each packet's comment
 * names the server's URL. Content-Length is that of the message with its secrets masked.
 *
 * <p>The file is complete after each message, also when the process dies. A message of more than
 * 65,000 bytes is cut there.
 */
public final class PcapngTrace implements SipTrace, AutoCloseable {

  private final TraceThread thread;
  private final OutputStream file;

  private PcapngTrace(Path path, OutputStream file) {
    this.thread = new TraceThread(path.toString());
    this.file = file;
  }

  static PcapngTrace open(Path path) throws IOException {
    OutputStream file = null;
    try {
      file = Files.newOutputStream(path);
      file.write(PcapngBlocks.header());
    } catch (IOException e) {
      if (file != null) {
        file.close();
      }
      throw new IOException(
          "the trace file " + path + " cannot be written; check its folder and your rights: " + e,
          e);
    }
    return new PcapngTrace(path, file);
  }

  @Override
  public void onMessage(TracedMessage message) {
    thread.add(() -> file.write(packet(message)));
  }

  /** Writes what is still waiting, and closes the file. Messages that come later are dropped. */
  @Override
  public void close() {
    thread.close(file::close);
  }

  private static byte[] packet(TracedMessage message) {
    InetSocketAddress us = message.localAddress();
    InetSocketAddress server = message.remoteAddress();
    byte[] datagram =
        message.sent()
            ? UdpPacket.of(us, server, true, message.text())
            : UdpPacket.of(server, us, false, message.text());
    return PcapngBlocks.packet(message.time(), message.sent(), datagram, message.peer());
  }
}
