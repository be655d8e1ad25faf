/** Tests of the routing. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.routing;
