package org.gongkai.publisher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Configuration;

class PackagesTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("org.gongkai.publisher");

    @Test
    void onlyOnePackageKnowsTheSearch() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.gongkai.publisher.indexing..")
                .and()
                .areNotAnnotatedWith(Configuration.class) // wiring puts modules side by side
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.gongkai.search..")
                .check(CLASSES);
    }

    @Test
    void nobodyKnowsTheContentService() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.gongkai.content..")
                .check(CLASSES);
    }

    @Test
    void timeComesInFromOutside() {
        noClasses()
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void onlyTheWiringAndTheJobDependOnTheJob() {
        classes()
                .that()
                .resideInAPackage("org.gongkai.publisher.job..")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage("org.gongkai.publisher.job..", "org.gongkai.publisher")
                .check(CLASSES);
    }
}
