/** What the active release shows, as values, for whoever shows it in another form than pages. */
@org.jspecify.annotations.NullMarked
package org.gongkai.publisher.released;
