/** Who has which document open at the moment: a notice between people, never a lock. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.presence;
