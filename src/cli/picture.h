#ifndef OVERSHOOT_CLI_PICTURE_H
#define OVERSHOOT_CLI_PICTURE_H

/* Pictures of sessions, as files have them. */

#include "../output/frame_pixels.h"
#include "../session/session.h"
#include "../view/halves.h"

/* How a picture is made. */
struct picture {
    int columns, rows;
    enum color_level colors;
    enum light light;
    bool ascii;
    struct cell_size cell;          /* of pixels; 0: the usual */
    bool bare;                      /* without header, prompt and keys */
    const char *font;               /* of pixels, as frame_pixels.h has it */
    bool (*is_late)(void *context); /* what is not known then is left out; NULL: never */
    const char *words;              /* what there is to see, for who cannot; NULL: not said */
};

struct picture_format {
    const char *name; /* also the ending of files */
    bool pixels;      /* nobody can read it */
    bool (*write)(struct text *out, const struct frame *frame, const struct picture *picture,
                  const char *title, struct error *error);
};
const struct picture_format *picture_format_find(const char *name);

/* Whether it can be so large. */
bool picture_check(const struct picture *picture, const struct picture_format *format,
                   struct error *error);
/* How it is painted, if it is one of pixels. */
struct frame_pixels_options picture_pixels(const struct picture *picture);
/* What it shows of a display's own. */
void picture_display(const struct picture *picture, const struct picture_format *format,
                     struct display *display);

/* Appends a picture of the session as it is now, and of the one beside it; with what is on the
 * screen beside it, but prompt and message, where `as` is not NULL. False with the reason when it
 * would be too large, or cannot be made. */
bool picture_write(struct text *out, struct session *session, const struct picture *picture,
                   const struct display *as, const struct picture_format *format,
                   struct error *error);

/* The scene's, or the program's name. */
const char *picture_title(const struct session *session);

/* Appends what such a picture says in words, if it says any: see describe.h. */
void picture_describe(struct text *out, const struct session *session,
                      const struct picture_format *format);

/* What follows the last full stop of a file's name, or "". */
const char *path_ending(const char *path);

#endif
