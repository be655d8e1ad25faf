/** Tests of reading task breakdowns. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.breakdown;
