/** Evidence comes in here: files and archives are opened, their formats known, their records read into a case. */
@NullMarked
package dev.faultline.importers;

import org.jspecify.annotations.NullMarked;
