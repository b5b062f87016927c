/**
 * JaSIP beside JsSIP and SIP.js: the table of CONTRIBUTING.md is complete and true, and the defects
 * of JsSIP are not ours.
 */
@NullMarked
package io.jasip.parity;

import org.jspecify.annotations.NullMarked;
