package org.gongkai.content.document;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/** Says what the database refuses in words of the model, where a person can run into it. */
@Configuration(proxyBeanMethods = false)
class DatabaseRefusals {

    @Bean
    SQLExceptionTranslator refusalsOfTheDatabase() {
        SQLExceptionSubclassTranslator translator = new SQLExceptionSubclassTranslator();
        translator.setCustomTranslator(
                (task, sql, e) ->
                        BeingErased.SQL_STATE.equals(e.getSQLState()) ? new BeingErased(e) : null);
        return translator;
    }
}
