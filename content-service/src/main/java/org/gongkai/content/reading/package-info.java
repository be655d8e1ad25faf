/** Who has opened which bytes, so that nobody approves many at once without having seen them. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.reading;
