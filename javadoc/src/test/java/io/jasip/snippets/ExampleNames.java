package io.jasip.snippets;

/**
 * The variables that an example in the documentation may use without declaring them. An example
 * that declares one of the same name hides it.
 */
@SuppressWarnings("unused")
public abstract class ExampleNames {}
