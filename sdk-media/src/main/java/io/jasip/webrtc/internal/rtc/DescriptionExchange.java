package io.jasip.webrtc.internal.rtc;

import dev.onvoid.webrtc.RTCSdpType;
import io.jasip.Originator;
import io.jasip.media.MediaException;
import io.jasip.media.MediaException.Reason;
import io.jasip.media.SdpType;
import io.jasip.webrtc.DtlsSetup;
import io.jasip.webrtc.VideoCodec;
import io.jasip.webrtc.internal.negotiation.CandidateFilter;
import io.jasip.webrtc.internal.negotiation.RemoteDescription;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Gives out our descriptions, when they have their candidates, and takes in the peer's, when they
 * are checked. On the media thread.
 */
final class DescriptionExchange {

  private final Negotiation negotiation;
  private final PeerSettings settings;
  private final MediaThread media;
  private final IceServerErrors serverErrors = new IceServerErrors();
  private final CandidateFilter filter;
  private @Nullable CandidateGathering gathering;
  private boolean restart;

  /** Whether the peer knows of BUNDLE; else an answer of ours has no word of it. */
  private boolean grouped = true;

  DescriptionExchange(Negotiation negotiation, PeerSettings settings, MediaThread media) {
    this.negotiation = negotiation;
    this.settings = settings;
    this.media = media;
    this.filter = new CandidateFilter(settings.network().addresses());
  }

  Negotiation negotiation() {
    return negotiation;
  }

  /** A candidate has come. */
  void onCandidate(String candidate) {
    if (gathering != null && filter.lets(candidate)) {
      gathering.onCandidate(candidate);
    }
  }

  /** The engine has no more candidates. */
  void onGatheringComplete() {
    if (gathering != null) {
      gathering.onComplete();
    }
  }

  /** A STUN or TURN server has refused something. */
  void onServerError(@Nullable String url, int code, @Nullable String text) {
    serverErrors.add(url, code, text);
  }

  /** The next offer looks for a new path. */
  void restartIce() {
    restart = true;
  }

  CompletableFuture<String> offer() throws Exception {
    return local(SdpType.OFFER);
  }

  CompletableFuture<String> answer() throws Exception {
    return local(SdpType.ANSWER);
  }

  /** Makes a description, applies it, and gives it out when it has its candidates. */
  private CompletableFuture<String> local(SdpType type) throws Exception {
    boolean begins =
        type == SdpType.OFFER
            && settings.network().dtlsSetup() == DtlsSetup.ACTIVE
            && negotiation.isFirst(); // later the roles are agreed, and actpass leaves them
    String before = negotiation.ufrag();
    CandidateGathering candidates = settings.gathering(media.scheduler());
    gathering = candidates;
    if (type == SdpType.OFFER) {
      negotiation.offer(restart);
      restart = false;
    } else {
      negotiation.answer();
    }
    if (negotiation.ufrag().equals(before)) { // no new search, so the candidates are there
      return CompletableFuture.completedFuture(withCandidates(type, begins));
    }
    return candidates.start().thenApply(done -> withCandidates(type, begins));
  }

  private String withCandidates(SdpType type, boolean begins) {
    String sdp = filter.apply(settings.complete(negotiation.localText()));
    if (begins) { // the engine offers both roles, and takes whichever the answer leaves to it
      sdp = sdp.replace("a=setup:actpass", "a=setup:active");
    }
    if (type == SdpType.ANSWER && !grouped) { // RFC 9143 section 7.3
      sdp = sdp.replaceFirst("a=group:BUNDLE[^\r\n]*\r\n", "");
    }
    if (!sdp.contains("a=candidate:")) {
      throw new MediaException(Reason.NEGOTIATION, "no network address was found: " + why());
    }
    return changed(Originator.LOCAL, type, sdp);
  }

  private String why() {
    if (!serverErrors.isEmpty()) {
      return serverErrors.toString();
    }
    if (settings.network().relayOnly()) {
      return "only relayed ones are allowed (relayOnly), and the TURN server gave none in "
          + settings.network().gatheringTimeout().toMillis()
          + " ms; check its address and password, or raise iceGatheringTimeout";
    }
    return switch (settings.network().addresses()) {
      case ANY -> "media needs a network interface that is up";
      case IPV4, IPV6 ->
          "no interface has an address of the only family allowed, "
              + settings.network().addresses()
              + "; allow the other one by addresses(AddressFamily.ANY)";
    };
  }

  /**
   * Checks and applies the peer's description.
   *
   * @param videoCodecs those that this side takes now; none to refuse video
   */
  RemoteDescription take(SdpType type, String sdp, List<VideoCodec> videoCodecs) throws Exception {
    RTCSdpType kind =
        switch (type) {
          case OFFER -> RTCSdpType.OFFER;
          case ANSWER -> RTCSdpType.ANSWER;
          case PRANSWER -> RTCSdpType.PR_ANSWER;
          case ROLLBACK ->
              throw new MediaException(Reason.NEGOTIATION, "a rollback is no description");
        };
    String given = filter.apply(changed(Originator.REMOTE, type, sdp));
    RemoteDescription description =
        RemoteDescription.check(given, negotiation.localText(), settings.codecs(), videoCodecs);
    negotiation.applyRemote(kind, description);
    grouped = description.isGrouped();
    return description;
  }

  private String changed(Originator from, SdpType type, String sdp) {
    try {
      return Objects.requireNonNull(settings.network().hook().change(from, type, sdp), "null");
    } catch (RuntimeException e) {
      throw new MediaException(
          Reason.BAD_OPTION,
          "the application's DescriptionHook failed on the "
              + (from == Originator.LOCAL ? "local " : "remote ")
              + type
              + " ("
              + e
              + "); correct it",
          e);
    }
  }
}
