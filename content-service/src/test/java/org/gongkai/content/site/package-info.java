/** Tests of the site's words. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.site;
