/** Tests of the closing of a campaign. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.closing;
