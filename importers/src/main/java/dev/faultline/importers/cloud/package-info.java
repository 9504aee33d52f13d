/** Answers of log stores and logs of cloud providers: records in an envelope that somebody else's log lines are in. */
@NullMarked
package dev.faultline.importers.cloud;

import org.jspecify.annotations.NullMarked;
