/** Review links: deciding on a pack of items without an account, by an address that expires. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.reviewlink;
