package io.jasip.internal.doctor;

import io.jasip.Account;
import io.jasip.CallEndedEvent;
import io.jasip.Capabilities;
import io.jasip.RequestFailedException;
import io.jasip.UA;
import io.jasip.fault.Fault;
import io.jasip.internal.fault.CallFaults;
import io.jasip.internal.ua.RealUA;
import io.jasip.media.MediaException;
import io.jasip.sip.SipResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Why a call was not answered. What a status leaves open is decided by trying something else: an
 * offer without encryption, one with every codec, a number that cannot exist.
 */
final class RefusalExamination {

  /** Letters, so that no pattern of digits takes it for a number to be called. */
  private static final String NOBODY = "jasip-doctor-nobody";

  /** The cause of Q.850 that Hangup() has, and a Dial() that has rung in vain. */
  private static final int NORMAL = 16;

  private static final Duration NO_TIME_TO_RING = Duration.ofSeconds(3);

  private final UA ua;
  private final String extension;
  private final Duration attempt;
  private final Deadline deadline;

  RefusalExamination(UA ua, String extension, Duration attempt, Deadline deadline) {
    this.ua = ua;
    this.extension = extension;
    this.attempt = attempt;
    this.deadline = deadline;
  }

  /** Says why a call ended before it was answered. */
  void examine(PlacedCall call, CallEndedEvent end, Notes notes) {
    notes.saw("invite.cause", end.cause()).saw("invite.detail", end.detail());
    if (!(end.message() instanceof SipResponse response)) {
      Throwable failure = failure(call);
      if (failure instanceof MediaException media) {
        notes.saw("media.problem", media.getMessage());
      }
      Fault fault = CallFaults.of(end.cause(), end.message(), failure);
      notes.fails(fault == null ? otherwise(end) : fault);
      return;
    }
    notes.saw("invite.status", response.status() + " " + response.reason());
    notes.saw("invite.reason", response.header("Reason").orElse("none"));
    response.header("Warning").ifPresent(warning -> notes.saw("invite.warning", warning));
    response.header("Server").ifPresent(server -> notes.saw("invite.server", server));
    response.header("Contact").ifPresent(contact -> notes.saw("invite.contact", contact));
    Fault fault = CallFaults.ofRefusal(response);
    switch (fault) {
      case ENDPOINT_NOT_WEBRTC -> unacceptable(notes);
      case TRANSPORT_NAME_MISSING -> serverError(notes);
      case NUMBER_NOT_FOUND -> unknownNumber(notes);
      case NOBODY_ANSWERED ->
          notes.fails(
              response.status() == 603 && CallFaults.q850(response) == NORMAL && wasTooSoon(call)
                  ? Fault.DIALPLAN_ENDED
                  : fault);
      default -> notes.fails(fault);
    }
  }

  /** Whether nobody can have let it ring in vain: it did not ring, and not for a second. */
  private static boolean wasTooSoon(PlacedCall call) {
    Duration proceeding = call.proceedingAt();
    Duration ended = call.endedAt();
    return proceeding != null
        && ended != null
        && call.ringingAt() == null
        && ended.minus(proceeding).compareTo(NO_TIME_TO_RING) < 0;
  }

  private static Fault otherwise(CallEndedEvent end) {
    return switch (end.cause()) {
      case CONNECTION_ERROR -> Fault.WS_LOST;
      default -> Fault.UNEXPLAINED;
    };
  }

  private static @Nullable Throwable failure(PlacedCall call) {
    return call.call().answered().handle((answered, failure) -> cause(failure)).getNow(null);
  }

  private static @Nullable Throwable cause(@Nullable Throwable failure) {
    Throwable at = failure;
    while (at != null && !(at instanceof MediaException)) {
      at = at.getCause();
    }
    return at;
  }

  /** Nothing at all came back: does the server answer other requests? */
  void silence(Notes notes) {
    int status = options(ua, extension);
    notes.saw("options." + extension, status == 0 ? "no answer" : status);
    if (status > 0) {
      notes.fails(Fault.INVITE_UNANSWERED);
      return;
    }
    int anew = anew();
    notes.saw("options.on-a-new-connection", anew == 0 ? "no answer" : anew);
    // The long INVITE has stuck in its connection, and holds up all that comes after it.
    notes.fails(anew == 0 ? Fault.SIP_SILENT : Fault.LARGE_PACKETS_LOST);
  }

