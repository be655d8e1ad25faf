/** What is live, and in which lists it stands: looked up by pages and by the delivery API. */
@org.jspecify.annotations.NullMarked
package org.gongkai.publisher.catalogue;
