package io.jasip.testkit;

import io.jasip.UA;
import io.jasip.UABuilder;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Joins the user agents of one test, each by a connection of its own, so that they can call each
 * other. Takes every REGISTER, and passes all else on to whom it is for: 404 if nobody has that
 * name, 480 if he is not connected.
 */
public final class VirtualPbx {

  private final VirtualLoop loop;
  private final Map<String, ScriptedServer> lines = new HashMap<>();
  private final Map<String, ScriptedServer> byContact = new HashMap<>();
  private final Map<String, ScriptedServer> bySentBy = new HashMap<>();

  /**
   * Makes a PBX without phones.
   *
   * @param loop of all its user agents
   */
  public VirtualPbx(VirtualLoop loop) {
    this.loop = loop;
  }

  /**
   * Makes a user agent of this PBX.
   *
   * @param builder as for {@link ScriptedServer#userAgent}
   * @return a user agent that is not started
   */
  public UA userAgent(UABuilder builder) {
    ScriptedServer line = new ScriptedServer(loop);
    UA made = line.userAgent(builder);
    lines.put(String.valueOf(made.config().account().uri().user()), line);
    line.forward(message -> pass(line, message));
    return made;
  }

  /**
   * The line to a user agent, to cut it or to see what went over it.
   *
   * @param user of its address
   * @return the line
   */
  public ScriptedServer line(String user) {
    ScriptedServer line = lines.get(user);
    if (line == null) {
      throw new AssertionError("no user agent is called " + user);
    }
    return line;
  }

  private void pass(ScriptedServer from, SipMessage message) {
    message
        .header("Contact")
        .ifPresent(contact -> byContact.put(contact.replaceAll(".*sips?:([^@]*)@.*", "$1"), from));
    if (!(message instanceof SipRequest request)) {
      send(bySentBy.get(message.via().sentBy()), message);
      return;
    }
    bySentBy.put(request.via().sentBy(), from);
    if (request.is(SipMethod.REGISTER)) {
      from.answer(request, 200);
      return;
    }
    String user = String.valueOf(request.uri().user());
    ScriptedServer to = lines.getOrDefault(user, byContact.get(user));
    boolean arrived = send(to, request);
    if (!arrived && !request.is(SipMethod.ACK)) {
      from.answer(request, to == null ? 404 : 480);
    }
  }

  private static boolean send(@Nullable ScriptedServer to, SipMessage message) {
    if (to == null || !to.isConnected()) {
      return false;
    }
    to.send(message);
    return true;
  }
}
