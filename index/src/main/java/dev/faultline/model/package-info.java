/** The words of the whole house: events, traces, snapshots, changes, as data without input or output. */
@NullMarked
package dev.faultline.model;

import org.jspecify.annotations.NullMarked;
