/** The routing (审核流程配置): which review route a new edition takes, put in force by two people. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.routing;
