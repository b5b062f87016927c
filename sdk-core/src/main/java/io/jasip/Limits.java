package io.jasip;

/**
 * How much a server may make a user agent hold and do, so that one that does not read, floods, or
 * breaks the rules can neither fill the memory nor keep other user agents of the process from
 * working. The defaults are far above what a telephone needs and far below what hurts; a gateway
 * with hundreds of calls may raise them.
 *
 * <pre>{@code
 * UA gateway =
 *     UA.builder()
 *         .server("wss://pbx.example.com:8089/ws")
 *         .user("250")
 *         .limits(Limits.DEFAULT.withDialogs(5_000).withTransactions(5_000))
 *         .build();
 * }</pre>
 *
 * <p>Immutable; may be shared by user agents.
 *
 * @param messageSize bytes of a message, in however many frames. A larger one ends the connection
 *     with close code 1009 ({@code ConnectionFailedException} of layer WEBSOCKET), for what follows
 *     it in the stream cannot be trusted to be small. Of a message, at most 32 KiB are start line
 *     and header fields, and 8 KiB one field: one that exceeds these is dropped, with a line in the
 *     log, and a request among them answered with 400 where it can be
 * @param headerFields header fields of a message; one with more is dropped in the same way
 * @param messagesPerSecond messages and other frames per second of a connection, and as many at
 *     once after a second of rest. What exceeds that is not refused: the connection is not read for
 *     a while, and TCP has the server wait
 * @param unsentBytes what may wait to be sent on a connection. A server that does not read, so that
 *     more would wait, loses the connection ({@code ConnectionFailedException} of layer WEBSOCKET)
 * @param transactions requests of the server that wait for their answer, of an account on a
 *     connection, such as calls that ring and messages that listeners have not decided about.
 *     Further requests get 503 with Retry-After (RFC 3261 section 21.5.4), and the application does
 *     not hear of them
 * @param dialogs calls, subscriptions and transfers of an account on a connection. A request that
 *     would make another gets 503; what the application begins itself is not counted against it
 * @param earlyDialogs telephones that ring for one outgoing call (RFC 3261 section 12.1). What
 *     further ones send is told as progress, and makes no dialog; an answer of theirs is dropped
 * @param callbacks events that wait for listeners of the application. While there are more,
 *     requests of the server get 503, but for those that end something, and provisional responses
 *     are not told; futures still complete
 */
public record Limits(
    int messageSize,
    int headerFields,
    int messagesPerSecond,
    int unsentBytes,
    int transactions,
    int dialogs,
    int earlyDialogs,
    int callbacks) {

  /**
   * 64 KiB a message, 200 header fields, 2,000 messages per second, 1 MiB unsent, 1,000
   * transactions, 1,000 dialogs, 64 early dialogs of a call, 10,000 callbacks.
   */
  public static final Limits DEFAULT =
      new Limits(65_536, 200, 2_000, 1_048_576, 1_000, 1_000, 64, 10_000);

  /**
   * Checks the values.
   *
   * @param messageSize bytes of a message
   * @param headerFields of a message
   * @param messagesPerSecond of a connection
   * @param unsentBytes of a connection
   * @param transactions that wait for an answer of ours
   * @param dialogs of an account on a connection
   * @param earlyDialogs of a call
   * @param callbacks that wait for the application
   * @throws IllegalArgumentException if messageSize or unsentBytes is less than 4,096, headerFields
   *     or messagesPerSecond less than 50, or another less than 1
   */
  public Limits {
    // An INVITE with video has more than 4 KiB and some 40 header fields.
    require("messageSize", messageSize, 4_096);
    require("headerFields", headerFields, 50);
    require("messagesPerSecond", messagesPerSecond, 50);
    require("unsentBytes", unsentBytes, 4_096);
    require("transactions", transactions, 1);
    require("dialogs", dialogs, 1);
    require("earlyDialogs", earlyDialogs, 1);
    require("callbacks", callbacks, 1);
  }

  private static void require(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "limits: " + name + " " + value + " is less than " + least);
    }
  }

  /**
   * The same with another size of messages.
   *
   * @param value bytes of a message, at least 4,096
   * @return a changed copy
   * @throws IllegalArgumentException if it is less
   */
  public Limits withMessageSize(int value) {
    return new Limits(
        value,
        headerFields,
        messagesPerSecond,
        unsentBytes,
        transactions,
        dialogs,
        earlyDialogs,
        callbacks);
  }

  /**
   * The same with another number of header fields.
   *
   * @param value at least 50
   * @return a changed copy
   * @throws IllegalArgumentException if it is less
   */
  public Limits withHeaderFields(int value) {
    return new Limits(
        messageSize,
        value,
        messagesPerSecond,
        unsentBytes,
        transactions,
        dialogs,
        earlyDialogs,
        callbacks);
  }

  /**
   * The same with another rate.
   *
   * @param value messages and other frames per second of a connection, at least 50
   * @return a changed copy
   * @throws IllegalArgumentException if it is less
   */
  public Limits withMessagesPerSecond(int value) {
    return new Limits(
        messageSize,
        headerFields,
        value,
        unsentBytes,
        transactions,
        dialogs,
        earlyDialogs,
        callbacks);
  }

  /**
   * The same with another limit of what waits to be sent.
   *
   * @param value bytes, at least 4,096
   * @return a changed copy
   * @throws IllegalArgumentException if it is less
   */
  public Limits withUnsentBytes(int value) {
    return new Limits(
        messageSize,
        headerFields,
        messagesPerSecond,
        value,
        transactions,
        dialogs,
        earlyDialogs,
        callbacks);
  }

  /**
   * The same with another limit of requests that wait for an answer.
   *
   * @param value at least 1
   * @return a changed copy
   * @throws IllegalArgumentException if it is less
   */
  public Limits withTransactions(int value) {
    return new Limits(
        messageSize,
        headerFields,
        messagesPerSecond,
        unsentBytes,
        value,
        dialogs,
        earlyDialogs,
        callbacks);
  }

  /**
   * The same with another limit of dialogs.
   *
   * @param value at least 1
   * @return a changed copy
   * @throws IllegalArgumentException if it is less
   */
  public Limits withDialogs(int value) {
    return new Limits(
        messageSize,
        headerFields,
        messagesPerSecond,
        unsentBytes,
        transactions,
        value,
        earlyDialogs,
        callbacks);
  }

  /**
   * The same with another limit of telephones that ring for a call.
   *
   * @param value at least 1
   * @return a changed copy
   * @throws IllegalArgumentException if it is less
   */
  public Limits withEarlyDialogs(int value) {
    return new Limits(
        messageSize,
        headerFields,
        messagesPerSecond,
        unsentBytes,
        transactions,
        dialogs,
        value,
        callbacks);
  }

  /**
   * The same with another limit of events that wait for the application.
   *
   * @param value at least 1
   * @return a changed copy
   * @throws IllegalArgumentException if it is less
   */
  public Limits withCallbacks(int value) {
    return new Limits(
        messageSize,
        headerFields,
        messagesPerSecond,
        unsentBytes,
        transactions,
        dialogs,
        earlyDialogs,
        value);
  }
}
