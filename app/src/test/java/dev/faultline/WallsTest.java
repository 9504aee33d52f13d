package dev.faultline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The walls of ARCHITECTURE.md. */
class WallsTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.faultline");

    @Test
    void theIndexKnowsNeitherImportersNorPeople() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.faultline.model..", "dev.faultline.store..", "dev.faultline.query..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.faultline",
                        "dev.faultline.importers..",
                        "dev.faultline.cli..",
                        "dev.faultline.workbench..",
                        "dev.faultline.sample..")
                .check(HOUSE);
    }

    @Test
    void theImportersKnowNeitherQueriesNorPeople() {
        noClasses()
                .that()
                .resideInAPackage("dev.faultline.importers..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.faultline",
                        "dev.faultline.query..",
                        "dev.faultline.cli..",
                        "dev.faultline.workbench..",
                        "dev.faultline.sample..")
                .check(HOUSE);
    }

    @Test
    void theModelKnowsNothingOfTheHouse() {
        noClasses()
                .that()
                .resideInAPackage("dev.faultline.model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.faultline.store..", "dev.faultline.query..")
                .check(HOUSE);
    }

    @Test
    void theStoreIsNotAskedQuestions() {
        noClasses()
                .that()
                .resideInAPackage("dev.faultline.store..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.faultline.query..")
                .check(HOUSE);
    }

    @Test
    void analysisKnowsOnlyTheIndex() {
        noClasses()
                .that()
                .resideInAPackage("dev.faultline.analysis..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.faultline",
                        "dev.faultline.importers..",
                        "dev.faultline.changes..",
                        "dev.faultline.cli..",
                        "dev.faultline.text..",
                        "dev.faultline.workbench..",
                        "dev.faultline.sample..")
                .check(HOUSE);
    }

    @Test
    void whatLeavesKnowsNeitherDoorNorWindow() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.faultline.redaction..",
                        "dev.faultline.export..",
                        "dev.faultline.bundle..",
                        "dev.faultline.report..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.faultline",
                        "dev.faultline.cli..",
                        "dev.faultline.workbench..",
                        "dev.faultline.sample..",
                        "dev.faultline.mcp..")
                .check(HOUSE);
    }

    @Test
    void redactionKnowsOnlyTheModel() {
        noClasses()
                .that()
                .resideInAPackage("dev.faultline.redaction..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.faultline.store..",
                        "dev.faultline.query..",
                        "dev.faultline.importers..",
                        "dev.faultline.analysis..",
                        "dev.faultline.text..")
                .check(HOUSE);
    }

    @Test
    void luceneAndSqlStayInTheStore() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.faultline.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.lucene..", "java.sql..", "org.sqlite..")
                .check(HOUSE);
    }

    @Test
    void javaFxIsSeenInTheWorkbenchAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.faultline.workbench..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "org.controlsfx..", "atlantafx..")
                .check(HOUSE);
    }

    @Test
    void theDoorsDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("dev.faultline.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.faultline.workbench..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAPackage("dev.faultline.workbench..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.faultline.cli..")
                .check(HOUSE);
    }

    @Test
    void whatTheMachineGivesKnowsNobodyInTheHouse() {
        noClasses()
                .that()
                .resideInAPackage("dev.faultline.host..")
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("dev.faultline..")
                        .and(JavaClass.Predicates.resideOutsideOfPackage("dev.faultline.host..")))
                .check(HOUSE);
    }

    @Test
    void playbooksKnowNothingButTheIndex() {
        noClasses()
                .that()
                .resideInAPackage("dev.faultline.playbook..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.faultline",
                        "dev.faultline.importers..",
                        "dev.faultline.text..",
                        "dev.faultline.cli..",
                        "dev.faultline.workbench..",
                        "dev.faultline.sample..")
                .check(HOUSE);
    }

    @Test
    void theSdkOfAssistantsIsSeenAtTheirDoorAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.faultline.mcp")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.modelcontextprotocol..", "reactor..")
                .check(HOUSE);
    }

    @Test
    void assistantsAndCollectorsKnowNoOtherDoor() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.faultline.mcp..", "dev.faultline.otlp..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.faultline.cli..", "dev.faultline.workbench..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAPackage("dev.faultline.otlp..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.faultline.mcp..", "dev.faultline.analysis..")
                .check(HOUSE);
    }

    @Test
    void onlyBackgroundWorkReturnsToTheUiThread() {
        noClasses()
                .that()
                .haveSimpleNameNotContaining("BackgroundWork")
                .should()
                .callMethod("javafx.application.Platform", "runLater", "java.lang.Runnable")
                .check(HOUSE);
    }

    @Test
    void viewModelsKnowNoScene() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Model")
                .and()
                .resideInAPackage("dev.faultline.workbench..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("javafx.scene..")
                .allowEmptyShould(true)
                .check(HOUSE);
    }

    @Test
    void noRoomIsInACircle() {
        slices().matching("dev.faultline.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void nobodyIsCalledUtility() {
        classes()
                .that()
                .resideInAPackage("dev.faultline..")
                .should()
                .haveSimpleNameNotEndingWith("Util")
                .andShould()
                .haveSimpleNameNotEndingWith("Utils")
                .andShould()
                .haveSimpleNameNotEndingWith("Manager")
                .andShould()
                .haveSimpleNameNotEndingWith("Helper")
                .andShould()
                .haveSimpleNameNotEndingWith("Impl")
                .check(HOUSE);
    }
}
