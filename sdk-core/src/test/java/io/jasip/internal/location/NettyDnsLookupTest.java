package io.jasip.internal.location;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
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
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions to a name server on the loopback address. */
class NettyDnsLookupTest {

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Map<String, byte[]> zone = new HashMap<>();
  private NettyDnsLookup lookup;

  @BeforeEach
  void startTheNameServer() {
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
                            new NameServer());
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
    lookup =
        new NettyDnsLookup(
            group.next(),
            new SingletonDnsServerAddressStreamProvider((InetSocketAddress) server.localAddress()));
  }

  @AfterEach
  void stopTheNameServer() {
    group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void aNameThatCannotBeAskedForHasNoRecords() {
    String tooLong = "a".repeat(64) + ".example.com";
    assertThat(lookup.srv(tooLong).join()).isEmpty();
    assertThat(lookup.naptr("two..dots").join()).isEmpty();
  }

  /** Answers from the zone; other names do not exist. */
  private final class NameServer extends SimpleChannelInboundHandler<DatagramDnsQuery> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
      DnsQuestion question = query.recordAt(DnsSection.QUESTION);
      DatagramDnsResponse response =
          new DatagramDnsResponse(query.recipient(), query.sender(), query.id());
      response.addRecord(DnsSection.QUESTION, question);
      byte[] content = zone.get(question.type().name() + " " + question.name());
      if (content == null) {
        response.setCode(DnsResponseCode.NXDOMAIN);
      } else {
        response.addRecord(
            DnsSection.ANSWER,
            new DefaultDnsRawRecord(
                question.name(), question.type(), 60, Unpooled.wrappedBuffer(content)));
      }
      context.writeAndFlush(response);
    }
  }

  private static void name(ByteBuf out, String name) {
    for (String label : name.split("\\.")) {
      string(out, label);
    }
    out.writeByte(0);
  }

  private static void string(ByteBuf out, String text) {
    out.writeByte(text.length()).writeCharSequence(text, StandardCharsets.US_ASCII);
  }

  private static byte[] bytes(ByteBuf content) {
    byte[] bytes = new byte[content.readableBytes()];
    content.readBytes(bytes);
    content.release();
    return bytes;
  }

  @Test
  void srv_records_are_read() {
    ByteBuf content = Unpooled.buffer().writeShort(10).writeShort(60).writeShort(8089);
    name(content, "pbx.example.com");
    zone.put(DnsRecordType.SRV.name() + " _sips._ws.example.com.", bytes(content));

    assertThat(lookup.srv("_sips._ws.example.com").join())
        .containsExactly(new SrvRecord(10, 60, 8089, "pbx.example.com"));
  }

  @Test
  void naptr_records_are_read() {
    ByteBuf content = Unpooled.buffer().writeShort(10).writeShort(50);
    string(content, "S");
    string(content, "SIPS+D2W");
    string(content, "");
    name(content, "_sips._ws.example.com");
    zone.put(DnsRecordType.NAPTR.name() + " example.com.", bytes(content));

    assertThat(lookup.naptr("example.com").join())
        .containsExactly(new NaptrRecord(10, 50, "S", "SIPS+D2W", "_sips._ws.example.com"));
  }

  @Test
  void a_name_that_does_not_exist_has_no_records() {
    assertThat(lookup.srv("_sips._ws.nowhere.example").join()).isEmpty();
  }

  @Test
  void a_malformed_record_is_ignored() {
    zone.put(DnsRecordType.SRV.name() + " _sips._ws.example.com.", new byte[] {0, 1, 0});

    assertThat(lookup.srv("_sips._ws.example.com").join()).isEmpty();
  }
}
