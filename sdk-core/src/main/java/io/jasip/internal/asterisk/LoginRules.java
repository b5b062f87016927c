package io.jasip.internal.asterisk;

import static io.jasip.doctor.Verdict.FAILED;
import static io.jasip.doctor.Verdict.WARNING;

import io.jasip.fault.Fault;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an endpoint needs so that a client can register: auth, aor, and an access list. */
final class LoginRules {

  private final ServerFolder server;
  private final ConfigText pjsip;
  private final Section endpoint;
  private final Findings findings;
  private final boolean webRtc;

  LoginRules(ServerFolder server, Section endpoint, Findings findings) {
    this.server = server;
    this.pjsip = server.pjsip();
    this.endpoint = endpoint;
    this.findings = findings;
    this.webRtc = EndpointRules.isForWebRtc(server, endpoint);
  }

  void check() {
    if (!pjsip.whole()) {
      return;
    }
    identification();
    auth();
    if (webRtc || endpoint.has("auth")) {
      aor();
    }
    new AccessRules(server, findings).check(endpoint);
  }

  private void identification() {
    Optional<Setting> by = endpoint.last("identify_by");
    if (webRtc
        && by.isPresent()
        && Section.split(by.get().value()).stream()
            .noneMatch(each -> each.matches("(auth_)?username"))) {
      findings.at(
          by.get(),
          "endpoint-identified-otherwise",
          Fault.USER_UNKNOWN,
          FAILED,
          "identify_by=username",
          by.get().value());
    }
  }

  private void auth() {
    Optional<Setting> line = endpoint.last("auth").filter(each -> !each.value().isEmpty());
    if (line.isEmpty()) {
      if (webRtc) {
        findings.in(
            endpoint,
            "endpoint-without-auth",
            Fault.REGISTRATION_UNCHALLENGED,
            WARNING,
            endpoint.prefix().isEmpty()
                ? "auth=auth" + endpoint.name()
                : endpoint.header()
                    + "\naccepts_auth=yes\ninbound_auth/username="
                    + endpoint.name()
                    + "\ninbound_auth/password=SECRET",
            endpoint.name());
      }
      return;
    }
    for (String name : Section.split(line.get().value())) {
      Optional<Section> auth = pjsip.object("auth", name);
      if (auth.isEmpty()) {
        findings.at(
            line.get(),
            "auth-missing",
            Fault.CREDENTIALS_REFUSED,
            FAILED,
            OptionNames.nearest(name, names("auth"))
                .map("auth="::concat)
                .orElse(
                    "["
                        + name
                        + "]\ntype=auth\nauth_type=userpass\nusername="
                        + endpoint.name()
                        + "\npassword=SECRET"),
            name);
      } else {
        credentials(auth.get());
      }
    }
  }

  private List<String> names(String type) {
    return pjsip.ofType(type).stream().map(Section::name).toList();
  }

  private void credentials(Section auth) {
    String user = auth.value("username");
    if (user.isEmpty()) {
      findings.in(
          auth,
          "auth-without-username",
          Fault.CREDENTIALS_REFUSED,
          FAILED,
          "username=" + endpoint.name(),
          auth.name());
    } else if (webRtc && !user.equals(endpoint.name())) {
      findings.at(
          auth.last("username").orElseThrow(),
          "auth-user-differs",
          Fault.AUTH_USER_WRONG,
          WARNING,
          "username=" + endpoint.name(),
          user,
          endpoint.name());
    }
    if (auth.value("auth_type").toLowerCase(Locale.ROOT).equals("md5")) {
      hash(auth);
    } else if (auth.value("password").isEmpty() && !auth.has("password_digest")) {
      findings.in(
          auth,
          "auth-without-password",
          Fault.CREDENTIALS_REFUSED,
          FAILED,
          "password=SECRET",
          auth.name());
    }
  }

