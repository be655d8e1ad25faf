package org.gongkai.content.delivery;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import java.time.Duration;

/** Every page of every site may read what is delivered, without credentials. */
@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration implements WebMvcConfigurer {
    private static final String ALL = DeliveryController.ROOT + "/**";

    @Override
    public void addCorsMappings(CorsRegistry registry) {
        registry.addMapping(ALL)
                .allowedOrigins("*")
                .allowedMethods("GET", "HEAD")
                .allowedHeaders("*")
                .exposedHeaders(
                        HttpHeaders.ETAG,
                        HttpHeaders.LINK,
                        HttpHeaders.RETRY_AFTER,
                        DeliveryController.RELEASE)
                .allowCredentials(false)
                .maxAge(Duration.ofDays(1).toSeconds());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new AskAgain()).addPathPatterns(ALL);
    }

    /** Answers may be kept, refusals too, but not used again without asking (decision 11). */
    private static final class AskAgain implements HandlerInterceptor {
        @Override
        public boolean preHandle(
                HttpServletRequest request, HttpServletResponse response, Object handler) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
            return true;
        }
    }
}
