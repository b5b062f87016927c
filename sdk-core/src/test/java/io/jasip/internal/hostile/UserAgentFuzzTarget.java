package io.jasip.internal.hostile;

import io.jasip.Call;
import io.jasip.sip.SipRequest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a fuzzer feeds: a byte that says what alice is doing, then frames, with a NUL between them.
 * In a frame {@code {id}} and {@code {tag}} stand for Call-ID and her tag of the newest call,
 * {@code {branch}}, {@code {rid}} and {@code {from}} for Via branch, Call-ID and From of her newest
 * request. Whatever comes in, nothing may be thrown or logged as an error, no call may leave its
 * diagram, and nothing may be left once she has stopped.
 */
public final class UserAgentFuzzTarget {

  private static final int MAX_FRAMES = 8;

  private UserAgentFuzzTarget() {}

  /** Found by Jazzer by its name; see {@code .ci/fuzz}. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length < 2) {
      return;
    }
    try (World world = new World()) {
      world.server.sendsNonsense();
      begin(world, Math.floorMod(input[0] - '0', 5));
      String text = new String(input, 1, input.length - 1, StandardCharsets.ISO_8859_1);
      for (String frame : text.split("\0", MAX_FRAMES)) {
        world.server.wire().send(filled(world, frame).getBytes(StandardCharsets.ISO_8859_1));
      }
    }
  }

  private static void begin(World world, int situation) {
    switch (situation) {
      case 1 -> world.call();
      case 2 -> world.server.invite(World.ADDRESS, true);
      case 3 -> {
        world.call();
        SipRequest invite = world.server.asked(0);
        if (invite != null) {
          world.server.answer(invite, 200, 0);
        }
      }
      case 4 -> world.promised(world.alice.register());
      default -> {}
    }
    Call ringing = situation == 2 ? world.call(0) : null;
    if (ringing != null) {
      world.promised(ringing.answer());
    }
  }

  private static String filled(World world, String frame) {
    HostileServer.@Nullable Leg leg = world.server.leg(0);
    SipRequest asked = world.server.asked(0);
    String text = frame;
    if (leg != null) {
      text = text.replace("{id}", leg.callId).replace("{tag}", leg.theirTag);
    }
    if (asked != null) {
      text =
          text.replace("{branch}", asked.via().branch().orElse(""))
              .replace("{rid}", asked.callId())
              .replace("{from}", asked.from().toString());
    }
    return text;
  }
}
