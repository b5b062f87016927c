package io.jasip.internal.doctor;

import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.DoctorOptions;
import io.jasip.doctor.Step;
import io.jasip.fault.Fault;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A name that has no address")
class SickDnsTest extends DoctorTest {

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

  record Row(String what, @Nullable DnsResponseCode answer, Fault fault) {
    @Override
    public String toString() {
      return what + " | " + fault;
    }
  }

  static Stream<Row> answers() {
    return Stream.of(
        new Row("is unknown", DnsResponseCode.NXDOMAIN, Fault.DNS_NAME_UNKNOWN),
        new Row("exists without", DnsResponseCode.NOERROR, Fault.DNS_NO_ADDRESS),
        new Row("cannot be asked for", DnsResponseCode.SERVFAIL, Fault.DNS_SERVER_FAILING),
        new Row("must not be asked for", DnsResponseCode.REFUSED, Fault.DNS_SERVER_FAILING),
        new Row("is asked for in vain", null, Fault.DNS_SERVER_SILENT));
  }

  @AfterEach
  void stopTheNameServer() {
    group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void is(Row row) {
    InetSocketAddress nameServer = nameServer(row.answer());

    Diagnosis diagnosis =
        examine(
            alice("wss://nobody.invalid:8089/ws").build(),
            DoctorOptions.DEFAULT,
            Deadlines.DEFAULT,
            new SingletonDnsServerAddressStreamProvider(nameServer));

    assertFirst(diagnosis, row.fault(), Step.DNS);
  }

  /**
   * No name server has to be asked of a label of more than 63 characters (RFC 1035 section 2.3.4).
   */
  @Test
  void isNoNameAtAll() {
    assertFirst(
        examine("wss://" + "a".repeat(64) + ".invalid:8089/ws"), Fault.DNS_NAME_UNKNOWN, Step.DNS);
  }

  private InetSocketAddress nameServer(@Nullable DnsResponseCode code) {
    Channel server =
        new Bootstrap()
            .group(group)
            .channel(NioDatagramChannel.class)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new DatagramDnsQueryDecoder(),
                            new DatagramDnsResponseEncoder(),
                            new NameServer(code));
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
    return (InetSocketAddress) server.localAddress();
  }

  private static final class NameServer extends SimpleChannelInboundHandler<DatagramDnsQuery> {
    private final @Nullable DnsResponseCode code;

    NameServer(@Nullable DnsResponseCode code) {
      this.code = code;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
      if (code != null) {
        DatagramDnsResponse response =
            new DatagramDnsResponse(query.recipient(), query.sender(), query.id());
        response.addRecord(DnsSection.QUESTION, query.recordAt(DnsSection.QUESTION));
        context.writeAndFlush(response.setCode(code));
      }
    }
  }
}
