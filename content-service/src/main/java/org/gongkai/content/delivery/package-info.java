/** What is public, and only that, as JSON for mini-programs and other sites. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.delivery;
