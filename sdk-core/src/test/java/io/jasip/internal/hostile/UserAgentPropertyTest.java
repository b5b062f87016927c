package io.jasip.internal.hostile;

import io.jasip.Call;
import io.jasip.CallOptions;
import io.jasip.media.MediaException;
import io.jasip.media.MediaState;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.testkit.FakeMediaEngine.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Whatever the application, the media, the network and the server do, in whatever order: alice
 * throws nothing, her calls go the way that {@code CallState} draws, and nothing of her is left
 * when she has stopped.
 */
class UserAgentPropertyTest {

  private static final int[] STATUSES = {
    100, 180, 183, 200, 200, 200, 200, 202, 301, 302, 401, 401, 403, 404, 407, 407, 408, 415, 423,
    480, 481, 486, 487, 488, 491, 500, 503, 600, 603, 606
  };
  private static final String[] METHODS = {
    "OPTIONS",
    "INFO",
    "MESSAGE",
    "NOTIFY",
    "REFER",
    "SUBSCRIBE",
    "UPDATE",
    "PRACK",
    "PUBLISH",
    "BYE",
    "CANCEL",
    "ACK",
    "REGISTER",
    "MAKEITSO"
  };
  private static final long[] MILLIS = {0, 1, 500, 2_000, 4_000, 32_000, 64_000, 200_000};

  /** What may happen next, and how often among a hundred or so. */
  enum Kind {
    CALL(8),
    ANSWER(8),
    REJECT(2),
    HANGUP(5),
    REGISTER(4),
    UNREGISTER(2),
    MUTE(2),
    DTMF(2),
    STATS(1),
    HOLD(5),
    RESUME(4),
    EARLY_MEDIA(2),
    STOP(1),
    START(3),
    RESPOND(24),
    RESPOND_BADLY(5),
    RESPOND_RELIABLY(3),
    REPEAT(6),
    INVITE(8),
    INVITE_RELIABLY(2),
    INVITE_WITHOUT_OFFER(1),
    PRACK(3),
    UPDATE(3),
    CANCEL(4),
    ACK(8),
    BAD_ACK(2),
    BYE(4),
    REINVITE(4),
    IN_DIALOG(5),
    BADLY_IN_DIALOG(4),
    STRAY(3),
    TIME(10),
    HOLD_MEDIA(2),
    RELEASE_MEDIA(3),
    FAIL_MEDIA(1),
    MEDIA_STATE(3),
    MEDIA_PROBLEM(1),
    DIGIT(1),
    DROP(1),
    REFUSE_CONNECTIONS(1);

    final int weight;

    Kind(int weight) {
      this.weight = weight;
    }
  }

  /** One thing that happens, to the newest call, leg or request but {@code back}. */
  record Step(Kind kind, int back, int variant) {}

