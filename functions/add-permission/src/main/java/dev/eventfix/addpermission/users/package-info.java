/** Users, the names that are theirs alone, and their permissions. */
@NullMarked
package dev.eventfix.addpermission.users;

import org.jspecify.annotations.NullMarked;
