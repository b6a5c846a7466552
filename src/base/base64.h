#ifndef OVERSHOOT_BASE_BASE64_H
#define OVERSHOOT_BASE_BASE64_H

/* Bytes as letters (RFC 4648). */

#include <stddef.h>
#include <stdint.h>

/* Writes four letters for each three bytes, begun ones too; returns the end. */
char *base64_put(char *at, const uint8_t *bytes, size_t length);

#endif
