/** Tests of the campaign. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.campaign;
