/** The proof that the site, the manifest, the store and the database say the same. */
@org.jspecify.annotations.NullMarked
package org.gongkai.publisher.verify;
