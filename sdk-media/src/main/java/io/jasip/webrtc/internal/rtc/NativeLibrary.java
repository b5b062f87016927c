package io.jasip.webrtc.internal.rtc;

import io.jasip.media.MediaException;
import io.jasip.media.MediaException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Loads the native library once, from one thread (its own loader loads a copy per thread that comes
 * first), and says what is missing when it cannot be loaded.
 */
public final class NativeLibrary {

  /** What the library needs of Linux, with Debian's package for it. */
  private static final Map<String, String> LINUX_LIBRARIES = new LinkedHashMap<>();

  static {
    LINUX_LIBRARIES.put("libpulse.so.0", "libpulse0");
    LINUX_LIBRARIES.put("libudev.so.1", "libudev1");
    LINUX_LIBRARIES.put("libX11.so.6", "libx11-6");
    LINUX_LIBRARIES.put("libXfixes.so.3", "libxfixes3");
    LINUX_LIBRARIES.put("libXrandr.so.2", "libxrandr2");
    LINUX_LIBRARIES.put("libXcomposite.so.1", "libxcomposite1");
    LINUX_LIBRARIES.put("libdbus-1.so.3", "libdbus-1-3");
  }

  private static boolean loaded;

  private NativeLibrary() {}

  /**
   * Makes sure that the library is loaded.
   *
   * @throws MediaException of reason LIBRARY_NOT_LOADED; a process tries once, so after the missing
   *     package was installed it takes another one
   */
  public static synchronized void load() {
    if (loaded) {
      return;
    }
    try {
      Class.forName("dev.onvoid.webrtc.PeerConnectionFactory");
      NativeHandles.check();
      loaded = true;
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      throw new MediaException(
          Reason.LIBRARY_NOT_LOADED,
          explain(System.getProperty("os.name", ""), e, NativeLibrary::canLoad),
          e);
    }
  }

  /** One sentence on why loading failed and what to install. */
  static String explain(String os, Throwable failure, Predicate<String> present) {
    // A class whose initialization has failed stays unusable (JVM specification, section 5.5).
    boolean again = failure instanceof NoClassDefFoundError;
    if (os.toLowerCase(Locale.ROOT).contains("linux")) {
      List<String> missing = new ArrayList<>();
      List<String> packages = new ArrayList<>();
      LINUX_LIBRARIES.forEach(
          (library, name) -> {
            if (!present.test(library)) {
              missing.add(library);
              packages.add(name);
            }
          });
      if (!missing.isEmpty()) {
        return "the native WebRTC library cannot be loaded, for "
            + String.join(", ", missing)
            + (missing.size() == 1 ? " is" : " are")
            + " missing; install with: apt-get install "
            + String.join(" ", packages)
            + (again ? ", and start the program anew" : "");
      }
    }
    if (again) {
      return "the native WebRTC library could not be loaded before, and a process tries only once ("
          + rootMessage(failure)
          + "); when what was told then is mended, start the program anew";
    }
    return "the native WebRTC library cannot be loaded on "
        + os
        + " "
        + System.getProperty("os.arch", "")
        + ": "
        + rootMessage(failure)
        + "; add webrtc-java's jar for this platform to the class path, and let java.io.tmpdir allow"
        + " execution";
  }

  /** Whether a library is where Linux keeps libraries. Only asked once loading has failed. */
  private static boolean canLoad(String library) {
    for (String folder :
        List.of(
            "/usr/lib/x86_64-linux-gnu",
            "/usr/lib/aarch64-linux-gnu",
            "/usr/lib/arm-linux-gnueabihf",
            "/lib/x86_64-linux-gnu",
            "/lib/aarch64-linux-gnu",
            "/usr/lib64",
            "/usr/lib")) {
      if (Files.exists(Path.of(folder, library))) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root.getMessage();
  }
}
