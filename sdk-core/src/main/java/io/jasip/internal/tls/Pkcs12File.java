package io.jasip.internal.tls;

import io.jasip.transport.ClientCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads keys with their certificates from PKCS#12 files (RFC 7292). */
public final class Pkcs12File {

  private Pkcs12File() {}

  /**
   * The first private key of a file that has a certificate; an {@link IllegalArgumentException}
   * names the file.
   */
  public static ClientCertificate read(Path file, char[] password) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      for (String alias : Collections.list(store.aliases())) {
        Certificate[] certificates = store.getCertificateChain(alias);
        if (certificates != null && store.getKey(alias, password) instanceof PrivateKey key) {
          List<X509Certificate> chain = new ArrayList<>();
          for (Certificate each : certificates) {
            chain.add((X509Certificate) each);
          }
          return ClientCertificate.of(key, chain);
        }
      }
    } catch (NoSuchFileException e) {
      throw bad(file, "does not exist", e);
    } catch (IOException | GeneralSecurityException e) {
      boolean wrongPassword =
          e instanceof UnrecoverableKeyException
              || e.getCause() instanceof UnrecoverableKeyException;
      throw bad(
          file,
          wrongPassword
              ? "does not open with this password"
              : "cannot be read as PKCS#12: " + e.getMessage(),
          e);
    }
    throw bad(file, "holds no private key with its certificate; export both", null);
  }

  private static IllegalArgumentException bad(Path file, String what, @Nullable Throwable cause) {
    return new IllegalArgumentException("TLS: PKCS#12 file \"" + file + "\" " + what, cause);
  }
}
