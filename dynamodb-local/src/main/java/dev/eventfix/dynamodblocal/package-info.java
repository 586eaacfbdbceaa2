/**
 * AWS's DynamoDB Local in this process, for the launcher's commands and for tests.
 *
 * <p>DynamoDB Local has a licence of its own: free for holders of an AWS account, and not to be
 * redistributed. It comes to a machine through Maven; nothing that is deployed or published may
 * hold it.
 */
@NullMarked
package dev.eventfix.dynamodblocal;

import org.jspecify.annotations.NullMarked;
