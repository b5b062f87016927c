package io.jasip;

import io.jasip.media.MediaStats;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A call, made by {@link UA#call(String)} or handed to {@link UAListener#onIncomingCall} (RFC 3261
 * sections 13 to 15). All methods: any thread; none blocks.
 *
 * <p>Futures complete on the application's executor, after the events that led to it. An operation
 * that the call's state does not allow fails with an {@link IllegalStateException} that names both.
 * {@link CallState} draws the states.
 */
public interface Call {

  /** Who made the call. */
  enum Direction {
    /** The peer. */
    INCOMING,
    /** This user agent. */
    OUTGOING
  }

  /**
   * The Call-ID (RFC 3261 section 8.1.1.4), which names the call in traces and in the server's log.
   *
   * @return never empty
   */
  String id();

  /**
   * Who made the call.
   *
   * @return never null
   */
  Direction direction();

  /**
   * The account that makes or takes the call.
   *
   * @return the {@link UA} itself, or one that was added to it
   */
  Account account();

  /**
   * Where the call is.
   *
   * @return the state at this moment
   */
  CallState state();

  /**
   * The other party: the callee as dialled, or the caller as the server names it. Does not change;
   * {@link #peer()} does.
   *
   * @return display name and address
   */
  NameAddr remote();

  /**
   * What else is known about the other party: who it is as the server asserts it, who has forwarded
   * the call, and so on.
   *
   * @return what is known at this moment
   */
  PeerInfo peer();

  /**
   * Adds a listener, which hears of what happens from now on.
   *
   * @param listener to be told
   * @return removes it again
   */
  ListenerHandle addListener(CallListener listener);

  /**
   * Adds a listener that is asked before a new offer of the peer within the call is answered, and
   * may refuse it. Without one every offer is taken that the media can answer.
   *
   * @param listener to be asked
   * @return removes it again
   */
  ListenerHandle addOfferListener(OfferListener listener);

  /**
   * Answers an incoming call, with the defaults of {@link CallOptions#DEFAULT}.
   *
   * @return completes when the call is established; fails with {@link CallFailedException} if that
   *     does not come about
   */
  CompletableFuture<Call> answer();

  /**
   * Answers an incoming call.
   *
   * @param options media, header fields and listener
   * @return completes when the call is established; fails with {@link CallFailedException} if that
   *     does not come about
   */
  CompletableFuture<Call> answer(CallOptions options);

  /**
   * Lets the caller hear our media before the call is answered: 183 with a session description (RFC
   * 3960), sent reliably where the caller can take that (RFC 3262). The call keeps ringing.
   *
   * @param options media and listener of the call, and header fields of this response; the media
   *     options of a later {@link #answer(CallOptions)} come too late
   * @return completes when the response was sent or, if it is reliable, acknowledged; fails with
   *     {@link IllegalStateException} if the call is not INCOMING, or if the caller made no offer
   *     and takes none that early, and with {@link RequestFailedException} if the call ends first
   */
  CompletableFuture<Void> sendEarlyMedia(CallOptions options);

  /**
   * Tells the caller how an incoming call goes: 180 when it rings, which is sent by itself unless
   * {@link CallPolicy#ringsByItself()} says otherwise, 182 when it is queued, and so on.
   *
   * @param status 101 to 199
   * @return completes when the response was sent; fails with {@link IllegalStateException} if the
   *     call is not INCOMING
   * @throws IllegalArgumentException if the status is not provisional
   */
  CompletableFuture<Void> progress(int status);

  /**
   * Tells the caller how an incoming call goes, with words and header fields.
   *
   * @param status 101 to 199
   * @param reason the reason phrase, one line
   * @param headers to add; possibly {@link SipHeaders#NONE}
   * @return completes like {@link #progress(int)}
   * @throws IllegalArgumentException if the status is not provisional, or the reason holds a
   *     control character
   */
  CompletableFuture<Void> progress(int status, String reason, SipHeaders headers);

  /**
   * Refuses an incoming call.
   *
   * @param status 300 to 699, such as {@link io.jasip.sip.StatusCode#BUSY_HERE}
   * @return completes when the refusal was sent; fails with {@link IllegalStateException} if the
   *     call is not an incoming one that waits for its answer
   * @throws IllegalArgumentException if the status is not a refusal
   */
  CompletableFuture<Void> reject(int status);

  /**
   * Refuses an incoming call, with words, header fields and a body.
   *
   * @param options of which a missing status means 603
   * @return completes when the refusal was sent; fails with {@link IllegalStateException} if the
   *     call is not an incoming one that waits for its answer
   */
  CompletableFuture<Void> reject(HangupOptions options);

