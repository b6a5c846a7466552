#ifndef OVERSHOOT_TELL_SPEECH_H
#define OVERSHOOT_TELL_SPEECH_H

/* Sentences as they are spoken: what a screen reader leaves out or spells, in words. */

#include "../base/text.h"

/* Appends a sentence with words for its signs: "loss −3.2e-7 → 0" is "loss minus 3.2 times ten to
 * the minus 7 to 0", "η·λ" is "η times λ", "[−4, 4]" is "minus 4 to 4". What has few
 * digits without an exponent has none: 4.62e-4 is 0.000462, 8.08e6 is 8.08 million. */
void speech_add(struct text *out, const char *sentence);
/* What somebody has written: its words and numbers stay, but its signs that are no letters are
 * words: "η·λ = −1" is "η times λ = minus 1", "2/λ" stays. */
void speech_add_written(struct text *out, const char *sentence);
/* What describe_write has; what the scene's author has written, as such. */
void speech_add_page(struct text *out, const char *page);

#endif
