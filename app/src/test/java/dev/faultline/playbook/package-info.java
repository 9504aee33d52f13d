@NullMarked
package dev.faultline.playbook;

import org.jspecify.annotations.NullMarked;
