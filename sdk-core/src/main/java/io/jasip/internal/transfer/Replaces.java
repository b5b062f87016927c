package io.jasip.internal.transfer;

import io.jasip.internal.dialog.DialogId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The dialog that an INVITE is to replace (RFC 3891 section 6.1), seen from whoever receives the
 * INVITE: {@code toTag} is his own tag there, {@code fromTag} that of his peer, whoever of them
 * made the call.
 *
 * @param earlyOnly whether a confirmed dialog is to be left alone
 */
public record Replaces(String callId, String toTag, String fromTag, boolean earlyOnly) {

  private static final Pattern CALL_ID = Pattern.compile("[^\\s,;]{1,256}");
  private static final Pattern TAG = Pattern.compile("[-.!%*_+`'~0-9A-Za-z]{1,256}");

  /** What our peer in a dialog is to be told, to have that dialog replaced. */
  static Replaces ofPeer(DialogId ours) {
    return new Replaces(ours.callId(), ours.remoteTag(), ours.localTag(), false);
  }

  /**
   * Reads the value of a Replaces header field.
   *
   * @throws IllegalArgumentException if it is malformed; the message says how
   */
  public static Replaces parse(String value) {
    String[] parts = value.strip().split(";", -1);
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 1; i < parts.length; i++) {
      String[] pair = parts[i].strip().split("\\s*=\\s*", 2);
      String name = pair[0].toLowerCase(Locale.ROOT);
      if (name.isEmpty() || parameters.put(name, pair.length < 2 ? "" : pair[1]) != null) {
        throw new IllegalArgumentException("Replaces has an empty or a repeated parameter");
      }
    }
    String callId = parts[0].strip();
    String toTag = parameters.getOrDefault("to-tag", "");
    String fromTag = parameters.getOrDefault("from-tag", "");
    if (!CALL_ID.matcher(callId).matches()) {
      throw new IllegalArgumentException("Replaces has no Call-ID, or more than one");
    }
    if (!TAG.matcher(toTag).matches() || !TAG.matcher(fromTag).matches()) {
      throw new IllegalArgumentException("Replaces needs a to-tag and a from-tag");
    }
    return new Replaces(callId, toTag, fromTag, parameters.containsKey("early-only"));
  }

  /** The dialog of ours that is meant. */
  public DialogId dialog() {
    return new DialogId(callId, toTag, fromTag);
  }

  /** The value of the header field. */
  @Override
  public String toString() {
    return callId + ";to-tag=" + toTag + ";from-tag=" + fromTag + (earlyOnly ? ";early-only" : "");
  }
}
