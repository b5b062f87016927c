package io.jasip.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures of files, and how they are kept. */
class VideoSourcesTest {

  @TempDir Path folder;

  private static byte[] y4m(String header, VideoFrame... frames) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write((header + "\n").getBytes(StandardCharsets.US_ASCII));
    for (VideoFrame frame : frames) {
      file.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
      file.write(frame.y());
      file.write(frame.u());
      file.write(frame.v());
    }
    return file.toByteArray();
  }

  private static VideoFrame of(int colour, int width, int height) {
    VideoFrame frame = new VideoFrame(width, height);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        frame.setRgb(column, row, colour);
      }
    }
    return frame;
  }

  @Test
  void aFileOfPicturesIsReadOneByOneAndEnds() throws IOException {
    VideoFrame red = of(0xff0000, 33, 21);
    VideoFrame green = of(0x00ff00, 33, 21);
    Path file = folder.resolve("two.y4m");
    Files.write(file, y4m("YUV4MPEG2 W33 H21 F30000:1001 Ip A1:1 C420jpeg", red, green));
    VideoSource source = VideoSource.y4m(file);
    assertThat(source.framesPerSecond()).isEqualTo(30);
    assertThat(source.next().y()).isEqualTo(red.y());
    VideoFrame second = source.next();
    assertThat(second.u()).isEqualTo(green.u());
    assertThat(second.v()).isEqualTo(green.v());
    assertThat(source.next()).isNull();
    assertThat(source.next()).isNull();
  }

  @Test
  void aFileThatEndsWithinAPictureEndsBeforeIt() throws IOException {
    byte[] all = y4m("YUV4MPEG2 W16 H16 F25:1", of(0, 16, 16), of(0, 16, 16));
    Path file = folder.resolve("cut.y4m");
    Files.write(file, java.util.Arrays.copyOf(all, all.length - 10));
    VideoSource source = VideoSource.y4m(file);
    assertThat(source.next()).isNotNull();
    assertThat(source.next()).isNull();
  }

  @Test
  void whatIsNoFileOfPicturesIsRefusedByName() throws IOException {
    for (String header :
        new String[] {
          "RIFF",
          "",
          "YUV4MPEG2 W0 H16 F25:1",
          "YUV4MPEG2 Wx H16",
          "YUV4MPEG2 W99999 H16",
          "YUV4MPEG2 W16 H16 C444",
          "YUV4MPEG2 W16 H16 C420p9",
          "YUV4MPEG2 W16 H16 C420p10"
        }) {
      Path file = folder.resolve("bad.y4m");
      Files.write(file, y4m(header));
      assertThatThrownBy(() -> VideoSource.y4m(file))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("bad.y4m");
      assertThatThrownBy(() -> VideoSource.image(file)).hasMessageContaining("bad.y4m");
    }
    assertThatThrownBy(() -> VideoSource.y4m(folder.resolve("none")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none");
  }

  @Test
  void anImageKeepsItsColours() throws IOException {
    BufferedImage image = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < 10; row++) {
      for (int column = 0; column < 20; column++) {
        image.setRGB(column, row, column < 10 ? 0xff0000 : 0x0000ff);
      }
    }
    Path file = folder.resolve("two.png");
    ImageIO.write(image, "png", file.toFile());
    VideoFrame frame = VideoSource.image(file).next();
    BufferedImage back = frame.toImage();
    assertThat(back.getWidth()).isEqualTo(20);
    assertThat(back.getRGB(2, 5) >> 16 & 255).isGreaterThan(240);
    assertThat(back.getRGB(2, 5) & 255).isLessThan(15);
    assertThat(back.getRGB(17, 5) & 255).isGreaterThan(240);
  }

  @Test
  void sizesThatAreNoneAreRefused() {
    assertThatThrownBy(() -> new VideoFrame(1, 10)).hasMessageContaining("1x10");
    assertThatThrownBy(() -> new VideoFrame(10, 9000)).hasMessageContaining("10x9000");
    assertThatThrownBy(() -> new VideoFrame(10, 10, 45, 0)).hasMessageContaining("45");
    assertThatThrownBy(() -> VideoSource.testPattern(4, 400)).hasMessageContaining("4x400");
    assertThat(new VideoFrame(3, 5).u()).hasSize(6);
  }

  @ParameterizedTest
  @CsvSource({"16, 128", "90, 720", "16, 8192", "8192, 16", "17, 19"})
  void theTestPatternMovesInPicturesOfAnyShape(int width, int height) {
    VideoSource source = VideoSource.testPattern(width, height);
    assertThat(source.next()).isNotNull();
    assertThat(source.next()).isNotNull();
  }

  @Test
  void theTestPatternMoves() {
    VideoSource source = VideoSource.testPattern(64, 48);
    assertThat(source.next().y()).isNotEqualTo(source.next().y());
  }
}
