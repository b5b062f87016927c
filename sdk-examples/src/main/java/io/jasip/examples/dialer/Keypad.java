package io.jasip.examples.dialer;

import io.jasip.Call;
import io.jasip.TransferProgress;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What is typed while a call is up, a line each; see {@link #HELP}. */
final class Keypad {

  static final String HELP =
      "type digits (0-9 * # A-D), hold, resume, mute, unmute, transfer TARGET, quality or hangup";

  private final Run run;
  private final Call call;

  /** Completes when it has been told what came of the line that was typed last. */
  private volatile CompletableFuture<Void> told = CompletableFuture.completedFuture(null);

  private Keypad(Run run, Call call) {
    this.run = run;
    this.call = call;
  }

  /** Reads standard input until its end, or that of the call, on a thread of its own. */
  static Keypad start(Run run, Call call) {
    Keypad keypad = new Keypad(run, call);
    Thread thread = new Thread(keypad::read, "dialer-keypad");
    thread.setDaemon(true);
    thread.start();
    run.event("keypad", Map.of(), HELP);
    return keypad;
  }

  /** Completes when it has been told what came of the line that was typed last. */
  CompletableFuture<Void> told() {
    return told;
  }

  private void read() {
    try {
      String line = StandardInput.readLine();
      while (line != null && !call.ended().isDone()) {
        if (!line.isBlank()) {
          typed(line.strip());
        }
        line = StandardInput.readLine();
      }
    } catch (IOException e) {
      run.event("keypad", Map.of(), "standard input cannot be read: " + e.getMessage());
    }
  }

  private void typed(String line) {
    String[] words = line.split("\\s+", 2);
    String command = words[0].toLowerCase(Locale.ROOT);
    String argument = words.length > 1 ? words[1] : "";
    CompletableFuture<Void> now = new CompletableFuture<>();
    told = now; // before the call can end by it
    outcome(command, argument, line)
        .handle(
            (text, failure) -> {
              if (failure == null) {
                tell(line, "result", text);
              } else {
                failed(line, failure);
              }
              return null;
            })
        .whenComplete((done, failure) -> now.complete(null));
    if (!command.equals("transfer")) { // which may take long, and be given up by a hang-up
      now.join();
    }
  }

  private CompletableFuture<String> outcome(String command, String argument, String line) {
    try {
      return perform(command, argument, line);
    } catch (IllegalArgumentException | IllegalStateException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<String> perform(String command, String argument, String line) {
    boolean alone = argument.isEmpty();
    if (line.matches("[0-9*#A-Da-d,\\s]+")) {
      String digits = line.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
      return call.sendDtmf(digits).thenApply(sent -> "sent " + digits);
    }
    if (command.equals("transfer") && !alone) {
      return call.transfer(argument).thenApply(Keypad::transferred);
    }
    return switch (alone ? command : line) {
      case "hold" -> call.hold().thenApply(held -> "on hold");
      case "resume" -> call.resume().thenApply(resumed -> "resumed");
      case "mute" -> call.setMuted(true).thenApply(muted -> "muted");
      case "unmute" -> call.setMuted(false).thenApply(heard -> "not muted");
      case "quality" -> call.stats().thenApply(HumanOutput::line);
      case "hangup" -> call.hangup().thenApply(over -> "hung up");
      case "help", "?" -> CompletableFuture.completedFuture(HELP);
      default -> throw new IllegalArgumentException("\"" + line + "\" is no command; " + HELP);
    };
  }

  private static String transferred(TransferProgress progress) {
    String state = progress.state().name().toLowerCase(Locale.ROOT);
    String answer =
        progress.status() == 0 ? "" : ": " + progress.status() + " " + progress.reason();
    return "transfer to " + progress.target() + " " + state + answer;
  }

  private void failed(String line, Throwable failure) {
    Throwable why =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    tell(line, "problem", String.valueOf(why.getMessage()));
  }

  private void tell(String line, String kind, String text) {
    run.event("typed", Map.of("line", line, kind, text), text);
  }
}
