#ifndef OVERSHOOT_OUTPUT_RECORDING_H
#define OVERSHOOT_OUTPUT_RECORDING_H

/* A recording that is made while somebody plays: a .cast file that is whole at any moment, whatever
 * becomes of the program or the disk. It takes the place of an older file when it begins; each
 * frame is then added by one write, and one that fails is taken back. */

#include "../base/error.h"
#include "../view/view.h"

struct recording;

/* The file, with no frame yet, of so many columns and rows; NULL with the reason. */
struct recording *recording_begin(const char *path, int columns, int rows, enum color_level level,
                                  const char *title, struct error *error);
/* What is on the screen from then on, in seconds since some moment; false with the reason when it
 * could not be written: then the recording has ended with the frame before, and is to be freed. */
bool recording_frame(struct recording *recording, double seconds, const struct frame *frame,
                     struct error *error);
/* Ends it at that time, and frees it. */
bool recording_end(struct recording *recording, double seconds, struct error *error);
void recording_free(struct recording *recording);

const char *recording_path(const struct recording *recording);

#endif
