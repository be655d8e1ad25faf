package org.gongkai.content.workbench;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves the workbench's style sheet. */
@Configuration(proxyBeanMethods = false)
class WorkbenchConfiguration implements WebMvcConfigurer {
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/workbench/assets/**")
                .addResourceLocations("classpath:/workbench/assets/")
                .setCacheControl(CacheControl.noCache());
    }
}
