package io.jasip.examples.dialer.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws values over time as SVG, with axes, ticks and units. */
final class LineChart {

  /**
   * One line.
   *
   * @param style its CSS class
   * @param points in the order of time; where the value is unknown the line has a gap
   */
  record Series(String style, List<Point> points) {}

  /**
   * One value.
   *
   * @param x in seconds
   * @param y in the unit of the chart; NaN if unknown
   */
  record Point(double x, double y) {}

  private static final double WIDTH = 440;
  private static final double HEIGHT = 210;
  private static final double LEFT = 58;
  private static final double RIGHT = 14;
  private static final double TOP = 12;
  private static final double BOTTOM = 44;
  private static final int TICKS = 5;
  private static final int DOTS_UP_TO = 60;

  private final String label;
  private final String xAxis;
  private final String yAxis;
  private final List<Series> series;
  private final double low;
  private final double high;
  private final double yStep;
  private final double until;

  /**
   * Lays out a chart.
   *
   * @param label for those who cannot see it
   * @param xAxis name and unit of the time
   * @param yAxis name and unit of the values
   * @param low where the axis of the values begins
   * @param leastHigh where it ends at least
   */
  LineChart(
      String label, String xAxis, String yAxis, double low, double leastHigh, List<Series> series) {
    this.label = label;
    this.xAxis = xAxis;
    this.yAxis = yAxis;
    this.series = series;
    this.low = low;
    double most = Math.max(leastHigh, largest(series, false));
    this.yStep = step((most - low) / TICKS);
    this.high = low + yStep * Math.ceil((most - low) / yStep - 1e-9);
    this.until = Math.max(0.5, largest(series, true));
  }

  private static double largest(List<Series> series, boolean ofX) {
    return series.stream()
        .flatMap(each -> each.points().stream())
        .mapToDouble(point -> ofX ? point.x() : point.y())
        .filter(Double::isFinite)
        .max()
        .orElse(0);
  }

  /** 1, 2 or 5 times a power of ten, not less than asked for. */
  private static double step(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(least, 1e-3))));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= least - 1e-12) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  Html svg() {
    List<Html> parts = new ArrayList<>();
    for (double tick = low; tick <= high + yStep / 2; tick += yStep) {
      double y = y(tick);
      parts.add(
          Html.of(
              "<line class='grid' x1='%s' y1='%s' x2='%s' y2='%s'/>"
                  + "<text class='tick' x='%s' y='%s' text-anchor='end'>%s</text>",
              n(LEFT), n(y), n(WIDTH - RIGHT), n(y), n(LEFT - 6), n(y + 4), number(tick, yStep)));
    }
    double xStep = step(until / TICKS);
    for (double tick = 0; tick <= until + 1e-9; tick += xStep) {
      parts.add(
          Html.of(
              "<text class='tick' x='%s' y='%s' text-anchor='middle'>%s</text>",
              n(x(tick)), n(HEIGHT - BOTTOM + 17), number(tick, xStep)));
    }
    parts.add(
        Html.of(
            "<line class='axis' x1='%s' y1='%s' x2='%s' y2='%s'/>",
            n(LEFT), n(HEIGHT - BOTTOM), n(WIDTH - RIGHT), n(HEIGHT - BOTTOM)));
    parts.add(
        Html.of(
            "<text class='name' x='%s' y='%s' text-anchor='middle'>%s</text>",
            n((LEFT + WIDTH - RIGHT) / 2), n(HEIGHT - 8), xAxis));
    parts.add(
        Html.of(
            "<text class='name' transform='translate(14 %s) rotate(-90)' text-anchor='middle'>%s"
                + "</text>",
            n((TOP + HEIGHT - BOTTOM) / 2), yAxis));
    series.forEach(each -> parts.add(line(each)));
    return Html.of(
        "<svg viewBox='0 0 %s %s' role='img' aria-label='%s'>%s</svg>",
        n(WIDTH), n(HEIGHT), label, Html.join(parts));
  }

  private Html line(Series one) {
    StringBuilder path = new StringBuilder();
    List<Html> dots = new ArrayList<>();
    boolean pen = false;
    for (Point point : one.points()) {
      if (Double.isNaN(point.y())) {
        pen = false;
        continue;
      }
      String place = n(x(point.x())) + " " + n(y(point.y()));
      path.append(pen ? "L" : "M").append(place);
      dots.add(
          Html.of(
              "<circle class='%s' cx='%s' cy='%s' r='2.2'/>",
              one.style(), n(x(point.x())), n(y(point.y()))));
      pen = true;
    }
    Html line = Html.of("<path class='%s' d='%s'/>", one.style(), path);
    return dots.size() > DOTS_UP_TO ? line : Html.join(List.of(line, Html.join(dots)));
  }

  private double x(double seconds) {
    return LEFT + (WIDTH - LEFT - RIGHT) * Math.max(0, seconds) / until;
  }

  private double y(double value) {
    double inside = Math.max(low, Math.min(high, value));
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (inside - low) / (high - low);
  }

  private static String n(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String number(double tick, double step) {
    int decimals = step >= 1 ? 0 : step >= 0.1 ? 1 : 2;
    String text = String.format(Locale.ROOT, "%." + decimals + "f", tick);
    return text.replaceFirst("^-(?=0[.0]*$)", "");
  }
}
