package dev.faultline.importers;

/** A format whose events belong to no service, such as commits: they get none from the name of their file either. */
public interface NamelessService extends Importer {}
