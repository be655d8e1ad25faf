/** Who may reach which address: sessions for the workbench, bearer tokens for the API. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.security;
