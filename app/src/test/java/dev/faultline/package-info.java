/** What holds for the whole house. */
@NullMarked
package dev.faultline;

import org.jspecify.annotations.NullMarked;
