package io.jasip.examples.dialer.doctor;

import io.jasip.doctor.QualitySample;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The charts of the test call. */
final class HtmlCharts {

  /** The level of digital silence is minus infinity; a telephone's noise lies about here. */
  private static final double SILENCE_DB = -80;

  private final Phrases phrases;

  HtmlCharts(Phrases phrases) {
    this.phrases = phrases;
  }

  /** Four charts; nothing if there was no call. */
  Html section(List<QualitySample> samples) {
    if (samples.isEmpty()) {
      return Html.NOTHING;
    }
    return Html.of(
        """
        <section id="charts"><h2>%s</h2><p class="lead">%s</p><div class="charts">%s</div></section>
        """,
        phrases.say("html.charts"),
        phrases.say("html.charts.about"),
        Html.join(
            List.of(
                chart("roundTrip", "ms", 10, samples, QualitySample::roundTripMillis),
                chart("jitter", "ms", 10, samples, QualitySample::jitterMillis),
                chart("loss", "%", 5, samples, QualitySample::lossPercent),
                levels(samples))));
  }

  private Html chart(
      String name,
      String unit,
      double leastHigh,
      List<QualitySample> samples,
      ToDoubleFunction<QualitySample> value) {
    String title = phrases.say("html.chart." + name);
    double[] known = samples.stream().mapToDouble(value).filter(Double::isFinite).toArray();
    String figures =
        known.length == 0
            ? phrases.say("html.chart.unknown")
            : phrases.say(
                "html.chart.figures",
                number(Arrays.stream(known).average().orElse(0)) + " " + unit,
                number(Arrays.stream(known).max().orElse(0)) + " " + unit);
    LineChart chart =
        new LineChart(
            title + ": " + figures,
            phrases.say("html.chart.time"),
            title + " (" + unit + ")",
            0,
            leastHigh,
            List.of(new LineChart.Series("one", points(samples, value))));
    return figure(
        title, Html.of("%s", figures), phrases.say("html.chart." + name + ".about"), chart);
  }

  private Html levels(List<QualitySample> samples) {
    String title = phrases.say("html.chart.level");
    LineChart chart =
        new LineChart(
            title,
            phrases.say("html.chart.time"),
            title + " (dB)",
            SILENCE_DB,
            0,
            List.of(
                new LineChart.Series("one", points(samples, s -> audible(s.sentLevelDb()))),
                new LineChart.Series("two", points(samples, s -> audible(s.receivedLevelDb())))));
    Html legend =
        Html.of(
            "<span class=\"key one\">%s</span> <span class=\"key two\">%s</span>",
            phrases.say("html.chart.sent"), phrases.say("html.chart.received"));
    return figure(title, legend, phrases.say("html.chart.level.about"), chart);
  }

  private static double audible(double level) {
    return Double.isNaN(level) ? level : Math.max(SILENCE_DB, level);
  }

  private static Html figure(String title, Html figures, String about, LineChart chart) {
    return Html.of(
        """
        <figure><figcaption><b>%s</b> <span>%s</span></figcaption>%s<p>%s</p></figure>
        """,
        title, figures, chart.svg(), about);
  }

  private static List<LineChart.Point> points(
      List<QualitySample> samples, ToDoubleFunction<QualitySample> value) {
    return samples.stream()
        .map(
            sample -> new LineChart.Point(sample.at().toNanos() / 1e9, value.applyAsDouble(sample)))
        .toList();
  }

  private String number(double value) {
    return String.format(phrases.locale(), value < 10 ? "%.1f" : "%.0f", value);
  }
}
