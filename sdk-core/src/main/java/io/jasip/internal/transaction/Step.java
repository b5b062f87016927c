package io.jasip.internal.transaction;

import java.util.List;

/**
 * What a machine makes of an input: the state that it is in now, and what its owner then has to do,
 * in order.
 *
 * @param <S> the states
 * @param <A> the actions
 */
record Step<S, A>(S next, List<A> actions) {

  @SafeVarargs
  @SuppressWarnings("varargs") // the list is a copy that nobody writes to
  static <S, A> Step<S, A> to(S next, A... actions) {
    return new Step<>(next, List.of(actions));
  }

  /** The input means nothing in this state. */
  static <S, A> Step<S, A> stay(S now) {
    return new Step<>(now, List.of());
  }
}