  /**
   * Sends an incoming call to another address: 302 (RFC 3261 section 21.3.3).
   *
   * @param target where the caller may find somebody
   * @return completes like {@link #reject(HangupOptions)}
   */
  default CompletableFuture<Void> redirect(SipUri target) {
    return reject(
        HangupOptions.builder().status(302).header("Contact", "<" + target + ">").build());
  }

  /**
   * Ends the call, whatever its state: withdraws an outgoing one (CANCEL), declines an incoming one
   * (603), or hangs up (BYE). Does nothing to a call that is over.
   *
   * @return completes when the call is over; never fails
   */
  CompletableFuture<Void> hangup();

  /**
   * Ends the call like {@link #hangup()}, and says why.
   *
   * @param options header fields of the CANCEL, refusal or BYE, and a status: that of the refusal,
   *     or in the Reason (RFC 3326) of CANCEL and BYE
   * @return completes when the call is over; never fails
   */
  CompletableFuture<Void> hangup(HangupOptions options);

  /**
   * When the parties are connected.
   *
   * @return completes with this call; fails with {@link CallFailedException} if the call ends
   *     before that. A new future each time, which may be cancelled without harm
   */
  CompletableFuture<Call> answered();

  /**
   * When the call is over.
   *
   * @return completes with how it ended; never fails. A new future each time, which may be
   *     cancelled without harm
   */
  CompletableFuture<CallEndedEvent> ended();

  /**
   * Sends silence instead of sound, or sound again.
   *
   * @param muted whether to send silence
   * @return completes when in force; fails with {@link io.jasip.media.MediaException} while there
   *     is no media yet or no more
   */
  CompletableFuture<Void> setMuted(boolean muted);

  /**
   * Puts the peer on hold: offers to send only (RFC 3264 section 8.4), by re-INVITE or UPDATE, and
   * sends neither sound nor pictures until {@link #resume()}. Music is the server's to play. Only
   * one offer is under way at a time; a request that comes meanwhile, of either party, waits its
   * turn or is repeated (RFC 3261 section 14.1). If the peer refuses, the call goes on as before.
   *
   * @return completes when the peer has agreed, at once if it is on hold already; fails with {@link
   *     RequestFailedException} if it refuses or the call ends first, or with {@link
   *     IllegalStateException} if the call was not answered yet or is over
   */
  CompletableFuture<Void> hold();

  /**
   * Takes the peer off hold: offers to send and receive again. Queued like {@link #hold()}.
   *
   * @return completes when the peer has agreed, at once if it is not on hold; fails like {@link
   *     #hold()}
   */
  CompletableFuture<Void> resume();

  /**
   * Looks for a new path of the media, after a change of networks for example: ICE restart (RFC
   * 8445 section 9), offered by re-INVITE or UPDATE. Queued like {@link #hold()}; hold stays as it
   * is. The present path is used until the new one is found. Happens by itself when the connection
   * to the server was lost and is made again from another address of this machine.
   *
   * @return completes when the peer has agreed; {@link CallListener#onMediaState} tells what comes
   *     of it. Fails like {@link #hold()}
   */
  CompletableFuture<Void> restartIce();

  /**
   * Which party holds the call.
   *
   * @return what both parties have agreed to so far
   */
  HoldState holdState();

  /**
   * Transfers the peer to somebody else, who is called by the peer (blind transfer, REFER, RFC
   * 3515). We hang up when the peer reports that it has worked.
   *
   * @param target a number or name at the account's domain, {@code user@domain}, or a SIP URI
   * @return completes with the last report, {@link TransferState#SUCCEEDED} or {@link
   *     TransferState#UNREPORTED}; fails with {@link TransferFailedException}, after which the call
   *     goes on, or with {@link IllegalStateException} if the call is not ESTABLISHED or another
   *     transfer of it is under way
   * @throws IllegalArgumentException if the target is not an address; the message names it
   */
  default CompletableFuture<TransferProgress> transfer(String target) {
    return transfer(target, TransferOptions.DEFAULT);
  }

  /**
   * Transfers the peer to somebody else, as {@link #transfer(String)}.
   *
   * @param target a number or name at the account's domain, {@code user@domain}, or a SIP URI
   * @param options what becomes of the call, hold, reports, header fields, listener
   * @return like {@link #transfer(String)}
   * @throws IllegalArgumentException if the target is not an address; the message names it
   */
  CompletableFuture<TransferProgress> transfer(String target, TransferOptions options);

