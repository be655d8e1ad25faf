@org.jspecify.annotations.NullMarked
package org.gongkai.publisher.picture;
