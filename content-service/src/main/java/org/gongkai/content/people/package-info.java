/** Who may do what: units, persons, roles, sign-in. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.people;
