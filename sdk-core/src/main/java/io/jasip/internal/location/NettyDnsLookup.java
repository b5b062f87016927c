package io.jasip.internal.location;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the name servers of the operating system by Netty. */
public final class NettyDnsLookup implements DnsLookup {

  private static final Logger LOG = LoggerFactory.getLogger(NettyDnsLookup.class);
  private static final long QUERY_TIMEOUT_MS = 2_000;

  private final EventLoop loop;
  private final @Nullable DnsServerAddressStreamProvider nameServers;

  /** Asks from a loop. Nothing is opened before the first question. */
  public NettyDnsLookup(EventLoop loop) {
    this(loop, null);
  }

  /**
   * Asks others than those of the operating system.
   *
   * @param nameServers null for the operating system's
   */
  NettyDnsLookup(EventLoop loop, @Nullable DnsServerAddressStreamProvider nameServers) {
    this.loop = loop;
    this.nameServers = nameServers;
  }

  @Override
  public CompletableFuture<List<SrvRecord>> srv(String name) {
    return ask(name, DnsRecordType.SRV, NettyDnsLookup::readSrv);
  }

  @Override
  public CompletableFuture<List<NaptrRecord>> naptr(String name) {
    return ask(name, DnsRecordType.NAPTR, NettyDnsLookup::readNaptr);
  }

  private <T> CompletableFuture<List<T>> ask(
      String name, DnsRecordType type, Function<ByteBuf, T> reader) {
    DnsQuestion question;
    try {
      question = new DefaultDnsQuestion(name + ".", type);
    } catch (IllegalArgumentException e) { // a label that is empty or too long
      return CompletableFuture.completedFuture(List.of());
    }
    CompletableFuture<List<T>> answer = new CompletableFuture<>();
    DnsNameResolverBuilder builder =
        new DnsNameResolverBuilder(loop)
            .datagramChannelType(NioDatagramChannel.class)
            .socketChannelType(NioSocketChannel.class) // for answers that a datagram cannot hold
            .queryTimeoutMillis(QUERY_TIMEOUT_MS);
    if (nameServers != null) {
      builder.nameServerProvider(nameServers);
    }
    DnsNameResolver resolver = builder.build();
    resolver
        .resolveAll(question)
        .addListener(
            done -> {
              if (done.isSuccess()) {
                @SuppressWarnings("unchecked")
                List<DnsRecord> records = (List<DnsRecord>) done.getNow();
                answer.complete(read(records, type, reader));
              } else {
                LOG.debug(
                    "DNS: no {} records of {}: {}",
                    type.name(),
                    name,
                    String.valueOf(done.cause()));
                answer.complete(List.of());
              }
              resolver.close();
            });
    return answer;
  }

  private static <T> List<T> read(
      List<DnsRecord> records, DnsRecordType type, Function<ByteBuf, T> reader) {
    List<T> result = new ArrayList<>();
    for (DnsRecord each : records) {
      if (each.type().equals(type) && each instanceof DnsRawRecord raw) {
        try {
          result.add(reader.apply(raw.content()));
        } catch (RuntimeException e) { // the DNS may say anything
          LOG.warn("DNS: a malformed {} record of {} was ignored", type.name(), each.name());
        }
      }
      ReferenceCountUtil.release(each);
    }
    return result;
  }

  private static SrvRecord readSrv(ByteBuf content) {
    return new SrvRecord(
        content.readUnsignedShort(),
        content.readUnsignedShort(),
        content.readUnsignedShort(),
        readName(content));
  }

  private static NaptrRecord readNaptr(ByteBuf content) {
    int order = content.readUnsignedShort();
    int preference = content.readUnsignedShort();
    String flags = readString(content);
    String service = readString(content);
    readString(content); // the regular expression, which a terminal SIP record does not have
    return new NaptrRecord(order, preference, flags, service, readName(content));
  }

  private static String readString(ByteBuf content) {
    int length = content.readUnsignedByte();
    return content.readCharSequence(length, StandardCharsets.US_ASCII).toString();
  }

  private static String readName(ByteBuf content) {
    String name = DefaultDnsRecordDecoder.decodeName(content);
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}
