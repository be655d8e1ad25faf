package org.gongkai.content.time;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import java.nio.file.Path;
import java.time.Clock;

class TimeConfigurationTest {
    private final ApplicationContextRunner application =
            new ApplicationContextRunner()
                    .withInitializer(
                            context ->
                                    context.getBeanFactory()
                                            .setConversionService(
                                                    ApplicationConversionService
                                                            .getSharedInstance()))
                    .withUserConfiguration(TimeConfiguration.class);
    @TempDir Path home;

    @Test
    void outsideTheDemonstrationNoClockCanBeMoved() {
        application.run(
                context -> {
                    assertThat(context).hasSingleBean(Clock.class);
                    assertThat(context).doesNotHaveBean(MovableClock.class);
                    assertThat(context.getBean(Clock.class).getZone()).hasToString("Asia/Shanghai");
                });
    }

    @Test
    void inTheDemonstrationThereIsNoOtherClock() {
        application
                .withPropertyValues("spring.profiles.active=demo", "gongkai.home=" + home)
                .run(
                        context ->
                                assertThat(context.getBean(Clock.class))
                                        .isInstanceOf(MovableClock.class));
    }
}
