/** The conformance gate: what a government site must obey, rule by rule. */
@org.jspecify.annotations.NullMarked
package org.gongkai.publisher.check;
