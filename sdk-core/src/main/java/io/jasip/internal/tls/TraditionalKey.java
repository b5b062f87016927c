package io.jasip.internal.tls;

import java.io.IOException;
import java.io.StringReader;
import java.security.PrivateKey;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.bc.BcPEMDecryptorProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.jspecify.annotations.Nullable;

/**
 * Reads OpenSSL's forms of keys from before PKCS#8, by Bouncy Castle, which need not be there: the
 * one class that must not be touched before somebody has such a key.
 */
final class TraditionalKey {

  private TraditionalKey() {}

  static PrivateKey read(String pem, char @Nullable [] password) throws IOException {
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      for (Object each = parser.readObject(); each != null; each = parser.readObject()) {
        PrivateKeyInfo info = null;
        if (each instanceof PEMEncryptedKeyPair encrypted && password != null) {
          info = encrypted.decryptKeyPair(new BcPEMDecryptorProvider(password)).getPrivateKeyInfo();
        } else if (each instanceof PEMKeyPair pair) {
          info = pair.getPrivateKeyInfo();
        }
        if (info != null) {
          return new JcaPEMKeyConverter().getPrivateKey(info);
        }
      }
    }
    throw new PEMException("no key that Bouncy Castle knows");
  }
}
