package io.jasip.internal.call;

import io.jasip.Account;
import io.jasip.UAConfig;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.loop.CallbackDispatcher;
import io.jasip.internal.transfer.Transfers;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a call needs of its user agent.
 *
 * @param account whose call it is; null in a server
 * @param core sends and answers
 * @param dispatcher carries events to the application
 * @param transfers of its calls
 * @param config media engine, ICE servers, ring timeout
 * @param ended told on the loop when the call is over
 */
public record CallContext(
    @Nullable Account account,
    UserAgentCore core,
    CallbackDispatcher dispatcher,
    Transfers transfers,
    UAConfig config,
    Consumer<RealCall> ended) {

  /** What a call needs of a server, which transfers nobody and follows no REFER. */
  public CallContext(
      UserAgentCore core,
      CallbackDispatcher dispatcher,
      UAConfig config,
      Consumer<RealCall> ended) {
    this(null, core, dispatcher, Transfers.none(core, dispatcher), config, ended);
  }
}
