package io.jasip.internal.call;

import io.jasip.media.MediaDirection;
import io.jasip.media.MediaOptions;
import io.jasip.sip.SipMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The offer and answer of a call's own INVITE (RFC 3261 section 13.2.1, RFC 6337 section 2). On the
 * loop.
 */
final class FirstExchange {

  /** Each costs the media some work; nobody sends more foretastes before the meal. */
  private static final int MAX_EARLY_ANSWERS = 64;

  private final CallMedia media;
  private final Hold hold;
  private final List<Consumer<String>> awaiting = new ArrayList<>();
  private String local = "";
  private String peerOffer = "";
  private String early = "";
  private int earlyAnswers;
  private boolean asked;
  private boolean settled;

  FirstExchange(CallMedia media, Hold hold) {
    this.media = media;
    this.hold = hold;
  }

  /** Whether both descriptions are in force, or on their way to the media. */
  boolean isSettled() {
    return settled;
  }

  // As caller.

  void offer(@Nullable MediaOptions options, Consumer<String> then) {
    media.createOffer(options, then);
  }

  /** Early media: a description that the final answer, perhaps of another callee, may replace. */
  void early(String answer) {
    boolean other = !settled && !answer.isEmpty() && !answer.equals(early);
    if (other && earlyAnswers < MAX_EARLY_ANSWERS) {
      earlyAnswers++;
      early = answer;
      media.acceptEarlyAnswer(answer);
    }
  }

  /** The peer's answer. */
  void answered(String answer) {
    settled = true;
    media.acceptAnswer(answer);
    hold.answered(MediaDirection.SEND_RECV, answer);
  }

  /** The callee, asked for its offer, has made it, and has our answer now. */
  void answeredOffer(String offer) {
    settled = true;
    hold.accepted(offer);
  }

  // As callee.

  /**
   * Makes our description, once: the answer to the peer's offer, or our offer if it sent none.
   *
   * @param offer the peer's; {@code ""} if it sent none
   */
  void describe(String offer, @Nullable MediaOptions options, Consumer<String> then) {
    if (!local.isEmpty()) {
      then.accept(local);
      return;
    }
    awaiting.add(then);
    if (asked) {
      return;
    }
    asked = true;
    peerOffer = offer;
    if (offer.isEmpty()) {
      media.createOffer(options, this::described);
    } else {
      media.createAnswer(offer, options, this::described);
    }
  }

  private void described(String description) {
    local = description;
    List<Consumer<String>> due = List.copyOf(awaiting);
    awaiting.clear();
    due.forEach(each -> each.accept(description));
  }

  /**
   * The peer has our description, and has acknowledged that with a message that holds its answer if
   * ours was an offer.
   *
   * @return false if that answer is missing
   */
  boolean confirmed(SipMessage acknowledgement) {
    if (settled) {
      return true;
    }
    if (!peerOffer.isEmpty()) {
      settled = true;
      hold.accepted(peerOffer);
      return true;
    }
    String answer = SessionDescription.of(acknowledgement);
    if (!answer.isEmpty()) {
      answered(answer);
    }
    return settled;
  }
}
