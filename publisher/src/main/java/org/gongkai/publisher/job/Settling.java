package org.gongkai.publisher.job;

import org.gongkai.publisher.output.LiveTree;
import org.gongkai.publisher.output.SiteTrees;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Does beside releases what they leave for afterwards: compressed files, and the tree that readers
 * are not in, which takes the same files, so that the next release need not wait. One thread at
 * most, which gives way to whoever wants the lock.
 */
final class Settling {
    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);

    private static final int MANY_FILES = 2_000;

    private final SiteTrees trees;
    private final ReentrantLock oneAtATime;
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final AtomicBoolean bring = new AtomicBoolean();

    Settling(SiteTrees trees, ReentrantLock oneAtATime) {
        this.trees = trees;
        this.oneAtATime = oneAtATime;
    }

    /**
     * Begins, if there is anything to do.
     *
     * @param changed how many files the last release wrote
     */
    void after(int changed) {
        boolean unknown =
                !trees.idleIsKnown() && trees.current().filter(Settling::isLarge).isPresent();
        if (changed > MANY_FILES || unknown) {
            bring.set(true);
        }
        if (bring.get() || !trees.settled()) {
            wanted.set(true);
            if (running.compareAndSet(false, true)) {
                Thread.ofVirtual().name("settle").start(this::run);
            }
        }
    }

    private static boolean isLarge(LiveTree tree) {
        return tree.manifest().pages() > MANY_FILES;
    }

    private void run() {
        try {
            while (wanted.getAndSet(false)) {
                boolean done = false;
                while (!done) {
                    done = turn();
                }
            }
        } catch (RuntimeException e) {
            LOG.error("The trees could not be brought in order; the next release tries again", e);
        } finally {
            running.set(false);
        }
    }

    /** What can be done before somebody wants the lock; true if nothing is left. */
    private boolean turn() {
        oneAtATime.lock();
        try {
            if (!trees.compress(() -> !oneAtATime.hasQueuedThreads())) {
                return false;
            }
            if (bring.getAndSet(false)) {
                trees.settle();
                return trees.settled();
            }
            return true;
        } finally {
            oneAtATime.unlock();
        }
    }
}
