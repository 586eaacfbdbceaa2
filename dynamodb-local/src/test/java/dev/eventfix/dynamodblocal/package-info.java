@NullMarked
package dev.eventfix.dynamodblocal;

import org.jspecify.annotations.NullMarked;
