@org.jspecify.annotations.NullMarked
package org.gongkai.content.report;
