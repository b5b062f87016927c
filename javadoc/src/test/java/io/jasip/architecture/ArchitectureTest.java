package io.jasip.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** The walls between the packages of all modules. CONTRIBUTING.md says why each of them stands. */
@AnalyzeClasses(packages = "io.jasip", importOptions = ArchitectureTest.MainCode.class)
class ArchitectureTest {

  /** Leaves out test classes, whether they come from a folder or from the test kit's jar. */
  static final class MainCode implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return ImportOption.Predefined.DO_NOT_INCLUDE_TESTS.includes(location)
          && !location.contains("-tests.jar");
    }
  }

  @ArchTest
  static final ArchRule webRtcJavaHasOneDoor =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.jasip.webrtc.internal.rtc..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.onvoid..");

  @ArchTest
  static final ArchRule jainSipHasOneDoor =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.jasip.internal.message..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("gov.nist..", "javax.sip..", "javax.sdp..");

  @ArchTest
  static final ArchRule nettyStaysInsideCore =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.jasip.internal..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.netty..");

  @ArchTest
  static final ArchRule bouncyCastleOnlyReadsAndMakesKeys =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.jasip.internal.transport..", "io.jasip.internal.tls..", "io.jasip.examples.pbx..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bouncycastle..");

  /** It is optional: an application without it must not miss a class. */
  @ArchTest
  static final ArchRule micrometerHasOneDoor =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.jasip.metrics")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.micrometer..");

  @ArchTest
  static final ArchRule metricsAreLeftOutByTheRest =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.jasip.metrics")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.jasip.metrics");

  @ArchTest
  static final ArchRule coreKnowsNoOtherModule =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.jasip.webrtc..", "io.jasip.examples..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.jasip.webrtc..", "io.jasip.examples..");

  @ArchTest
  static final ArchRule mediaKnowsNoExamples =
      noClasses()
          .that()
          .resideInAPackage("io.jasip.webrtc..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.jasip.examples..");

  /** The PBX is the other side of the wire: it is built of the SDK's own SIP parts. */
  @ArchTest
  static final ArchRule examplesUseOnlyThePublicSdk =
      noClasses()
          .that()
          .resideInAPackage("io.jasip.examples..")
          .and()
          .resideOutsideOfPackage("io.jasip.examples.pbx..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.jasip.internal..", "io.jasip.webrtc.internal..");

  @ArchTest
  static final ArchRule publicSignaturesShowOnlyJdkAndJasipTypes =
      classes()
          .that()
          .arePublic()
          .and()
          .resideOutsideOfPackages("..internal..")
          .should(new ShowOnlyJdkAndJasipTypes());

  /**
   * Each package is a slice. A public package may call into the internal ones that do its work (as
   * {@code UA.builder()} must), so those edges do not count; among public packages, among internal
   * packages, and from internal to public, there is no way round in a circle.
   */
  @ArchTest
  static final ArchRule noCyclesBetweenPackages =
      slices()
          .assignedFrom(new OnePackageOneSlice())
          .should()
          .beFreeOfCycles()
          .ignoreDependency(
              resideOutsideOfPackage("..internal.."), resideInAPackage("..internal.."));

  @ArchTest
  static final ArchRule namesSayWhatAClassIs =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils");

  /** Time comes from the loop's clock, so that tests can turn it. */
  @ArchTest
  static final ArchRule nothingSleeps =
      noClasses()
          .that(resideInAnyPackage("io.jasip..").and(resideOutsideOfPackage("io.jasip.examples..")))
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "sleep", long.class, int.class);

  private static final class OnePackageOneSlice implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
      return SliceIdentifier.of(javaClass.getPackageName());
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }
}
