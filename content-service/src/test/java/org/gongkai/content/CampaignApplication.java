package org.gongkai.content;

import org.gongkai.content.engine.TestPostgres;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The setting of the campaign of 2020. Classes that extend this share application and database, so
 * each test makes its own campaign, unit and people.
 */
public abstract class CampaignApplication extends CampaignSetting {
    protected static final TestPostgres DATABASE = TestPostgres.fresh();

    @Override
    protected final TestPostgres database() {
        return DATABASE;
    }

    @DynamicPropertySource
    static void configure(DynamicPropertyRegistry registry) {
        configure(registry, DATABASE);
    }
}
