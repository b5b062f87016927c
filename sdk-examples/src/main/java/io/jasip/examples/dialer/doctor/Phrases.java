package io.jasip.examples.dialer.doctor;

import io.jasip.doctor.Step;
import io.jasip.doctor.Verdict;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of the doctor in one language. Immutable; thread-safe.
 *
 * <p>What is said of faults is not here but in {@link io.jasip.fault.Fault#text}.
 */
public final class Phrases {

  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern NUMBER = Pattern.compile("\\.(\\d+)\\.");

  private final Locale locale;
  private final ResourceBundle bundle;

  private Phrases(Locale locale, ResourceBundle bundle) {
    this.locale = locale;
    this.bundle = bundle;
  }

  /**
   * The words of a language.
   *
   * @param locale English, Spanish or Portuguese; English for any other
   * @return never null
   */
  public static Phrases in(Locale locale) {
    ResourceBundle bundle =
        ResourceBundle.getBundle(
            Phrases.class.getPackageName() + ".phrases",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    return new Phrases(locale, bundle);
  }

  /** {@return the locale that was asked for} */
  public Locale locale() {
    return locale;
  }

  /** {@return the language of the words, such as {@code es}} */
  public String language() {
    String language = bundle.getLocale().getLanguage();
    return language.isEmpty() ? "en" : language;
  }

  /**
   * A phrase.
   *
   * @param key of the bundle
   * @param values for {@code {0}}, {@code {1}} ..., put in as they are
   * @return the phrase
   * @throws java.util.MissingResourceException if there is no such key
   */
  public String say(String key, String... values) {
    String phrase = bundle.getString(key);
    return values.length == 0
        ? phrase
        : new MessageFormat(phrase.replace("'", "''"), locale).format(values);
  }

  /**
   * The name of a step.
   *
   * @param step which
   * @return a few words
   */
  public String step(Step step) {
    return bundle.getString("step." + step);
  }

  /**
   * What a step is about, for somebody who has never heard of SIP.
   *
   * @param step which
   * @return a sentence
   */
  public String about(Step step) {
    return bundle.getString("step." + step + ".about");
  }

  /**
   * How a step ended.
   *
   * @param verdict of the step
   * @return a word
   */
  public String verdict(Verdict verdict) {
    return bundle.getString("verdict." + verdict);
  }

  /**
   * The name of an observation.
   *
   * @param name its id, such as {@code tls.version}
   * @return a few words; the id itself if there are none for it
   */
  public String evidence(String name) {
    String key = "evidence." + name;
    if (bundle.containsKey(key)) {
      return bundle.getString(key);
    }
    Matcher number = NUMBER.matcher(key);
    if (number.find() && bundle.containsKey(number.replaceFirst(".#."))) {
      return say(number.replaceFirst(".#."), number.group(1));
    }
    int dot = name.indexOf('.');
    String any = "evidence." + name.substring(0, Math.max(0, dot)) + ".*";
    return dot > 0 && bundle.containsKey(any) ? say(any, name.substring(dot + 1)) : name;
  }

  /**
   * What was observed, where it is in words.
   *
   * @param value as the diagnosis says it, such as {@code answered}
   * @return in the language of these phrases; the same if there are no words for it
   */
  public String value(String value) {
    Matcher number = DIGITS.matcher(value);
    String key =
        "value." + number.replaceFirst("#").toLowerCase(Locale.ROOT).replaceAll("[^a-z#]+", "-");
    if (!bundle.containsKey(key)) {
      return value;
    }
    return number.reset().find() ? say(key, number.group()) : bundle.getString(key);
  }

  /**
   * What a SIP message means, for somebody who has never heard of SIP.
   *
   * @param name a method or a status code
   * @return a few words; nothing if there are none for it
   */
  public String message(String name) {
    String key = "sip." + name;
    return bundle.containsKey(key) ? bundle.getString(key) : "";
  }
}
