package com.example.shop;

/** Orders could not be imported. */
public class ImportException extends Exception {

    private static final long serialVersionUID = 1L;

    public ImportException(String message, Throwable cause) {
        super(message, cause);
    }
}
