package io.jasip.internal.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/** Reads certificates and keys from PEM files (RFC 7468). */
public final class PemFile {

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----([^-]*)-----END \\1-----");

  /** Even of one that is cut off, so that it is not overlooked. */
  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN ((?:X509 )?CERTIFICATE)-----[^-]*(?:-----END \\1-----)?");

  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "DSA");

  private PemFile() {}

  /**
   * The certificates of a file in PEM, or the one in DER.
   *
   * @param what the file is, for the message
   * @throws IllegalArgumentException if there is none; the message names the file
   */
  public static List<X509Certificate> certificates(String what, Path file) {
    String name = "TLS: " + what + " \"" + file + "\" ";
    List<X509Certificate> certificates = new ArrayList<>();
    byte[] bytes = read(name, file);
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (Certificate each : factory.generateCertificates(onlyCertificates(bytes))) {
        certificates.add((X509Certificate) each);
      }
    } catch (CertificateException e) {
      throw new IllegalArgumentException(name + "is not a certificate in PEM or DER", e);
    } finally {
      Arrays.fill(bytes, (byte) 0); // a key may be in the same file
    }
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException(name + "holds no certificate; give the one in PEM form");
    }
    return certificates;
  }

  /** Without keys and the like, which the Java runtime takes for certificates that are broken. */
  private static ByteArrayInputStream onlyCertificates(byte[] file) {
    StringBuilder blocks = new StringBuilder();
    Matcher block = CERTIFICATE.matcher(new String(file, StandardCharsets.ISO_8859_1));
    while (block.find()) {
      blocks.append(block.group()).append('\n');
    }
    return new ByteArrayInputStream(
        blocks.isEmpty() ? file : blocks.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * The key of a file.
   *
   * @param password null if the key is not encrypted
   * @throws IllegalArgumentException if there is none, or the password is wrong; the message names
   *     the file
   */
  public static PrivateKey key(Path file, char @Nullable [] password) {
    String name = "TLS: key file \"" + file + "\" ";
    byte[] bytes = read(name, file);
    try {
      String text = new String(bytes, StandardCharsets.US_ASCII);
      Matcher block = KEY.matcher(text);
      boolean found = block.find();
      if (!found && !text.contains("PRIVATE KEY-----")) {
        throw new IllegalArgumentException(name + "holds no private key in PEM form");
      }
      String label = found ? block.group(1) : "";
      boolean encrypted = label.startsWith("ENCRYPTED") || text.contains("Proc-Type: 4,ENCRYPTED");
      if (encrypted && password == null) {
        throw new IllegalArgumentException(name + "is encrypted; give its password");
      }
      if (label.equals("PRIVATE KEY")) {
        return ofPkcs8(decoded(block));
      }
      if (label.equals("ENCRYPTED PRIVATE KEY") && password != null) {
        return decrypted(decoded(block), password);
      }
      return traditional(name, text, password);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          name + "cannot be read" + (password == null ? "" : "; is the password right?"), e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static byte[] decoded(Matcher block) throws IOException {
    try {
      return Base64.getMimeDecoder().decode(block.group(2));
    } catch (IllegalArgumentException e) {
      throw new IOException("its Base64 is broken", e);
    }
  }

  private static PrivateKey ofPkcs8(byte[] bytes) throws GeneralSecurityException {
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(bytes);
    InvalidKeySpecException other = new InvalidKeySpecException("not a key of " + ALGORITHMS);
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException e) {
        other.addSuppressed(e);
      }
    }
    throw other;
  }

  private static PrivateKey decrypted(byte[] bytes, char[] password)
      throws GeneralSecurityException, IOException {
    EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(bytes);
    // The parameters of PBES2 name the algorithm as a whole; its own name is but "PBES2".
    String algorithm =
        info.getAlgParameters() != null && info.getAlgName().matches("PBES2|1[.]2[.].*[.]13")
            ? info.getAlgParameters().toString()
            : info.getAlgName();
    PBEKeySpec spec = new PBEKeySpec(password);
    try {
      Cipher cipher = Cipher.getInstance(algorithm);
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(algorithm).generateSecret(spec),
          info.getAlgParameters());
      byte[] clear = info.getKeySpec(cipher).getEncoded();
      PrivateKey key = ofPkcs8(clear);
      Arrays.fill(clear, (byte) 0);
      return key;
    } finally {
      spec.clearPassword();
    }
  }

  private static PrivateKey traditional(String name, String text, char @Nullable [] password)
      throws IOException {
    try {
      return TraditionalKey.read(text, password);
    } catch (NoClassDefFoundError e) {
      throw new IllegalArgumentException(
          name
              + "is in OpenSSL's old form, which the Java runtime cannot read; convert it by openssl"
              + " pkcs8 -topk8, or add org.bouncycastle:bcpkix-jdk18on to the class path",
          e);
    }
  }

  private static byte[] read(String name, Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(name + "does not exist", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(name + "cannot be read: " + e.getMessage(), e);
    }
  }
}
