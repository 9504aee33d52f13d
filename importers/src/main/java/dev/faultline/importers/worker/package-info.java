/**
 * Foreign binary files, read in a child JVM: such a file can make a reader run forever or take all memory, and inside this
 * process nothing could stop it. {@link ChildJvm} starts the child, {@link WorkerMain} is what runs in it.
 */
@NullMarked
package dev.faultline.importers.worker;

import org.jspecify.annotations.NullMarked;