  private void hash(Section auth) {
    Optional<Setting> hash = auth.last("md5_cred");
    if (hash.isEmpty()) {
      findings.in(
          auth,
          "auth-without-password",
          Fault.CREDENTIALS_REFUSED,
          FAILED,
          "auth_type=userpass\npassword=SECRET",
          auth.name());
    } else if (!hash.get().value().matches("[0-9a-fA-F]{32}")) {
      findings.at(
          hash.get(),
          "auth-hash-malformed",
          Fault.CREDENTIALS_REFUSED,
          FAILED,
          "auth_type=userpass\npassword=SECRET");
    } else if (!auth.has("realm") && webRtc && isFirstWithHash(auth)) {
      String realm =
          pjsip.ofType("global").stream()
              .map(each -> each.value("default_realm"))
              .filter(each -> !each.isEmpty())
              .findFirst()
              .orElse("asterisk");
      findings.at(
          hash.get(),
          "auth-hash-of-which-realm",
          Fault.PASSWORD_HASH_OF_OTHER_REALM,
          WARNING,
          hash.get().shown() + "\nrealm=" + realm,
          realm);
    }
  }

  /** Once is enough: all hashes of a server are made alike. */
  private boolean isFirstWithHash(Section auth) {
    return pjsip.ofType("auth").stream()
        .filter(each -> each.has("md5_cred") && !each.has("realm"))
        .findFirst()
        .filter(auth::equals)
        .isPresent();
  }

  private void aor() {
    Optional<Setting> line = endpoint.last("aors").filter(each -> !each.value().isEmpty());
    if (line.isEmpty()) {
      findings.in(
          endpoint,
          "endpoint-without-aors",
          Fault.AOR_MISSING,
          FAILED,
          "aors=" + endpoint.name(),
          endpoint.name());
      return;
    }
    List<String> named = Section.split(line.get().value());
    List<Section> aors =
        named.stream().flatMap(name -> pjsip.object("aor", name).stream()).toList();
    if (aors.isEmpty()) {
      List<String> names = names("aor");
      boolean own = names.contains(endpoint.name());
      findings.at(
          line.get(),
          "aor-missing",
          own ? Fault.AOR_NAME_MISMATCH : Fault.AOR_MISSING,
          FAILED,
          (own ? Optional.of(endpoint.name()) : OptionNames.nearest(named.get(0), names))
              .map("aors="::concat)
              .orElse("[" + named.get(0) + "]\ntype=aor\nmax_contacts=5\nremove_existing=yes"),
          line.get().value());
      return;
    }
    // Who is known by the name of the login may register under any other.
    boolean byLogin = endpoint.value("identify_by").contains("auth_username");
    if (webRtc && !byLogin && !named.contains(endpoint.name())) {
      findings.at(
          line.get(),
          "aor-name-differs",
          Fault.AOR_NAME_MISMATCH,
          FAILED,
          "aors=" + endpoint.name(),
          line.get().value(),
          endpoint.name());
    }
    aors.forEach(this::contacts);
  }

  private void contacts(Section aor) {
    Optional<Setting> most = aor.last("max_contacts");
    String number = most.map(Setting::value).orElse("0");
    if (number.equals("0")) {
      // A fixed contact needs no registration.
      if (!aor.has("contact")) {
        report(
            aor,
            most,
            "aor-without-contacts",
            Fault.MAX_CONTACTS_ZERO,
            FAILED,
            "max_contacts=5\nremove_existing=yes");
      }
    } else if (webRtc && number.equals("1") && !aor.isTrue("remove_existing")) {
      report(
          aor,
          most,
          "aor-of-one-contact",
          Fault.MAX_CONTACTS_REACHED,
          WARNING,
          "max_contacts=1\nremove_existing=yes");
    }
  }

  private void report(
      Section aor,
      Optional<Setting> line,
      String rule,
      Fault fault,
      io.jasip.doctor.Verdict verdict,
      String correction) {
    if (line.isPresent()) {
      findings.at(line.get(), rule, fault, verdict, correction, aor.name());
    } else {
      findings.in(aor.home(), rule, fault, verdict, correction, aor.name());
    }
  }
}
