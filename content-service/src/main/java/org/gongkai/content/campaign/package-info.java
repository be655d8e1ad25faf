/** The campaign: its dates, the sections with their review routes, and the working days. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.campaign;
