package io.jasip.internal.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.internal.message.TortureMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The torture messages of RFC 4475 sent to a whole user agent: what it answers, and that it works
 * on after each. The certificate in mpart01 is cut short.
 */
@Isolated("an error that anybody logs counts")
class TortureUserAgentTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        // message | user of the account | answers, or "none"
        // Valid, and within a dialog that we do not know.
        "wsinv | vivekg | 481 Call/Transaction Does Not Exist",
        // The one valid message that is dropped, on purpose: raw control characters.
        "intmeth | user | none",
        "intmeth-printable | user | 405 Method Not Allowed",
        "esc01 | sips%3Auser%40example.com | 180 Ringing",
        "escnull | user | 405 Method Not Allowed",
        "esc02 | user | 405 Method Not Allowed",
        "lwsdisp | user | 200 OK",
        "longreq | user | 180 Ringing",
        "dblreq | user | 405 Method Not Allowed",
        // The whole of what is before the @ is the user.
        "semiuri | user | 404 Not Found",
        "transports | user | 200 OK",
        "mpart01 | kumiko | 480 Temporarily Unavailable", // a MESSAGE that no listener takes
        // Responses to nothing that we asked.
        "unreason | user | none",
        "noreason | user | none",
        // From here on: section 3.1.2, where the RFC wants 400 or patience.
        "badinv01 | user | 400 Bad Request: Via is malformed",
        "clerr | user | 400 Bad Request: Content-Length is 9999, but 154 bytes follow",
        "ncl | user | 400 Bad Request: Content-Length is not a number",
        "scalar02 | user | 400 Bad Request: CSeq is malformed",
        "scalarlg | user | none",
        "quotbal | user | 400 Bad Request: To is malformed",
        "ltgtruri | user | 400 Bad Request: the request line holds a bad method or URI",
        "lwsruri | user | 400 Bad Request: the first line is not a SIP/2.0 request or status line",
        "lwsstart | user | 400 Bad Request: the first line is not a SIP/2.0 request or status line",
        "trws | user | 400 Bad Request: the first line is not a SIP/2.0 request or status line",
        // Headers in a Request-URI: we never copy them into a request.
        "escruri | user | 180 Ringing",
        // We do not read Date.
        "baddate | user | 180 Ringing",
        "regbadct | user | 405 Method Not Allowed",
        // Blanks in the angle brackets can only mean one thing.
        "badaspec | user | 200 OK",
        // A comma in a name without quotes, in a header that holds one address.
        "baddn | t.watson | 200 OK",
        "badvers | user | 505 Version Not Supported: the first line is not a SIP/2.0 request or status line",
        "mismatch01 | user | 400 Bad Request: CSeq names another method than the request line",
        "mismatch02 | user | 400 Bad Request: CSeq names another method than the request line",
        // Responses that cannot be read are dropped.
        "bigcode | user | none",
        "badbranch | user | 200 OK",
        "insuf | user | 400 Bad Request: From is missing",
        "unkscm | user | 416 Unsupported URI Scheme",
        "novelsc | user | 416 Unsupported URI Scheme",
        "zeromf | user | 200 OK",
        "multi01 | user | 400 Bad Request: From is there 2 times",
        "mcl01 | user | 400 Bad Request: two different values of Content-Length",
        "inv2543 | UserB | 180 Ringing",
      })
  void isAnswered(String name, String user, String answers) {
    try (World world = new World(user)) {
      world.server.wire().send(TortureMessage.read(name));
      assertThat(answers(world)).isEqualTo(answers);

      world.server.stray("OPTIONS", "sip:" + user + "@pbx.example");
      assertThat(answers(world)).as("afterwards").isEqualTo("200 OK");
    }
  }

  private static String answers(World world) {
    List<String> lines = new ArrayList<>();
    world.server.drain().forEach(message -> lines.add(message.startLine()));
    world.server.wire().refusals().forEach(text -> lines.add(text.lines().findFirst().orElse("")));
    world.server.wire().refusals().clear();
    return lines.isEmpty() ? "none" : String.join(", ", lines).replaceFirst("^SIP/2.0 ", "");
  }
}
