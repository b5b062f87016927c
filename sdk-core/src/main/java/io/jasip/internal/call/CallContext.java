package io.jasip.internal.call;

import io.jasip.UAConfig;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.loop.CallbackDispatcher;
import java.util.function.Consumer;

/**
 * What a call needs of its user agent.
 *
 * @param core sends and answers
 * @param dispatcher carries events to the application
 * @param config media engine, ICE servers, ring timeout
 * @param ended told on the loop when the call is over
 */
public record CallContext(
    UserAgentCore core, CallbackDispatcher dispatcher, UAConfig config, Consumer<RealCall> ended) {}
