/** Approved bytes, read: the two canonical forms as values. Nothing else may feed a page. */
@org.jspecify.annotations.NullMarked
package org.gongkai.publisher.approved;
