package org.gongkai.content.people;

import org.gongkai.content.engine.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/**
 * Makes an empty system usable before the first request: the operator, and an administrator whose
 * password stands in a file that only the owner can read. A demonstration brings its own people.
 */
@Component
@DependsOnDatabaseInitialization
class FirstStart implements SmartInitializingSingleton {
    private static final Logger log = LoggerFactory.getLogger(FirstStart.class);

    private final People people;
    private final Operator operator;
    private final Secrets secrets;
    private final boolean demonstration;

    FirstStart(People people, Operator operator, Secrets secrets, Environment environment) {
        this.people = people;
        this.operator = operator;
        this.secrets = secrets;
        this.demonstration = environment.acceptsProfiles(Profiles.of("demo"));
    }

    @Override
    public void afterSingletonsInstantiated() {
        operator.ensure();
        if (demonstration || people.anyAdministrator()) {
            return;
        }
        Secrets.Secret secret = Secrets.Secret.INITIAL_ADMINISTRATOR;
        if (people.addFirstAdministrator(new NewPerson("admin", "管理员", secrets.value(secret)))) {
            log.warn("The account admin was made; its password stands in {}", secrets.file(secret));
        }
    }
}
