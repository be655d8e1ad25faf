/**
 * A release of the public site: the ports it needs, and the records that cross them.
 *
 * <p>This module knows nothing of review, people or the database. What comes out of a {@link
 * org.gongkai.publisher.ContentSource} can only mean "approved for publication", and carries the
 * very bytes that were approved; the publisher hashes what it renders and refuses a mismatch
 * (decision 1).
 */
@org.jspecify.annotations.NullMarked
package org.gongkai.publisher;
