package com.example.shop;

import io.sentry.Sentry;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Reports what no page handles. */
@RestControllerAdvice
class ErrorPage {

    @ExceptionHandler
    @ResponseStatus(HttpStatus.INTERNAL_SERVER_ERROR)
    String sorry(RuntimeException exception) {
        Sentry.captureException(exception);
        return "sorry";
    }
}
