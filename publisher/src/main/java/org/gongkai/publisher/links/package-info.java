/** Whether links to other sites still lead somewhere; looked at in the background, if at all. */
@org.jspecify.annotations.NullMarked
package org.gongkai.publisher.links;
