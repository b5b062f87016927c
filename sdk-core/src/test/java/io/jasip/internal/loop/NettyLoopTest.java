package io.jasip.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.List;
import java.util.Vector;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is asked of a user agent whose loop has ended with the last of all. */
class NettyLoopTest {

  @Test
  void whoAsksAfterTheEndIsAnsweredAllTheSame() {
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    NettyLoop loop = new NettyLoop(group.next());
    SipLoop.Timer timer = loop.schedule(Duration.ofHours(1), () -> {});
    group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();

    List<String> ran = new Vector<>();
    CompletableFuture<Void> done = new CompletableFuture<>();
    loop.run(() -> ran.add("one"));
    loop.run(() -> ran.add("two"));
    loop.run(
        () ->
            loop.run(
                () -> {
                  ran.add("three");
                  done.complete(null);
                }));
    done.join();
    assertThat(ran).containsExactly("one", "two", "three");
    assertThatCode(timer::cancel).doesNotThrowAnyException();
    assertThatCode(() -> loop.schedule(Duration.ZERO, () -> {}).cancel())
        .doesNotThrowAnyException();
  }
}
