package io.jasip.internal.call;

import io.jasip.UAConfig;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.loop.CallbackDispatcher;
import io.jasip.internal.transfer.Transfers;
import java.util.function.Consumer;

/**
 * What a call needs of its user agent.
 *
 * @param core sends and answers
 * @param dispatcher carries events to the application
 * @param transfers of its calls
 * @param config media engine, ICE servers, ring timeout
 * @param ended told on the loop when the call is over
 */
public record CallContext(
    UserAgentCore core,
    CallbackDispatcher dispatcher,
    Transfers transfers,
    UAConfig config,
    Consumer<RealCall> ended) {

  /** What a call needs of a user agent that transfers nobody and follows no REFER. */
  public CallContext(
      UserAgentCore core,
      CallbackDispatcher dispatcher,
      UAConfig config,
      Consumer<RealCall> ended) {
    this(core, dispatcher, Transfers.none(core, dispatcher), config, ended);
  }
}
