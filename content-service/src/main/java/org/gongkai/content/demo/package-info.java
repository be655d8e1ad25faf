/** The demonstration campaign, played through the real workflow; only in the profile demo. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.demo;