  @Provide
  Arbitrary<List<Step>> flows() {
    List<Tuple.Tuple2<Integer, Kind>> weights = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      weights.add(Tuple.of(kind.weight, kind));
    }
    Arbitrary<Integer> back = Arbitraries.frequency(Tuple.of(6, 0), Tuple.of(2, 1), Tuple.of(1, 2));
    Arbitrary<Integer> variant = Arbitraries.integers().between(0, 239);
    return Combinators.combine(Arbitraries.frequency(weights), back, variant)
        .as(Step::new)
        .list()
        .ofMinSize(5)
        .ofMaxSize(80);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void alwaysHoldsItsRules(@ForAll("flows") List<Step> flow) {
    try (World world = new World()) {
      for (Step step : flow) {
        perform(world, step);
        world.assertNothingWrong();
      }
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void isFreeWhenTheConnectionIsGone(@ForAll("flows") List<Step> flow) {
    try (World world = new World()) {
      flow.forEach(step -> perform(world, step));
      world.assertEndsWithoutAConnection();
    }
  }

  private static void perform(World world, Step step) {
    switch (step.kind) {
      case CALL,
          ANSWER,
          REJECT,
          HANGUP,
          REGISTER,
          UNREGISTER,
          MUTE,
          DTMF,
          STATS,
          HOLD,
          RESUME,
          EARLY_MEDIA,
          STOP,
          START ->
          application(world, step);
      case HOLD_MEDIA, RELEASE_MEDIA, FAIL_MEDIA, MEDIA_STATE, MEDIA_PROBLEM, DIGIT ->
          media(world, step);
      case TIME -> world.time.advance(Duration.ofMillis(pick(MILLIS, step)));
      case DROP -> world.server.wire().drop();
      case REFUSE_CONNECTIONS -> world.server.wire().refuseConnections(step.variant % 2 == 0);
      default -> server(world, step);
    }
  }

  private static void application(World world, Step step) {
    Call call = world.call(step.back);
    switch (step.kind) {
      case CALL -> world.call();
      case REGISTER -> world.promised(world.alice.register());
      case UNREGISTER -> world.promised(world.alice.unregister());
      case STOP -> world.promised(world.alice.stop());
      case START -> world.start();
      default -> {
        if (call != null) {
          ofCall(world, call, step);
        }
      }
    }
  }

  private static void ofCall(World world, Call call, Step step) {
    switch (step.kind) {
      case ANSWER -> world.promised(call.answer());
      case REJECT -> world.promised(call.reject(300 + step.variant));
      case HANGUP -> world.promised(call.hangup());
      case MUTE -> world.promised(call.setMuted(step.variant % 2 == 0));
      case DTMF -> world.promised(call.sendDtmf("1"));
      case STATS -> world.promised(call.stats());
      case HOLD -> world.promised(call.hold());
      case RESUME -> world.promised(call.resume());
      case EARLY_MEDIA -> world.promised(call.sendEarlyMedia(CallOptions.DEFAULT));
      default -> throw new AssertionError(step);
    }
  }

  private static void media(World world, Step step) {
    switch (step.kind) {
      case HOLD_MEDIA -> world.media.hold(operation(step));
      case RELEASE_MEDIA -> world.media.letGo();
      case FAIL_MEDIA -> world.media.fail(operation(step), MediaException.Reason.NEGOTIATION);
      default -> {
        if (!world.media.sessions().isEmpty()) {
          ofSession(world, step);
        }
      }
    }
  }

  /** Not RETAIN: whether media can be had at all is a matter of start(), and has its own tests. */
  private static Operation operation(Step step) {
    Operation[] all = Operation.values();
    return all[1 + step.variant % (all.length - 1)];
  }

  private static void ofSession(World world, Step step) {
    switch (step.kind) {
      case MEDIA_STATE -> {
        MediaState[] states = MediaState.values();
        world.media.session().emit(states[step.variant % states.length]);
        world.media.session().emitFirstAudio();
      }
      case MEDIA_PROBLEM ->
          world
              .media
              .session()
              .emitProblem(new MediaException(MediaException.Reason.AUDIO_DEVICE, "unplugged"));
      case DIGIT -> world.media.session().emitDigit('5');
      default -> throw new AssertionError(step);
    }
  }

  private static void server(World world, Step step) {
    HostileServer server = world.server;
    SipRequest asked = server.asked(step.back);
    HostileServer.Leg leg = server.leg(step.back);
    String to = World.ADDRESS;
    switch (step.kind) {
      case RESPOND, RESPOND_BADLY -> {
        if (asked != null) {
          int status = STATUSES[step.variant % STATUSES.length];
          int flaw = step.kind == Kind.RESPOND ? 0 : 1 + step.variant % 9;
          server.answer(asked, status, flaw);
        }
      }
      case RESPOND_RELIABLY -> {
        if (asked != null && asked.is(SipMethod.INVITE)) {
          server.answerReliably(asked, 1 + step.variant % 3);
        }
      }
      case REPEAT -> server.repeat();
      case INVITE -> server.invite(to, true);
      case INVITE_RELIABLY -> server.invite(to, step.variant % 3 > 0, "Require: 100rel");
      case INVITE_WITHOUT_OFFER -> server.invite(to, false, "Supported: 100rel");
      case STRAY -> server.stray(METHODS[step.variant % METHODS.length], to);
      default -> {
        if (leg != null) {
          inDialog(server, leg, step);
        }
      }
    }
  }

  private static void inDialog(HostileServer server, HostileServer.Leg leg, Step step) {
    String to = World.ADDRESS;
    String any = METHODS[step.variant % METHODS.length];
    switch (step.kind) {
      case CANCEL -> server.cancel(leg, to);
      case ACK -> server.inDialog(leg, "ACK", to, step.variant % 3 == 0 ? 3 : 0);
      case BAD_ACK -> server.inDialog(leg, "ACK", to, 1 + step.variant % 4);
      case BYE -> server.inDialog(leg, "BYE", to, 0);
      case PRACK ->
          server.inDialog(leg, "PRACK", to, step.variant % 5 == 0 ? 6 : 0, "RAck: " + leg.rAck);
      case UPDATE -> server.inDialog(leg, "UPDATE", to, step.variant % 4 == 0 ? 0 : 6);
      case REINVITE -> server.inDialog(leg, "INVITE", to, step.variant % 4 == 0 ? 5 : 0);
      case IN_DIALOG -> server.inDialog(leg, any, to, 0, "Event: x", "Refer-To: <sip:c@d.example>");
      case BADLY_IN_DIALOG -> server.inDialog(leg, any, to, 1 + step.variant % 5);
      default -> throw new AssertionError(step);
    }
  }

  private static long pick(long[] from, Step step) {
    return from[step.variant % from.length];
  }
}
