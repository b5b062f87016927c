package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.internal.call.OfferAnswerMachine.Action;
import io.jasip.internal.call.OfferAnswerMachine.Input;
import io.jasip.internal.call.OfferAnswerMachine.State;
import io.jasip.internal.call.OfferAnswerMachine.Step;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every state with every input; what has no row changes nothing. */
class OfferAnswerMachineTest {

  private static final String TABLE =
      """
      SETTING_UP            SETTLED              STABLE                NEXT
      SETTING_UP            PEER_OFFERS          SETTING_UP            REFUSE_GLARE
      SETTING_UP            PEER_ASKS            SETTING_UP            REFUSE_GLARE
      SETTING_UP            END                  ENDED                 STOP_TIMER FAIL_ALL
      STABLE                WANTED               PREPARING_OFFER       MAKE_OFFER
      STABLE                PEER_OFFERS          PREPARING_ANSWER      MAKE_ANSWER
      STABLE                PEER_ASKS            PREPARING_LATE_OFFER  MAKE_OFFER_FOR_PEER
      STABLE                END                  ENDED                 STOP_TIMER FAIL_ALL
      PREPARING_OFFER       OFFER_READY          OFFERED               SEND_OFFER
      PREPARING_OFFER       MEDIA_FAILED         STABLE                ROLL_BACK FAIL NEXT
      PREPARING_OFFER       PEER_OFFERS          PREPARING_OFFER       REFUSE_GLARE
      PREPARING_OFFER       PEER_ASKS            PREPARING_OFFER       REFUSE_GLARE
      PREPARING_OFFER       END                  ENDED                 STOP_TIMER FAIL_ALL
      OFFERED               ANSWER               ACCEPTING             APPLY_ANSWER
      OFFERED               REFUSED              STABLE                ROLL_BACK FAIL NEXT
      OFFERED               GLARE                WAITING               ROLL_BACK START_TIMER
      OFFERED               OTHER_FORM            OFFERED               SEND_OFFER
      OFFERED               GONE                 ENDED                 FAIL FAIL_ALL END_CALL
      OFFERED               PEER_OFFERS          OFFERED               REFUSE_GLARE
      OFFERED               PEER_ASKS            OFFERED               REFUSE_GLARE
      OFFERED               END                  ENDED                 STOP_TIMER FAIL_ALL
      ACCEPTING             APPLIED              STABLE                COMPLETE NEXT
      ACCEPTING             MEDIA_FAILED         STABLE                ROLL_BACK FAIL NEXT
      ACCEPTING             PEER_OFFERS          ACCEPTING             DEFER
      ACCEPTING             PEER_ASKS            ACCEPTING             DEFER
      ACCEPTING             END                  ENDED                 STOP_TIMER FAIL_ALL
      WAITING               TIMER                STABLE                NEXT
      WAITING               PEER_OFFERS          PREPARING_ANSWER      STOP_TIMER MAKE_ANSWER
      WAITING               PEER_ASKS            PREPARING_LATE_OFFER  STOP_TIMER MAKE_OFFER_FOR_PEER
      WAITING               END                  ENDED                 STOP_TIMER FAIL_ALL
      PREPARING_ANSWER      INVITE_ANSWER_READY  ANSWERED              SEND_ANSWER
      PREPARING_ANSWER      UPDATE_ANSWER_READY  STABLE                SEND_ANSWER NEXT
      PREPARING_ANSWER      MEDIA_FAILED         STABLE                ROLL_BACK REFUSE_OFFER NEXT
      PREPARING_ANSWER      VETOED               STABLE                REFUSE_OFFER NEXT
      PREPARING_ANSWER      PEER_OFFERS          PREPARING_ANSWER      REFUSE_BUSY
      PREPARING_ANSWER      PEER_ASKS            PREPARING_ANSWER      REFUSE_BUSY
      PREPARING_ANSWER      END                  ENDED                 STOP_TIMER FAIL_ALL
      ANSWERED              ACK                  STABLE                NEXT
      ANSWERED              ACK_WITH_ANSWER      STABLE                NEXT
      ANSWERED              ACK_TIMEOUT          ENDED                 FAIL_ALL END_CALL
      ANSWERED              PEER_OFFERS          PREPARING_ANSWER      MAKE_ANSWER
      ANSWERED              PEER_ASKS            PREPARING_LATE_OFFER  MAKE_OFFER_FOR_PEER
      ANSWERED              END                  ENDED                 STOP_TIMER FAIL_ALL
      PREPARING_LATE_OFFER  OFFER_READY          LATE_OFFERED          SEND_ANSWER
      PREPARING_LATE_OFFER  MEDIA_FAILED         STABLE                ROLL_BACK REFUSE_OFFER NEXT
      PREPARING_LATE_OFFER  VETOED               STABLE                REFUSE_OFFER NEXT
      PREPARING_LATE_OFFER  PEER_OFFERS          PREPARING_LATE_OFFER  REFUSE_BUSY
      PREPARING_LATE_OFFER  PEER_ASKS            PREPARING_LATE_OFFER  REFUSE_BUSY
      PREPARING_LATE_OFFER  END                  ENDED                 STOP_TIMER FAIL_ALL
      LATE_OFFERED          ACK_WITH_ANSWER      ACCEPTING             APPLY_ANSWER
      LATE_OFFERED          ACK                  STABLE                ROLL_BACK NEXT
      LATE_OFFERED          ACK_TIMEOUT          ENDED                 FAIL_ALL END_CALL
      LATE_OFFERED          PEER_OFFERS          LATE_OFFERED          REFUSE_GLARE
      LATE_OFFERED          PEER_ASKS            LATE_OFFERED          REFUSE_GLARE
      LATE_OFFERED          END                  ENDED                 STOP_TIMER FAIL_ALL
      ENDED                 PEER_OFFERS          ENDED                 REFUSE_GONE
      ENDED                 PEER_ASKS            ENDED                 REFUSE_GONE
      """;

  private record Pair(State state, Input input) {}

  @Test
  void everyStateWithEveryInput() {
    Map<Pair, Step> rows = rows();
    for (State state : State.values()) {
      for (Input input : Input.values()) {
        assertThat(OfferAnswerMachine.step(state, input))
            .as("%s, %s", state, input)
            .isEqualTo(rows.getOrDefault(new Pair(state, input), new Step(state, List.of())));
      }
    }
  }

  private static Map<Pair, Step> rows() {
    Map<Pair, Step> rows = new HashMap<>();
    TABLE
        .lines()
        .map(line -> line.split(" +", -1))
        .forEach(
            row ->
                rows.put(
                    new Pair(State.valueOf(row[0]), Input.valueOf(row[1])),
                    new Step(
                        State.valueOf(row[2]),
                        Arrays.stream(row).skip(3).map(Action::valueOf).toList())));
    return rows;
  }
}