  /** The status of a short request on another WebSocket, 0 if there was none in time. */
  private int anew() {
    UA second = new RealUA(ua.config());
    try {
      deadline.orIn(attempt).await(second.start());
      return options(second, extension);
    } catch (ExecutionException | TimeoutException e) {
      return 0;
    } finally {
      second.stop();
    }
  }

  /** 404: is it the number, or does the endpoint reach no number at all? */
  private void unknownNumber(Notes notes) {
    String own = String.valueOf(ua.address().uri().user());
    for (String number : List.of(extension, own)) {
      int status = options(ua, number);
      notes.saw("options." + number, status == 0 ? "no answer" : status);
    }
    notes.fails(Fault.NUMBER_NOT_FOUND);
  }

  /** 500: is it the number, or does every call fail? */
  private void serverError(Notes notes) {
    int status = status(TestCall.withTones(), NOBODY, notes, "another number");
    notes.fails(
        status == 500 || status == 0 ? Fault.TRANSPORT_NAME_MISSING : Fault.SIP_SERVER_ERROR);
  }

  /** An offer, and what it means if the server takes it. */
  private record Attempt(String name, String offer, Fault ifTaken) {}

  /** 488: what would the endpoint take? */
  private void unacceptable(Notes notes) {
    List<Attempt> attempts =
        List.of(
            new Attempt(
                "with every codec",
                WrittenOffers.webRtc("UDP/TLS/RTP/SAVPF"),
                Fault.NO_COMMON_CODEC),
            // Taken by an endpoint that has video codecs alone: all else works there.
            new Attempt("with video alone", WrittenOffers.video(), Fault.NO_COMMON_CODEC),
            new Attempt(
                "without encryption", WrittenOffers.plain("RTP/AVP"), Fault.ENDPOINT_NOT_WEBRTC),
            new Attempt(
                "without encryption, with feedback",
                WrittenOffers.plain("RTP/AVPF"),
                Fault.ENDPOINT_NOT_WEBRTC),
            new Attempt(
                "with DTLS, without feedback",
                WrittenOffers.webRtc("UDP/TLS/RTP/SAVP"),
                Fault.ENDPOINT_NOT_WEBRTC),
            new Attempt("with SDES", WrittenOffers.withKey("RTP/SAVP"), Fault.ENDPOINT_NOT_WEBRTC),
            new Attempt(
                "with SDES and feedback",
                WrittenOffers.withKey("RTP/SAVPF"),
                Fault.ENDPOINT_NOT_WEBRTC));
    for (Attempt each : attempts) {
      int status = status(TestCall.offering(each.offer()), extension, notes, each.name());
      if (status == 200) {
        notes.fails(each.ifTaken());
        return;
      }
      if (status != 488) { // the contrast does not hold
        notes.fails(Fault.ENDPOINT_NOT_WEBRTC);
        return;
      }
    }
    // It takes nothing: of what it needs to take anything, something does not work. What it is,
    // only its log tells.
    notes.fails(Fault.NO_OFFER_ACCEPTED);
  }

  /** The status of another call, 0 if there was none in time. */
  private int status(TestCall media, String number, Notes notes, String name) {
    if (deadline.isOver()) {
      return 0;
    }
    PlacedCall call = PlacedCall.to(ua, number, media);
    call.awaitAnswer(deadline.orIn(attempt));
    CallEndedEvent end = call.end();
    int status = call.answeredAt() != null ? 200 : end == null ? 0 : end.status();
    call.hangup(deadline.orIn(attempt));
    notes.saw("invite." + name, status == 0 ? "no answer" : status);
    return status;
  }

  /** The status of an OPTIONS request, 0 if there was none in time. */
  private int options(Account account, String number) {
    CompletableFuture<Capabilities> answer = account.options(number);
    try {
      deadline.orIn(attempt).await(answer);
      return 200;
    } catch (ExecutionException e) {
      return e.getCause() instanceof RequestFailedException refused ? refused.status() : 0;
    } catch (TimeoutException e) {
      return 0;
    }
  }
}
