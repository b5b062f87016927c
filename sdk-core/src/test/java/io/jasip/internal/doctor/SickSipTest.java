package io.jasip.internal.doctor;

import static io.jasip.testkit.FaultProxy.Direction.FROM_SERVER;
import static io.jasip.testkit.FaultProxy.Fault.CUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.auth.Credentials;
import io.jasip.auth.DigestAlgorithm;
import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.Step;
import io.jasip.doctor.Verdict;
import io.jasip.fault.Fault;
import io.jasip.internal.transport.SipConnection;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.testkit.FaultProxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Faults of SIP")
class SickSipTest extends DoctorTest {

  private static final String CHAN_SIP =
      "Digest algorithm=MD5, realm=\"asterisk\", nonce=\"1e2be357\"";

  record Row(String what, Fault fault, BiConsumer<SipConnection, SipRequest> register) {
    @Override
    public String toString() {
      return what + " | " + fault;
    }
  }

  /** Asks for a password, and answers whatever comes with a status. */
  private static Row afterPassword(String what, int status, Fault fault) {
    return afterPassword(what, IllPbx.CHALLENGE, status, fault);
  }

  private static Row afterPassword(String what, String challenge, int status, Fault fault) {
    return new Row(
        what,
        fault,
        (connection, request) ->
            connection.send(
                request.header("Authorization").isEmpty() || status == 401
                    ? IllPbx.response(request, 401).header("WWW-Authenticate", challenge).build()
                    : IllPbx.response(request, status).build()));
  }

