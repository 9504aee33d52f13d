/** What the machine gives the program: its folders, the instance that runs already, the program's own log, a diagnosis. */
@NullMarked
package dev.faultline.host;

import org.jspecify.annotations.NullMarked;
