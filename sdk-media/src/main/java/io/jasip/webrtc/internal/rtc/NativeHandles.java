package io.jasip.webrtc.internal.rtc;

import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.internal.NativeObject;
import dev.onvoid.webrtc.internal.RefCountedObject;
import java.lang.reflect.Field;
import java.util.Arrays;

/**
 * Keeps and frees native objects that webrtc-java 0.14 gives to its callers but has no method to
 * free: peer connections, senders, transceivers, tracks and audio sources. Later versions free them
 * by themselves, where doing it here too would free them twice, so this refuses to work with those.
 */
final class NativeHandles {

  private NativeHandles() {}

  /** The field that holds the native address, opened once. */
  private static final class Handle {
    static final Field FIELD = open();

    private static Field open() {
      try {
        Field field = NativeObject.class.getDeclaredField("nativeHandle");
        field.setAccessible(true);
        return field;
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }
  }

  /** Stands for one reference to a native object. */
  private static final class Reference extends RefCountedObject {}

  /**
   * Fails if this version of webrtc-java is not one that needs this class, or hides what it needs.
   */
  static void check() {
    boolean freesItself =
        Arrays.stream(RTCRtpTransceiver.class.getMethods())
            .anyMatch(method -> method.getName().equals("dispose"));
    if (freesItself) {
      throw new IllegalStateException(
          "this version of webrtc-java frees its objects itself; JaSIP works with version 0.14.0");
    }
    Handle.FIELD.getName();
  }

  /**
   * Takes the address out of an object, so that a later use fails with an exception and not with a
   * crash.
   */
  static long take(NativeObject object) {
    try {
      long handle = Handle.FIELD.getLong(object);
      Handle.FIELD.setLong(object, 0L);
      return handle;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads the address of an object. */
  static long peek(NativeObject object) {
    try {
      return Handle.FIELD.getLong(object);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Takes a reference to a native object of which webrtc-java gave only the address, so that it
   * outlives whatever else refers to it. The address is to be given to {@link #release} in the end.
   */
  static void retain(NativeObject object) {
    referenceTo(peek(object)).retain();
  }

  /** Drops one reference to the native object at an address. */
  static void release(long handle) {
    if (handle != 0) {
      referenceTo(handle).release();
    }
  }

  private static Reference referenceTo(long handle) {
    try {
      Reference reference = new Reference();
      Handle.FIELD.setLong(reference, handle);
      return reference;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
