/** What is inside of office documents, PDF and archives that their looks do not show. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.inspection;
