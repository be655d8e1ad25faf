package org.gongkai.content;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

class AdapterTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("org.gongkai.content");

    @Test
    void onlyOnePackageKnowsThePublisherAndTheSearch() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.gongkai.content.publishing..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.gongkai.publisher..", "org.gongkai.search..")
                .check(CLASSES);
    }

    @Test
    void nobodyAsksTheSystemForTheTime() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.gongkai.content.time..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }
}
