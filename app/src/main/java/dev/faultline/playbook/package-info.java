/** Playbooks: what the senior engineer does in their head, as a file that is read, matched, run and tested. */
@NullMarked
package dev.faultline.playbook;

import org.jspecify.annotations.NullMarked;
