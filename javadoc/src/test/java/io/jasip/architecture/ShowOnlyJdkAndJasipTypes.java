package io.jasip.architecture;

import com.tngtech.archunit.base.HasDescription;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a user of a public type can see names JDK types and public JaSIP types alone, so that a
 * library behind the SDK can change without the user's code. Generics, exceptions and supertypes
 * count. Annotations may also be JSpecify's and, in the examples, picocli's. {@code
 * io.jasip.metrics} is there to show Micrometer's types.
 */
final class ShowOnlyJdkAndJasipTypes extends ArchCondition<JavaClass> {
  private static final String JDK = "(java|javax\\.(crypto|net|security|sound))(\\..*)?";
  private static final String JASIP = "io\\.jasip(?!.*\\.internal(\\.|$))(\\..*)?";
  private static final String PICOCLI = "picocli(\\..*)?";
  private static final String MICROMETER = "io\\.micrometer(\\..*)?";
  private static final String JSPECIFY = "org\\.jspecify\\.annotations";

  ShowOnlyJdkAndJasipTypes() {
    super("show only JDK and public JaSIP types in their signatures");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    Stream<JavaType> supertypes =
        Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
    supertypes.forEach(supertype -> check(type, type, supertype, events));
    type.getTypeParameters().forEach(parameter -> check(type, type, parameter, events));
    checkAnnotations(type, type, events);
    for (JavaField field : type.getFields()) {
      if (isVisible(field)) {
        check(type, field, field.getType(), events);
        checkAnnotations(type, field, events);
      }
    }
    for (JavaCodeUnit unit : type.getCodeUnits()) {
      if (isVisible(unit)) {
        check(type, unit, unit.getReturnType(), events);
        unit.getParameterTypes().forEach(parameter -> check(type, unit, parameter, events));
        unit.getExceptionTypes().forEach(exception -> check(type, unit, exception, events));
        unit.getTypeParameters().forEach(parameter -> check(type, unit, parameter, events));
        checkAnnotations(type, unit, events);
      }
    }
  }

  private static boolean isVisible(JavaMember member) {
    Set<JavaModifier> modifiers = member.getModifiers();
    return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
        && !modifiers.contains(JavaModifier.SYNTHETIC);
  }

  private static void check(
      JavaClass owner, HasDescription where, JavaType shown, ConditionEvents events) {
    for (JavaClass raw : shown.getAllInvolvedRawTypes()) {
      JavaClass element = raw.getBaseComponentType();
      if (!element.isPrimitive() && !isAllowed(owner, element.getPackageName())) {
        report(owner, where, element, events);
      }
    }
  }

  private static <T extends HasDescription & HasAnnotations<?>> void checkAnnotations(
      JavaClass owner, T where, ConditionEvents events) {
    for (JavaAnnotation<?> annotation : where.getAnnotations()) {
      JavaClass type = annotation.getRawType();
      if (!type.getPackageName().matches(JSPECIFY) && !isAllowed(owner, type.getPackageName())) {
        report(owner, where, type, events);
      }
    }
  }

  private static boolean isAllowed(JavaClass owner, String packageName) {
    return packageName.matches(JDK)
        || packageName.matches(JASIP)
        || (owner.getPackageName().startsWith("io.jasip.examples") && packageName.matches(PICOCLI))
        || (owner.getPackageName().equals("io.jasip.metrics") && packageName.matches(MICROMETER));
  }

  private static void report(
      JavaClass owner, HasDescription where, JavaClass shown, ConditionEvents events) {
    events.add(
        SimpleConditionEvent.violated(owner, where.getDescription() + " shows " + shown.getName()));
  }
}
