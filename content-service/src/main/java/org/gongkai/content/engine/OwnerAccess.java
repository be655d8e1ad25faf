package org.gongkai.content.engine;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

/**
 * Unpooled connections of the role that owns the tables, with search path {@code gongkai}. For
 * migrations, backup and restore; the application itself has the runtime role.
 */
public record OwnerAccess(DataSource dataSource) {
    public Connection connect() throws SQLException {
        return dataSource.getConnection();
    }
}