  /**
   * Connects the peer of this call with the peer of another (attended transfer, REFER with
   * Replaces, RFC 3891). We hang up both calls when this peer reports that it has worked. While the
   * other call is not answered yet, the transfer waits for that; {@link
   * TransferOptions#unanswered()} has the alternative.
   *
   * @param consultation a call of this user agent or of another in this JVM, incoming or outgoing
   * @return completes with the last report, {@link TransferState#SUCCEEDED} or {@link
   *     TransferState#UNREPORTED}; fails with {@link TransferFailedException}, after which both
   *     calls go on, or with {@link IllegalStateException} if a call is in no state for it or
   *     another transfer of this one is under way
   * @throws IllegalArgumentException if the other call is this one
   */
  default CompletableFuture<TransferProgress> transfer(Call consultation) {
    return transfer(consultation, TransferOptions.DEFAULT);
  }

  /**
   * Connects the peer of this call with the peer of another, as {@link #transfer(Call)}.
   *
   * @param consultation a call of this user agent or of another in this JVM, incoming or outgoing
   * @param options what becomes of the calls, hold, reports, header fields, listener
   * @return like {@link #transfer(Call)}
   * @throws IllegalArgumentException if the other call is this one
   */
  CompletableFuture<TransferProgress> transfer(Call consultation, TransferOptions options);

  /**
   * The call that this one takes the place of (RFC 3891), which ends when this one is established.
   *
   * @return empty for most calls
   */
  Optional<Call> replaces();

  /**
   * Sends digits as the user agent's {@link CallPolicy#dtmf()} says, see {@link #sendDtmf(String,
   * DtmfOptions)}.
   *
   * @param tones of {@code 0-9 A-D * #}, {@code R} for a hook flash, which goes by INFO, and {@code
   *     ,} for a pause of two seconds
   * @return completes like the other
   * @throws IllegalArgumentException if another character is among them
   */
  CompletableFuture<Void> sendDtmf(String tones);

  /**
   * Sends digits, after all those that were given before: a call has one queue, whatever the
   * method. While a new offer changes the media, RTP events wait.
   *
   * @param tones of {@code 0-9 A-D * #}, {@code R} for a hook flash, which goes by INFO, and {@code
   *     ,} for a pause of two seconds
   * @param options method, duration and gap
   * @return completes when the last digit was sent, also if the peer hangs up on it; fails with
   *     {@link io.jasip.media.MediaException} if the peer takes no RTP events, with {@link
   *     RequestFailedException} if it refuses an INFO or the call ends first, and with {@link
   *     IllegalStateException} if there is nobody yet to send INFO to
   * @throws IllegalArgumentException if another character is among them
   */
  CompletableFuture<Void> sendDtmf(String tones, DtmfOptions options);

  /**
   * Sends a request within the call, such as INFO (RFC 6086) or MESSAGE (RFC 3428), also while an
   * outgoing call is still ringing. A response 408 or 481, or none, ends the call (RFC 3261 section
   * 12.2.1.2).
   *
   * @param method not one that the call sends by itself: INVITE, ACK, BYE, CANCEL, PRACK, UPDATE
   * @param body or {@link SipBody#NONE}
   * @param headers to add, such as {@code Info-Package}; possibly {@link SipHeaders#NONE}
   * @return completes with the final response, whatever its status; fails with {@link
   *     RequestFailedException} if there is none or the call ends first, and with {@link
   *     IllegalStateException} if nobody has answered the INVITE yet, not even provisionally
   * @throws IllegalArgumentException if the method, or a header field, is the call's own business
   */
  CompletableFuture<SipResponse> sendRequest(SipMethod method, SipBody body, SipHeaders headers);

  /**
   * Sends an INFO (RFC 6086) within the call.
   *
   * @param body of any type
   * @return completes like {@link #sendRequest}
   */
  default CompletableFuture<SipResponse> sendInfo(SipBody body) {
    return sendRequest(SipMethod.INFO, body, SipHeaders.NONE);
  }

  /**
   * Sends an instant message (RFC 3428) within the call.
   *
   * @param body of any type, such as {@link SipBody#text}
   * @return completes like {@link #sendRequest}
   */
  default CompletableFuture<SipResponse> sendMessage(SipBody body) {
    return sendRequest(SipMethod.MESSAGE, body, SipHeaders.NONE);
  }

  /**
   * Takes a snapshot of the media's counters.
   *
   * @return the snapshot; fails with {@link io.jasip.media.MediaException} if the media is gone
   */
  CompletableFuture<MediaStats> stats();

  /**
   * What the media engine in use lets an application do with this call's media beyond this
   * interface, such as {@code io.jasip.webrtc.CallAudio}.
   *
   * @param type an interface of that engine
   * @param <T> that interface
   * @return the call's; fails with {@link io.jasip.media.MediaException} while there is no media
   *     yet or no more, or if the engine has no such thing
   */
  <T> CompletableFuture<T> media(Class<T> type);
}
