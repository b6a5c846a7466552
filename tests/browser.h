#ifndef OVERSHOOT_TESTS_BROWSER_H
#define OVERSHOOT_TESTS_BROWSER_H

/* What Chromium makes of a page, without a window, where it is installed. */

#include "../src/base/text.h"

/* The program's name, or NULL. */
const char *browser_name(void);

/* Opens the page, lets its scripts end, and appends the document that it has become. Fails the test
 * when the browser does. */
void browser_open(const char *page, struct text *document);

/* An SVG as the script's expression of its text. */
void browser_add_string(struct text *script, const char *text);

#endif
