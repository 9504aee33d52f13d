/** Playbooks of other tools as drafts of ours, and ours for other tools. Commands in them are text. */
@NullMarked
package dev.faultline.playbook.foreign;

import org.jspecify.annotations.NullMarked;
