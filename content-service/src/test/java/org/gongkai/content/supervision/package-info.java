/** Tests of supervision. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.supervision;
