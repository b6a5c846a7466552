#ifndef OVERSHOOT_CLI_REEL_H
#define OVERSHOOT_CLI_REEL_H

/* The screen as a .gif while somebody plays. The file comes into being when it ends. */

#include "picture.h"

/* With no frame yet; NULL with the reason. */
struct reel;
struct reel *reel_begin(const char *path, const struct picture *how, const struct session *session,
                        struct error *error);
/* What is on the screen from then on, in seconds since some moment. */
void reel_frame(struct reel *reel, double seconds, const struct frame *frame);
/* Ends it at that time, and frees it; false with the reason: then there is no file. */
bool reel_end(struct reel *reel, double seconds, struct error *error);

const char *reel_path(const struct reel *reel);

#endif
