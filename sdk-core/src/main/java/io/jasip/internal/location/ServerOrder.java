package io.jasip.internal.location;

import io.jasip.transport.WebSocketServer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** In which order servers are tried. */
public final class ServerOrder {

  private ServerOrder() {}

  /** The heaviest first; equals in a random order, so that clients spread over them. */
  public static List<WebSocketServer> byWeight(
      List<WebSocketServer> servers, RandomGenerator random) {
    List<WebSocketServer> shuffled = shuffle(servers, random);
    shuffled.sort(Comparator.comparingInt(WebSocketServer::weight).reversed());
    return shuffled;
  }

  private static <T> List<T> shuffle(List<T> items, RandomGenerator random) {
    List<T> rest = new ArrayList<>(items);
    List<T> shuffled = new ArrayList<>();
    while (!rest.isEmpty()) {
      shuffled.add(rest.remove(random.nextInt(rest.size())));
    }
    return shuffled;
  }

  /**
   * The order of RFC 2782: lower priorities first, and within a priority each next one by chance in
   * proportion to its weight.
   */
  static List<SrvRecord> bySrv(List<SrvRecord> records, RandomGenerator random) {
    Map<Integer, List<SrvRecord>> byPriority = new TreeMap<>();
    for (SrvRecord each : records) {
      byPriority.computeIfAbsent(each.priority(), priority -> new ArrayList<>()).add(each);
    }
    List<SrvRecord> ordered = new ArrayList<>();
    byPriority.values().forEach(group -> draw(group, ordered, random));
    return ordered;
  }

  private static void draw(List<SrvRecord> group, List<SrvRecord> ordered, RandomGenerator random) {
    // Those of weight 0 stand first, so that they have a small chance (RFC 2782, "Weight").
    group.sort(Comparator.comparingInt(SrvRecord::weight));
    while (!group.isEmpty()) {
      int sum = group.stream().mapToInt(SrvRecord::weight).sum();
      int drawn = random.nextInt(sum + 1);
      int index = 0;
      int running = group.get(0).weight();
      while (running < drawn) {
        index++;
        running += group.get(index).weight();
      }
      ordered.add(group.remove(index));
    }
  }
}
