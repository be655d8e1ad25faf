/** The campaign: its dates, its sections, and the working days. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.campaign;
