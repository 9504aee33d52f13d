/** Requests as web servers, proxies, load balancers and browsers log them. */
@NullMarked
package dev.faultline.importers.web;

import org.jspecify.annotations.NullMarked;
