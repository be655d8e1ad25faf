/** Review links: deciding on items without an account, by an address that expires. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.reviewlink;
