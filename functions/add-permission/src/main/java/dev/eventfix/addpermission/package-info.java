/** The function add-permission: a superuser and a permission in, told whether it was added. */
@NullMarked
package dev.eventfix.addpermission;

import org.jspecify.annotations.NullMarked;
