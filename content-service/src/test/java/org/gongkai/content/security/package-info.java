/** Tests of who may reach which address. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.security;
