package org.gongkai.content.demo;

import org.gongkai.content.time.MovableClock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Plays the demonstration campaign up to a date, scene by scene: real people give real commands at
 * the time of the story, nothing is written past the rules. The site answers meanwhile. What was
 * played is noted with it, so a later start goes on where the last one was, with a later date too.
 */
@Component
@Profile("demo")
class DemoCampaign implements ApplicationRunner {
    private final Founding founding;
    private final Playing playing;
    private final Played played;
    private final MovableClock clock;
    private final StopDate stop;
    private final Programme programme = new Programme(System.out);
    private final ReentrantLock betweenScenes = new ReentrantLock();
    private volatile boolean closing;

    DemoCampaign(
            Founding founding,
            Playing playing,
            Played played,
            MovableClock clock,
            @Value("${gongkai.demo.at:#{null}}") @Nullable String at) {
        this.founding = founding;
        this.playing = playing;
        this.played = played;
        this.clock = clock;
        this.stop = StopDate.of(at);
    }

    @Override
    public void run(ApplicationArguments arguments) {
        Instant until = stop.instant(clock.getZone());
        if (stop.asked() && until.isBefore(clock.instant().truncatedTo(ChronoUnit.MINUTES))) {
            programme.cannotGoBack(now());
        }
        DemoFiles files = DemoFiles.read();
        if (inTurn(() -> setUp(files)) && play(files, until) && clock.instant().isBefore(until)) {
            clock.set(until);
        }
    }

    private void setUp(DemoFiles files) {
        if (!played.keys().contains("site")) {
            programme.settingUp(files);
        }
        founding.found(files);
    }

    /**
     * @return whether it came to the end
     */
    private boolean play(DemoFiles files, Instant until) {
        Set<String> before = played.keys();
        List<Scene> scenes =
                Scene.of(files).stream()
                        .filter(scene -> !scene.at().isAfter(until))
                        .filter(scene -> !before.contains(scene.key()))
                        .toList();
        for (Scene scene : scenes) {
            if (!inTurn(() -> play(files, scene))) {
                return false;
            }
        }
        programme.dayEnds();
        return true;
    }

    private void play(DemoFiles files, Scene scene) {
        if (clock.instant().isBefore(scene.at())) {
            clock.set(scene.at());
        }
        programme.scene(scene, now().toLocalDate(), playing.play(files, scene));
    }

    /** Does a piece of work that the end of the process waits for; not once it is ending. */
    private boolean inTurn(Runnable work) {
        betweenScenes.lock();
        try {
            if (closing) {
                return false;
            }
            work.run();
            return true;
        } finally {
            betweenScenes.unlock();
        }
    }

    @EventListener
    void end(ContextClosedEvent closed) {
        closing = true;
        betweenScenes.lock();
        betweenScenes.unlock();
    }

    /** After the addresses. */
    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void welcome(ApplicationReadyEvent ready) {
        programme.welcome(now());
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), clock.getZone());
    }
}
