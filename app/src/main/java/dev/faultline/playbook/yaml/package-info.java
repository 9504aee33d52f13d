/** YAML 1.2 as data with places: no tags, no aliases, bounded; and a schema that says what was expected where. */
@NullMarked
package dev.faultline.playbook.yaml;

import org.jspecify.annotations.NullMarked;
