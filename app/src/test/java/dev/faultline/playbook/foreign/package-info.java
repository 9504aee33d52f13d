@NullMarked
package dev.faultline.playbook.foreign;

import org.jspecify.annotations.NullMarked;
