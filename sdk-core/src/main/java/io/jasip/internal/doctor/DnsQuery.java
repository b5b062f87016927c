package io.jasip.internal.doctor;

import io.jasip.internal.loop.NettyLoop;
import io.netty.channel.AddressedEnvelope;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverException;
import io.netty.resolver.dns.DnsNameResolverTimeoutException;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Asks the name servers of the operating system directly, because they say why there is no answer,
 * which the operating system does not.
 */
final class DnsQuery {

  /** What a name server says. */
  enum Answer {
    /** There are records. */
    FOUND,
    /** The name exists without such records. */
    EMPTY,
    /** The name does not exist. */
    UNKNOWN,
    /** It cannot answer. */
    FAILING,
    /** It does not answer. */
    SILENT
  }

  private DnsQuery() {}

  /**
   * Asks.
   *
   * @param nameServers null for those of the operating system
   * @return never fails
   */
  static CompletableFuture<Answer> ask(
      NettyLoop loop,
      @Nullable DnsServerAddressStreamProvider nameServers,
      String name,
      DnsRecordType type,
      Duration timeout) {
    DnsQuestion question;
    try {
      question = new DefaultDnsQuestion(name.endsWith(".") ? name : name + ".", type);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.completedFuture(Answer.UNKNOWN); // no name can be like that
    }
    DnsNameResolverBuilder builder =
        new DnsNameResolverBuilder(loop.eventLoop())
            .datagramChannelType(NioDatagramChannel.class)
            .socketChannelType(NioSocketChannel.class)
            .queryTimeoutMillis(Math.max(1, timeout.toMillis()))
            .maxQueriesPerResolve(2);
    if (nameServers != null) {
      builder.nameServerProvider(nameServers);
    }
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    DnsNameResolver resolver = builder.build();
    resolver
        .query(question)
        .addListener(
            (Future<AddressedEnvelope<DnsResponse, InetSocketAddress>> done) -> {
              answer.complete(done.isSuccess() ? read(done.getNow(), type) : failure(done.cause()));
              resolver.close();
            });
    return answer;
  }

  private static Answer read(
      AddressedEnvelope<DnsResponse, InetSocketAddress> envelope, DnsRecordType type) {
    try {
      DnsResponse response = envelope.content();
      if (response.code().equals(DnsResponseCode.NXDOMAIN)) {
        return Answer.UNKNOWN;
      }
      if (!response.code().equals(DnsResponseCode.NOERROR)) {
        return Answer.FAILING;
      }
      for (int i = 0; i < response.count(DnsSection.ANSWER); i++) {
        if (response.recordAt(DnsSection.ANSWER, i).type().equals(type)) {
          return Answer.FOUND;
        }
      }
      return Answer.EMPTY;
    } finally {
      envelope.release();
    }
  }

  private static Answer failure(@Nullable Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof DnsNameResolverTimeoutException) {
        return Answer.SILENT;
      }
    }
    return cause instanceof DnsNameResolverException || cause != null
        ? Answer.FAILING
        : Answer.SILENT;
  }
}
