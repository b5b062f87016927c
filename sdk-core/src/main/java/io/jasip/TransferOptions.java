package io.jasip;

import io.jasip.sip.SipHeaders;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What one transfer may differ in. Immutable. */
public final class TransferOptions {

  /** Nothing special. */
  public static final TransferOptions DEFAULT = builder().build();

  /** What becomes of our call with the peer when the transfer has succeeded. */
  public enum OriginalCall {
    /**
     * We hang up as soon as the peer has reported the success, as RFC 5589 section 6.1 has it. With
     * {@link Builder#reported reported(false)}, as soon as the peer has agreed.
     */
    END,
    /** We leave it to the peer to hang up, and do so ourselves if it has not after 10 s. */
    LEAVE_TO_PEER,
    /** The call goes on until a party hangs up. */
    KEEP
  }

  /** What {@link Call#transfer(Call)} does while the other call is not answered yet. */
  public enum Unanswered {
    /**
     * The transfer waits for the answer, and then goes on as an attended one; if the other call
     * fails, so does the transfer. RFC 3891 section 3 lets a phone that rings refuse to be taken
     * over, so a REFER that names an early dialog would fail with most.
     */
    WAIT,
    /**
     * The other call is withdrawn, and the peer is sent to its address as in a blind transfer: the
     * way of RFC 5589 section 7.6. Not for an incoming call.
     */
    BLIND
  }

  private final OriginalCall originalCall;
  private final Unanswered unanswered;
  private final boolean holdFirst;
  private final boolean reported;
  private final SipHeaders headers;
  private final @Nullable Consumer<TransferProgress> listener;

  private TransferOptions(Builder builder) {
    this.originalCall = builder.originalCall;
    this.unanswered = builder.unanswered;
    this.holdFirst = builder.holdFirst;
    this.reported = builder.reported;
    this.headers = builder.headers.build();
    this.listener = builder.listener;
  }

  /**
   * Begins.
   *
   * @return an empty builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * What becomes of our call with the peer when the transfer has succeeded.
   *
   * @return {@link OriginalCall#END} unless set
   */
  public OriginalCall originalCall() {
    return originalCall;
  }

  /**
   * What is done while the call that is handed over is not answered yet.
   *
   * @return {@link Unanswered#WAIT} unless set
   */
  public Unanswered unanswered() {
    return unanswered;
  }

  /**
   * Whether the peer is put on hold before it is referred.
   *
   * @return false unless set
   */
  public boolean holdFirst() {
    return holdFirst;
  }

  /**
   * Whether the peer is to report how the transfer goes.
   *
   * @return true unless set
   */
  public boolean reported() {
    return reported;
  }

  /**
   * Header fields to add to the REFER.
   *
   * @return possibly empty
   */
  public SipHeaders headers() {
    return headers;
  }

  /**
   * Who is told how the transfer goes.
   *
   * @return null for none
   */
  public @Nullable Consumer<TransferProgress> listener() {
    return listener;
  }

  /** Collects options. Not for use by several threads at once. */
  public static final class Builder {

    private OriginalCall originalCall = OriginalCall.END;
    private Unanswered unanswered = Unanswered.WAIT;
    private boolean holdFirst;
    private boolean reported = true;
    private final SipHeaders.Builder headers = SipHeaders.builder();
    private @Nullable Consumer<TransferProgress> listener;

    private Builder() {}

    /**
     * Sets what becomes of our call with the peer, and of the call that was handed over, when the
     * transfer has succeeded.
     *
     * @param then the default is {@link OriginalCall#END}
     * @return this
     */
    public Builder originalCall(OriginalCall then) {
      this.originalCall = Objects.requireNonNull(then, "then");
      return this;
    }

    /**
     * Sets what is done while the call that is handed over is not answered yet.
     *
     * @param then the default is {@link Unanswered#WAIT}
     * @return this
     */
    public Builder unanswered(Unanswered then) {
      this.unanswered = Objects.requireNonNull(then, "then");
      return this;
    }

    /**
     * Puts the peer on hold before it is referred, so that the parties do not hear the target ring
     * and each other. A peer that was put on hold for this is taken off it if the transfer fails.
     *
     * @param hold the default is false
     * @return this
     */
    public Builder holdFirst(boolean hold) {
      this.holdFirst = hold;
      return this;
    }

    /**
     * Asks the peer not to report (RFC 4488). If it agrees, the transfer ends in {@link
     * TransferState#UNREPORTED}; a peer that does not know RFC 4488 reports all the same.
     *
     * @param reports the default is true
     * @return this
     */
    public Builder reported(boolean reports) {
      this.reported = reports;
      return this;
    }

    /**
     * Adds a header field to the REFER.
     *
     * @param name such as {@code X-Ticket}
     * @param value one line
     * @return this
     * @throws IllegalArgumentException if the name is not a token or the value holds a line break
     */
    public Builder header(String name, String value) {
      headers.add(name, value);
      return this;
    }

    /**
     * Sets who is told of each step, on the application's executor.
     *
     * @param progress to be told
     * @return this
     */
    public Builder listener(Consumer<TransferProgress> progress) {
      this.listener = Objects.requireNonNull(progress, "progress");
      return this;
    }

    /**
     * Finishes.
     *
     * @return the options
     */
    public TransferOptions build() {
      return new TransferOptions(this);
    }
  }
}
