package org.gongkai.content.engine;

import org.postgresql.PGConnection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

/**
 * The two roles and the database. {@value #OWNER} owns every table and migrates; {@value #APP} is
 * who the application is, and owns none, so that it cannot alter the log (decision 15).
 */
final class GongkaiDatabase {
    static final String OWNER = "gongkai_owner";
    static final String APP = "gongkai_app";
    static final String NAME = "gongkai";

    private GongkaiDatabase() {}

    /** Makes what is missing; does nothing the second time. */
    static void prepare(DataSource superuser, String ownerPassword, String appPassword) {
        try (Connection connection = superuser.getConnection()) {
            role(connection, OWNER, ownerPassword);
            role(connection, APP, appPassword);
            if (!exists(connection, "select 1 from pg_database where datname = ?", NAME)) {
                create(connection, NAME, "template1");
            }
        } catch (SQLException e) {
            throw new StartRefused(
                    "the embedded PostgreSQL does not let us in: "
                            + e.getMessage()
                            + " (does secrets/ belong to this database?)"
                            + PostgresServer.WAY_OUT,
                    e);
        }
    }

    /** A database that only the two roles may enter. Names are ours, never a user's. */
    static void create(Connection superuser, String name, String template) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute(
                    "create database %s owner %s template %s".formatted(name, OWNER, template));
            statement.execute("revoke all on database %s from public".formatted(name));
            statement.execute("grant connect, temporary on database %s to %s".formatted(name, APP));
        }
    }

    private static void role(Connection superuser, String name, String password)
            throws SQLException {
        if (exists(superuser, "select 1 from pg_roles where rolname = ? and rolcanlogin", name)) {
            return;
        }
        try (Statement statement = superuser.createStatement()) {
            if (!exists(superuser, "select 1 from pg_roles where rolname = ?", name)) {
                statement.execute("create role " + name + " nologin");
            }
            superuser
                    .unwrap(PGConnection.class)
                    .alterUserPassword(name, password.toCharArray(), "scram-sha-256");
            statement.execute("alter role " + name + " login");
        }
    }

    private static boolean exists(Connection connection, String query, String name)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet found = statement.executeQuery()) {
                return found.next();
            }
        }
    }
}
