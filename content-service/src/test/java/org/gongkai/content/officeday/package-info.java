/** The campaign of 2020, played from the notice to the closing report. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.officeday;
