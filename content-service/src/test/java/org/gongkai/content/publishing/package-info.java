/** Tests of what passes from the content service to the publisher. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.publishing;
