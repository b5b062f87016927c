package io.jasip.internal.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.Finding;
import io.jasip.doctor.Step;
import io.jasip.doctor.StepResult;
import io.jasip.doctor.Verdict;
import io.jasip.fault.Fault;
import io.jasip.internal.transport.ClosedPort;
import io.jasip.sip.SipMethod;
import io.jasip.transport.WebSocketServer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Several servers")
class OtherServersTest extends DoctorTest {

  private String closedPort() {
    return "wss://localhost:" + open(ClosedPort.any()).port() + "/ws";
  }

  private static WebSocketServer server(String url, int weight) {
    return WebSocketServer.parse(url).withWeight(weight);
  }

  @Test
  void theOneThatIsDownIsNamed() {
    IllPbx heaviest = open(new IllPbx(GOOD));
    IllPbx second = open(new IllPbx(GOOD));
    String down = closedPort();
    IllServer hung = open(IllServer.silent());

    Diagnosis diagnosis =
        examine(
            heaviest.url(),
            alice ->
                alice.servers(
                    List.of(
                        server(second.url(), 1),
                        server(heaviest.url(), 9),
                        server(down, 1),
                        server(hung.url(true), 1))));

    StepResult others = result(diagnosis, Step.OTHER_SERVERS);
    assertThat(diagnosis.server().toString()).isEqualTo(heaviest.url());
    assertThat(diagnosis.verdict()).as(show(diagnosis)).isEqualTo(Verdict.WARNING);
    assertThat(others.findings())
        .as(show(diagnosis))
        .hasSize(2)
        .allSatisfy(each -> assertThat(each.fault()).isEqualTo(Fault.OTHER_SERVER_DOWN));
    assertThat(others.findings().get(0).evidence())
        .singleElement()
        .satisfies(seen -> assertThat(seen.name()).isEqualTo("server." + down))
        .satisfies(seen -> assertThat(seen.value()).startsWith("TCP_REFUSED"));
    assertThat(evidence(diagnosis, Step.OTHER_SERVERS, "server." + second.url()))
        .isEqualTo("takes WebSockets");
    assertThat(second.requests()).as("who is not asked gets no password").isEmpty();
    assertThat(heaviest.requests()).anyMatch(request -> request.is(SipMethod.REGISTER));
  }

  @Test
  void theOthersAreLookedAtWhenTheHeaviestIsDown() {
    IllPbx second = open(new IllPbx(GOOD));
    String down = closedPort();

    Diagnosis diagnosis =
        examine(down, alice -> alice.servers(List.of(server(down, 9), server(second.url(), 1))));

    assertFirst(diagnosis, Fault.TCP_REFUSED, Step.TCP);
    assertThat(result(diagnosis, Step.OTHER_SERVERS).verdict()).isEqualTo(Verdict.OK);
    assertThat(diagnosis.findings())
        .extracting(Finding::fault)
        .doesNotContain(Fault.OTHER_SERVER_DOWN);
  }

  @Test
  void oneServerHasNoOthers() {
    Diagnosis diagnosis = examine(open(new IllPbx(GOOD)).url());

    assertThat(result(diagnosis, Step.OTHER_SERVERS).verdict()).isEqualTo(Verdict.SKIPPED);
  }
}
