/** Takes secrets and persons out of what leaves a case: rules are data, what they find becomes a stable pseudonym. */
@NullMarked
package dev.faultline.redaction;

import org.jspecify.annotations.NullMarked;
