package io.jasip.internal.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.RegistrationState;
import io.jasip.UA;
import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.DoctorListener;
import io.jasip.doctor.DoctorOptions;
import io.jasip.doctor.Step;
import io.jasip.doctor.StepResult;
import io.jasip.fault.Fault;
import io.jasip.sip.SipMethod;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A user agent that is registered")
class RunningUserAgentTest extends DoctorTest {

  @Test
  void staysRegistered() {
    IllPbx pbx = open(new IllPbx(GOOD));
    UA alice = alice(pbx.url()).build();
    alice.start().join();
    alice.register().join();
    List<String> before = List.copyOf(pbx.bindings.keySet());

    Diagnosis diagnosis = examine(alice, DoctorOptions.DEFAULT, Deadlines.DEFAULT);

    assertHealthy(diagnosis);
    assertThat(evidence(diagnosis, Step.REGISTER, "register.running")).contains("agrees");
    assertThat(pbx.bindings.keySet()).containsExactlyElementsOf(before);
    assertThat(alice.registration().state()).isEqualTo(RegistrationState.REGISTERED);
    assertThat(pbx.requests())
        .filteredOn(request -> request.is(SipMethod.REGISTER))
        .extracting(request -> request.header("Contact").orElse(""))
        .allMatch(contact -> contact.isEmpty() || contact.contains(before.get(0)));
    alice.stop().join();
  }

  @Test
  void learnsThatTheServerHasForgottenIt() {
    IllPbx pbx = open(new IllPbx(GOOD));
    UA alice = alice(pbx.url()).build();
    alice.start().join();
    alice.register().join();
    pbx.bindings.clear();

    Diagnosis diagnosis = examine(alice, DoctorOptions.DEFAULT, Deadlines.DEFAULT);

    assertFirst(diagnosis, Fault.BINDING_LOST, Step.REGISTER);
    alice.stop().join();
  }

  @Test
  void learnsThatAnotherHasTakenItsPlace() {
    IllPbx pbx = open(new IllPbx(GOOD));
    UA alice = alice(pbx.url()).build();
    alice.start().join();
    alice.register().join();
    pbx.bindings.clear();
    pbx.bindings.put("bob", "<sip:bob@192.0.2.1>;expires=100");

    Diagnosis diagnosis = examine(alice, DoctorOptions.DEFAULT, Deadlines.DEFAULT);

    assertFirst(diagnosis, Fault.BINDING_EVICTED, Step.REGISTER);
    alice.stop().join();
  }

  /** Who is examined goes on with its life meanwhile. */
  private static void examine(UA alice, Step after, Runnable meanwhile) {
    Doctor.examine(
            alice,
            DoctorOptions.DEFAULT,
            new DoctorListener() {
              @Override
              public void onStepEnded(StepResult result) {
                if (result.step() == after) {
                  meanwhile.run();
                }
              }
            })
        .orTimeout(60, TimeUnit.SECONDS)
        .join();
  }

  private static long bound(IllPbx pbx) {
    return pbx.requests().stream()
        .filter(request -> request.is(SipMethod.REGISTER))
        .filter(request -> request.header("Authorization").isPresent())
        .filter(request -> request.header("Contact").isPresent())
        .filter(request -> !request.header("Expires").orElse("").equals("0"))
        .count();
  }

  @Test
  void staysUnregisteredIfItLeftMeanwhile() {
    IllPbx pbx = open(new IllPbx(GOOD));
    UA alice = alice(pbx.url()).build();
    alice.start().join();
    alice.register().join();

    examine(alice, Step.KEEP_ALIVE, () -> alice.unregister().join());

    alice.stop().join(); // whatever was asked of her before is over
    assertThat(bound(pbx)).isEqualTo(1);
    assertThat(pbx.bindings).isEmpty();
  }

  /** Some servers drop all bindings of an address when one WebSocket from there closes. */
  @Test
  void registersAgainAtTheEndAlsoIfItWasNotAtTheBegin() {
    IllPbx pbx = open(new IllPbx(GOOD));
    UA alice = alice(pbx.url()).build();
    alice.start().join();

    examine(alice, Step.URL, () -> alice.register().join());

    await().atMost(30, TimeUnit.SECONDS).until(() -> bound(pbx) == 2);
    alice.stop().join();
  }

  @Test
  void saysOfARefusalWhatTheDoctorWouldSay() {
    IllPbx pbx =
        open(
            new IllPbx(GOOD) {
              @Override
              void authorized(
                  io.jasip.internal.transport.SipConnection connection,
                  io.jasip.sip.SipRequest request) {
                connection.send(response(request, 404).build());
              }
            });
    UA alice = alice(pbx.url()).build();
    alice.start().join();

    assertThat(alice.register())
        .failsWithin(java.time.Duration.ofSeconds(30))
        .withThrowableOfType(java.util.concurrent.ExecutionException.class)
        .havingCause()
        .isInstanceOfSatisfying(
            io.jasip.RegistrationFailedException.class,
            why -> assertThat(why.fault()).isEqualTo(Fault.AOR_NAME_MISMATCH));
    alice.stop().join();
  }
}
