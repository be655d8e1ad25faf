/** What is in force when one person proposed it and two others approved exactly these bytes. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.proposal;
