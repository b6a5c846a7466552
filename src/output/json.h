#ifndef OVERSHOOT_OUTPUT_JSON_H
#define OVERSHOOT_OUTPUT_JSON_H

#include "../base/text.h"

/* Appends a string with its quotes. Control characters are escaped; bytes that are not UTF-8 come
 * out as U+FFFD, as a reader would refuse them. */
void json_add_string(struct text *out, const char *bytes, size_t length);

#endif
