/** The release itself: eight named steps as a batch job, and what start-up does after a crash. */
@org.jspecify.annotations.NullMarked
package org.gongkai.publisher.job;
