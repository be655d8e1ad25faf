/** Tests of people and sign-in. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.people;
