/** The closing of a campaign: what of it did not become public, with its last state. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.closing;
