package io.jasip.internal.location;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A DNS that holds what the test puts into it. */
public final class FakeDns implements DnsLookup {

  private final Map<String, List<SrvRecord>> srv = new HashMap<>();
  private final Map<String, List<NaptrRecord>> naptr = new HashMap<>();
  private final List<String> questions = new ArrayList<>();

  /** Makes an empty one. */
  public FakeDns() {}

  /**
   * Adds an SRV record.
   *
   * @param name such as {@code _sips._ws.example.com}
   * @param record where the service is
   * @return this
   */
  public FakeDns add(String name, SrvRecord record) {
    srv.computeIfAbsent(name, each -> new ArrayList<>()).add(record);
    return this;
  }

  /**
   * Adds a NAPTR record.
   *
   * @param name such as {@code example.com}
   * @param record a transport of the domain
   * @return this
   */
  public FakeDns add(String name, NaptrRecord record) {
    naptr.computeIfAbsent(name, each -> new ArrayList<>()).add(record);
    return this;
  }

  /**
   * What was asked.
   *
   * @return types and names in order, such as {@code SRV _sips._ws.example.com}
   */
  public List<String> questions() {
    return List.copyOf(questions);
  }

  @Override
  public CompletableFuture<List<SrvRecord>> srv(String name) {
    questions.add("SRV " + name);
    return CompletableFuture.completedFuture(srv.getOrDefault(name, List.of()));
  }

  @Override
  public CompletableFuture<List<NaptrRecord>> naptr(String name) {
    questions.add("NAPTR " + name);
    return CompletableFuture.completedFuture(naptr.getOrDefault(name, List.of()));
  }
}
