package io.jasip.internal.message;

import gov.nist.core.CommonLogger;
import gov.nist.core.StackLogger;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps JAIN-SIP's parsers from looking for log4j 1, which fails when it is absent. What they have
 * to say is said again, better, by the exception that they throw, so only trace level passes.
 */
final class SilentStackLogger implements StackLogger {

  private static final Logger LOG = LoggerFactory.getLogger("io.jasip.jain");

  static void install() {
    CommonLogger.useLegacyLogger = true;
    CommonLogger.legacyLogger = new SilentStackLogger();
  }

  @Override
  public void logStackTrace() {}

  @Override
  public void logStackTrace(int level) {}

  @Override
  public int getLineCount() {
    return 0;
  }

  @Override
  public void logException(Throwable exception) {
    LOG.trace("parser: {}", exception.toString());
  }

  @Override
  public void logDebug(String message) {}

  @Override
  public void logTrace(String message) {}

  @Override
  public void logFatalError(String message) {}

  @Override
  public void logError(String message) {}

  @Override
  public boolean isLoggingEnabled() {
    return false;
  }

  @Override
  public boolean isLoggingEnabled(int level) {
    return false;
  }

  @Override
  public void logError(String message, Exception exception) {}

  @Override
  public void logWarning(String message) {}

  @Override
  public void logInfo(String message) {}

  @Override
  public void disableLogging() {}

  @Override
  public void enableLogging() {}

  @Override
  public void setBuildTimeStamp(String stamp) {}

  @Override
  public void setStackProperties(Properties properties) {}

  @Override
  public String getLoggerName() {
    return LOG.getName();
  }
}