  static Stream<Row> registrars() {
    return Stream.of(
        afterPassword("401 to the password", 401, Fault.CREDENTIALS_REFUSED),
        afterPassword("403 to every question", 403, Fault.AOR_MISSING),
        afterPassword("404", 404, Fault.AOR_NAME_MISMATCH),
        afterPassword("403 of chan_sip", CHAN_SIP, 403, Fault.CHAN_SIP_OWNS_WEBSOCKET),
        afterPassword("405", 405, Fault.REGISTRAR_MISSING),
        afterPassword("500", 500, Fault.SIP_SERVER_ERROR),
        afterPassword("488", 488, Fault.REGISTRATION_REFUSED),
        new Row(
            "403 without a challenge",
            Fault.REGISTRATION_FORBIDDEN,
            (connection, request) -> connection.send(IllPbx.response(request, 403).build())),
        new Row(
            "401 to the Contact alone",
            Fault.CONTACT_ACL,
            (connection, request) ->
                connection.send(
                    request.header("Authorization").isPresent()
                            && request.header("Contact").isEmpty()
                        ? IllPbx.response(request, 200).build()
                        : IllPbx.response(request, 401)
                            .header("WWW-Authenticate", IllPbx.CHALLENGE)
                            .build())),
        new Row(
            "500 to alice, and a question for a password to others",
            Fault.AUTH_NOT_LOADED,
            (connection, request) ->
                connection.send(
                    "alice".equals(request.from().uri().user())
                        ? IllPbx.response(request, 500).build()
                        : IllPbx.response(request, 401)
                            .header("WWW-Authenticate", IllPbx.CHALLENGE)
                            .build())),
        new Row(
            "500 to everybody",
            Fault.SIP_SERVER_ERROR,
            (connection, request) -> connection.send(IllPbx.response(request, 500).build())),
        new Row("silence", Fault.SIP_SILENT, (connection, request) -> {}),
        new Row("a close", Fault.WS_CLOSED_BY_SERVER, (connection, request) -> connection.close()),
        afterPassword("a digest that is too weak", IllPbx.CHALLENGE, 401, Fault.DIGEST_TOO_WEAK));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("registrars")
  void aRegistrarWith(Row row) {
    IllPbx pbx =
        open(
            new IllPbx(GOOD) {
              @Override
              void register(SipConnection connection, SipRequest request) {
                row.register().accept(connection, request);
              }
            });

    Diagnosis diagnosis =
        examine(
            pbx.url(),
            alice ->
                row.fault() == Fault.DIGEST_TOO_WEAK
                    ? alice.weakestDigest(DigestAlgorithm.SHA_256)
                    : alice);

    assertFirst(diagnosis, row.fault(), Step.REGISTER);
    assertThat(show(diagnosis)).doesNotContain("wonderland").doesNotContain("response=");
  }

  @Test
  void credentialsOfAnotherRealm() {
    IllPbx pbx = open(new IllPbx(GOOD));

    Diagnosis diagnosis =
        examine(
            pbx.url(),
            alice ->
                alice.credentials(Credentials.of("alice", "wonderland").forRealm("elsewhere")));

    assertFirst(diagnosis, Fault.REALM_UNEXPECTED, Step.REGISTER);
  }

  /** Not CREDENTIALS_REFUSED: nothing was there to refuse. */
  @Test
  void noPassword() {
    IllPbx pbx = open(new IllPbx(GOOD));

    Diagnosis diagnosis =
        examine(
            io.jasip.UA.builder().server(pbx.url()).tls(TRUSTING_ROOT).user("alice").build(),
            io.jasip.doctor.DoctorOptions.DEFAULT,
            Deadlines.DEFAULT);

    assertFirst(diagnosis, Fault.CREDENTIALS_MISSING, Step.REGISTER);
    assertThat(evidence(diagnosis, Step.REGISTER, "register.credentials")).isEqualTo("none");
  }

  @Test
  void anybodyMayRegister() {
    IllPbx pbx =
        open(
            new IllPbx(GOOD) {
              @Override
              void register(SipConnection connection, SipRequest request) {
                authorized(connection, request);
              }
            });

    Diagnosis diagnosis = examine(pbx.url());

    assertFirst(diagnosis, Fault.REGISTRATION_UNCHALLENGED, Step.REGISTER);
    assertThat(diagnosis.verdict()).isEqualTo(Verdict.WARNING);
  }

  @Test
  void registrationsOfSeconds() {
    IllPbx pbx = open(new IllPbx(GOOD));
    pbx.seconds = 2;

    Diagnosis diagnosis = examine(pbx.url());

    assertFirst(diagnosis, Fault.REGISTRATION_SHORT, Step.REGISTER);
    assertThat(diagnosis.verdict()).isEqualTo(Verdict.WARNING);
  }

  @Test
  void noMoreContacts() {
    IllPbx pbx =
        open(
            new IllPbx(GOOD) {
              @Override
              void authorized(SipConnection connection, SipRequest request) {
                if (request.header("Contact").isPresent()) {
                  connection.send(response(request, 403).build());
                } else {
                  super.authorized(connection, request);
                }
              }
            });
    pbx.bindings.put("bob", "<sip:bob@192.0.2.1>;expires=100");

    Diagnosis diagnosis = examine(pbx.url());

    assertFirst(diagnosis, Fault.MAX_CONTACTS_REACHED, Step.REGISTER);
    assertThat(evidence(diagnosis, Step.REGISTER, "register.binding-before")).contains("bob");
  }

  @Test
  void oneContactPushesTheOtherOut() {
    IllPbx pbx =
        open(
            new IllPbx(GOOD) {
              @Override
              void authorized(SipConnection connection, SipRequest request) {
                if (request.header("Contact").isPresent()) {
                  bindings.clear();
                }
                super.authorized(connection, request);
              }
            });
    pbx.bindings.put("bob", "<sip:bob@192.0.2.1>;expires=100");

    Diagnosis diagnosis = examine(pbx.url());

    assertFirst(diagnosis, Fault.BINDING_EVICTED, Step.REGISTER);
    assertThat(diagnosis.verdict()).isEqualTo(Verdict.WARNING);
    assertThat(evidence(diagnosis, Step.REGISTER, "register.binding-removed")).contains("bob");
  }

  /** Who gets no list has not seen that somebody is missing from it. */
  @Test
  void aSecondListOfBindingsIsRefused() {
    AtomicInteger lists = new AtomicInteger();
    IllPbx pbx =
        open(
            new IllPbx(GOOD) {
              @Override
              void authorized(SipConnection connection, SipRequest request) {
                if (request.header("Contact").isEmpty() && lists.incrementAndGet() == 2) {
                  connection.send(response(request, 503).build());
                } else {
                  super.authorized(connection, request);
                }
              }
            });
    pbx.bindings.put("bob", "<sip:bob@192.0.2.1>;expires=100");

    Diagnosis diagnosis = examine(pbx.url());

    assertThat(lists).hasValue(2);
    assertHealthy(diagnosis);
    assertThat(evidence(diagnosis, Step.REGISTER, "register.query-after")).contains("503");
  }

  @Test
  void theBindingIsGoneAMomentLater() {
    IllPbx pbx =
        open(
            new IllPbx(GOOD) {
              @Override
              void authorized(SipConnection connection, SipRequest request) {
                super.authorized(connection, request);
                bindings.clear();
              }
            });

    assertFirst(examine(pbx.url()), Fault.BINDING_LOST, Step.REGISTER);
  }

  @Test
  void nobodyAnswersSip() {
    IllPbx pbx =
        open(
            new IllPbx(GOOD) {
              @Override
              void onRequest(SipConnection connection, SipRequest request, int number) {}
            });

    Diagnosis diagnosis = examine(pbx.url());

    assertFirst(diagnosis, Fault.SIP_SILENT, Step.OPTIONS);
    assertThat(evidence(diagnosis, Step.OPTIONS, "options.ping")).isEqualTo("answered");
    assertThat(pbx.requests()).allMatch(request -> request.header("Authorization").isEmpty());
  }

  @Test
  void optionsAloneAreNotAnswered() {
    IllPbx pbx =
        open(
            new IllPbx(GOOD) {
              @Override
              void onRequest(SipConnection connection, SipRequest request, int number) {
                if (!request.is(SipMethod.OPTIONS)) {
                  super.onRequest(connection, request, number);
                }
              }
            });

    Diagnosis diagnosis = examine(pbx.url());

    assertHealthy(diagnosis);
    assertThat(evidence(diagnosis, Step.OPTIONS, "options.register-instead")).contains("401");
  }

  @Test
  void whatComesWhileTheServerBootsIsLost() {
    AtomicInteger lost = new AtomicInteger();
    IllPbx pbx =
        open(
            new IllPbx(GOOD) {
              @Override
              void onRequest(SipConnection connection, SipRequest request, int number) {
                // The first WebSocket was opened by the upgrade alone; OPTIONS, REGISTER and
                // OPTIONS
                // are lost on the next two.
                if (number > 2 && lost.incrementAndGet() > 2) {
                  super.onRequest(connection, request, number);
                }
              }
            });

    Diagnosis diagnosis = examine(pbx.url());

    assertFirst(diagnosis, Fault.SERVER_BOOTING, Step.OPTIONS);
    assertThat(result(diagnosis, Step.REGISTER).verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void theConnectionIsCut() {
    AtomicReference<FaultProxy> network = new AtomicReference<>();
    IllPbx pbx =
        open(
            new IllPbx(GOOD) {
              @Override
              void register(SipConnection connection, SipRequest request) {
                new Thread(() -> network.get().inject(CUT, FROM_SERVER, 0)).start();
              }
            });
    network.set(open(FaultProxy.to(pbx.port())));

    assertFirst(
        examine("wss://localhost:" + network.get().port() + "/ws"), Fault.WS_LOST, Step.REGISTER);
  }

  @Test
  void theServerClosesWhatItHasOpened() {
    IllPbx pbx =
        open(
            new IllPbx(GOOD) {
              @Override
              void opened(SipConnection connection, int number) {
                connection.close();
              }
            });

    assertFirst(examine(pbx.url()), Fault.WS_CLOSED_BY_SERVER, Step.WEBSOCKET);
  }
}
