package io.jasip.examples.dialer;

import io.jasip.UABuilder;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The console dialer. */
@Command(
    name = "dialer",
    description = "A softphone for the console, made with JaSIP.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    version = "JaSIP dialer 0.1.0-SNAPSHOT",
    subcommands = {
      CallCommand.class,
      AnswerCommand.class,
      RegisterCommand.class,
      DemoCommand.class,
      DoctorCommand.class,
      SoakCommand.class,
      AsteriskConfigCommand.class,
      HelpCommand.class
    })
public final class Dialer implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private Dialer() {}

  /**
   * Runs a command.
   *
   * @param arguments as typed
   */
  public static void main(String[] arguments) {
    // Read by logback.xml, so before anything logs.
    System.setProperty("dialer.log", isVerbose(arguments) ? "DEBUG" : "ERROR");
    int code = commandLine().execute(arguments);
    silenceNativeFarewell();
    if (code != ExitCode.OK.code() && code != ExitCode.INTERRUPTED.code()) {
      System.exit(code);
    }
  }

  /** Also -v among other letters, as in -iv. */
  static boolean isVerbose(String... arguments) {
    return Stream.of(arguments).anyMatch(each -> each.matches("--verbose|-[hiV]*v[hivV]*"));
  }

  /** The command line, for the tests too. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Dialer());
    line.setExpandAtFiles(false); // a password may begin with @
    line.getCommandSpec()
        .usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(ExitCode.table())
        .footer(""); // else the last line has no end
    line.setParameterExceptionHandler(Dialer::explain);
    return line;
  }

  /** One line that says what is wrong, and where help is. */
  private static int explain(ParameterException problem, String[] arguments) {
    CommandLine line = problem.getCommandLine();
    line.getErr().println("dialer: " + Failure.usage(String.valueOf(problem.getMessage())).line());
    if (!UnmatchedArgumentException.printSuggestions(problem, line.getErr())) {
      line.getErr().println("Try: " + line.getCommandSpec().qualifiedName() + " --help");
    }
    line.getErr().flush();
    return ExitCode.USAGE.code();
  }

  /**
   * When the process ends, the native library prints lines on standard output, which would spoil
   * the JSON before them.
   */
  static void silenceNativeFarewell() {
    System.out.flush();
    try {
      new FileOutputStream(FileDescriptor.out).close();
    } catch (IOException e) {
      // Nobody is left to tell.
    }
  }

  /** Begins the run of a command. */
  static Run run(CommandSpec command, OutputOptions output) {
    return new Run(
        command.name(), output, command.commandLine().getOut(), command.commandLine().getErr());
  }

  /** A user agent with media. */
  static UABuilder builder(AccountOptions account, MediaArguments media, OutputOptions output) {
    UABuilder builder = account.builder(System.getenv(), output.verbose).media(media.engine());
    media.iceServers().forEach(builder::iceServer);
    return builder;
  }

  /** Without a command. */
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "no command given; write call, answer, register, demo, doctor, soak or asterisk-config");
  }
}
